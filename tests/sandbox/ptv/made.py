"""Bodies, paths and ids that several modules of these tests share."""

from tests.sandbox.ptv.world import Json, location, phone, weekly

PLACE = "ServiceChannel/ServiceLocation"
STRANGER = "99999999-9999-4999-8999-999999999999"
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


def ids(page: Json) -> list[str]:
    return [item["id"] for item in page["itemList"] or []]
