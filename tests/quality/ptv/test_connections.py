"""H6: what a connection says that its channel says too."""

from hytedata.content.connection_rules import h6_repeated
from hytedata.models.ptv import Channel, Connection
from tests.quality.ptv.cases.hours import open_at, weekly
from tests.quality.ptv.judging import Document, channel, link, phone, place, record


def _repeated(connection: Document, at: Document) -> set[str]:
    one, other = record(connection), record(at)
    assert isinstance(one, Connection)
    assert isinstance(other, Channel)
    return {objection.field for objection in h6_repeated(one, other)}


def test_contacts_of_the_channel_are_repeated() -> None:
    connection = link(
        phones=[phone(), phone("501234567")], emails=[{"address": "Liikunta@example.fi"}]
    )
    at = place(phones=[phone(info="Kassa")], emails=[{"address": "liikunta@example.fi"}])

    assert _repeated(connection, at) == {"phones.fi[0]", "emails.fi[0]"}


def test_support_contacts_and_the_own_address_count_too() -> None:
    connection = link("sv", phones=[phone()], web_pages=[{"url": "https://example.fi/"}])
    at = channel(
        "EService", "sv", support_phones=[phone()], web_address={"url": "https://example.fi"}
    )

    assert _repeated(connection, at) == {"phones.sv[0]", "web_pages.sv[0]"}


def test_hours_of_the_channel_are_repeated() -> None:
    at = open_at(weekly())
    connection: Document = {**link(), "service_hours": at["service_hours"]}

    assert _repeated(connection, at) == {"service_hours"}


def test_what_differs_or_is_in_another_language_is_not() -> None:
    connection = link("sv", description="Ring före tolv.", phones=[phone()])

    assert (
        _repeated(connection, place(phones=[phone()], description="Soita ennen kahtatoista."))
        == set()
    )
    assert _repeated(connection, place("sv", phones=[phone("501234567")])) == set()
