"""Bodies that the tests of writes share."""

from tests.sandbox.ptv.world import Json, location, phone, weekly

PLACE = "ServiceChannel/ServiceLocation"
PUBLISHED: Json = {"publishingStatus": "Published"}
EMAIL = [{"language": "fi", "value": "halli@example.fi"}]
PAGE = [{"language": "fi", "url": "https://www.example.fi", "value": None}]


def full_location(**changes: object) -> Json:
    return location(
        phoneNumbers=[phone()],
        faxNumbers=[phone()],
        emails=EMAIL,
        webPages=PAGE,
        serviceHours=[weekly()],
        **changes,
    )
