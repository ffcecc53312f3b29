import msgspec
import pytest

from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import NotADocument, decode_document
from tests.connectors.lipas.builders import encoded, site


def test_unknown_fields_are_counted_by_their_path() -> None:
    document = site(heated=True)
    document["location"]["floor"] = 2
    document["location"]["city"]["quarter"] = "x"

    decoded = decode_document(encoded(document), WireSite)

    assert sorted(decoded.unknown) == ["heated", "location.city.quarter", "location.floor"]


def test_a_value_of_a_wrong_type_costs_only_itself() -> None:
    document = site(name=5, renovation_years="1999", email=None)
    document["location"]["city"]["city-code"] = [889]

    decoded = decode_document(encoded(document), WireSite)

    assert {(odd.field, odd.value) for odd in decoded.odd if odd.value != [889]} == {
        ("name", 5),
        ("renovation-years", "1999"),
    }
    assert decoded.wire.location is not None
    assert decoded.wire.location.address == "Koulutie 1"


def test_a_new_code_is_no_surprise() -> None:
    decoded = decode_document(encoded(site(status="demolished", owner="the-moon")), WireSite)

    assert (decoded.wire.status, decoded.wire.owner, decoded.odd) == ("demolished", "the-moon", ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[]", "it is a list"),
        (b"null", "it is null"),
        (b"{", "truncated"),
        (b'{"name":"\xe4"}', "not UTF-8"),
        (b"[" * 9999, "nested too deeply"),
    ],
)
def test_what_is_no_object_says_what_it_is(content: bytes, told: str) -> None:
    with pytest.raises(NotADocument, match=told):
        decode_document(content, WireSite)


def test_raw_parts_of_a_page_are_decoded_like_bytes() -> None:
    raw = msgspec.Raw(encoded(site(3)))

    assert decode_document(raw, WireSite).wire.lipas_id == 3
