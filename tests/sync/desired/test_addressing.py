"""Address fields of a site."""

import pytest

from hytedata.models.common import Language, Position, Remark
from hytedata.sync.addressing import address_fields
from tests.sync.desired.builders import site

HERE = Position(east=380848.6399, north=6905404.5318)
BOTH: tuple[Language, ...] = ("fi", "sv")
KNOWN = frozenset({"42700", "98530"})


def test_a_street_address_has_number_postal_code_municipality_and_position() -> None:
    addressed = address_fields(site(address="Kenttätie 3 B"), BOTH, HERE, KNOWN)

    assert addressed.fields == {
        "address.kind": "street",
        "address.street.fi": "Kenttätie",
        "address.street.sv": "Kenttätie",
        "address.number": "3 B",
        "address.postal_code": "42700",
        "address.municipality": "249",
        "address.position": [380848.6, 6905404.5],
    }
    assert (addressed.stop, addressed.notes) == (None, ())


def test_a_street_without_number_is_found_by_its_position() -> None:
    fields = address_fields(site(address="Satamatie"), ("fi",), HERE, KNOWN).fields

    assert fields["address.kind"] == "street"
    assert "address.number" not in fields
    assert fields["address.position"] == [380848.6, 6905404.5]


def test_a_numbered_street_needs_no_position() -> None:
    addressed = address_fields(site(), ("fi",), None, KNOWN)

    assert addressed.stop is None
    assert "address.position" not in addressed.fields


@pytest.mark.parametrize(
    ("address", "postal_code", "position", "reason", "word"),
    [
        ("Satamatie", "42700", None, "no-coordinates", "Satamatie"),
        ("Hiidenvaara", "42700", None, "no-street", "Hiidenvaara"),
        ("-", "42700", None, "no-street", "«-»"),
        (None, "42700", None, "no-street", "(none)"),
        ("Kenttätie 3", "29170", HERE, "unknown-postal-code", "29170"),
        ("Kenttätie 3", None, HERE, "unknown-postal-code", "missing"),
        ("Kenttätie 3", "4270", HERE, "unknown-postal-code", "4270"),
    ],
)
def test_what_cannot_be_an_address_stops_with_its_reason_and_value(
    address: str | None, postal_code: str | None, position: Position | None, reason: str, word: str
) -> None:
    stop = address_fields(
        site(address=address, postal_code=postal_code), ("fi",), position, KNOWN
    ).stop

    assert stop is not None
    assert stop.reason == reason
    assert word in stop.detail
    assert "Lipas" in stop.remedy


@pytest.mark.parametrize("field", ["location.postal-code", "location.postalCode"])
def test_a_postal_code_that_could_not_be_read_is_named_as_it_was_stated(field: str) -> None:
    remark = Remark(field=field, code="no-postal-code", raw="FI-427")

    stop = address_fields(
        site(postal_code=None, remarks=(remark,)), ("fi",), HERE, frozenset()
    ).stop

    assert stop is not None
    assert "'FI-427'" in stop.detail


def test_a_geometry_that_could_not_be_read_is_named_where_it_is_missed() -> None:
    remark = Remark(field="location.geometries", code="outside-finland", raw="")

    stop = address_fields(
        site(address="Satamatie", remarks=(remark,)), ("fi",), None, frozenset()
    ).stop

    assert stop is not None
    assert "(outside-finland)" in stop.detail


def test_without_a_list_of_postal_codes_any_five_digits_do() -> None:
    assert address_fields(site(postal_code="29170"), ("fi",), HERE, frozenset()).stop is None


def test_a_place_without_street_is_published_by_position_and_told_of() -> None:
    place = site(
        address="Kiimavaara", postal_code="98530", postal_office="PYHÄTUNTURI", municipality="583"
    )

    addressed = address_fields(place, BOTH, HERE, KNOWN)

    assert addressed.fields == {
        "address.kind": "other",
        "address.position": [380848.6, 6905404.5],
        "address.postal_code": "98530",
        "address.info.fi": "Kiimavaara, Pyhätunturi, Pelkosenniemi",
        "address.info.sv": "Kiimavaara, Pyhätunturi, Pelkosenniemi",
    }
    assert [note.reason for note in addressed.notes] == ["no-street"]
    assert "Suomi.fi" in addressed.notes[0].detail


def test_the_municipality_is_named_in_the_language_of_the_description() -> None:
    place = site(address="Hamnholmen", postal_office=None, municipality="434")

    fields = address_fields(place, BOTH, HERE, frozenset()).fields

    assert fields["address.info.fi"] == "Hamnholmen, Loviisa"
    assert fields["address.info.sv"] == "Hamnholmen, Lovisa"


def test_directions_in_finnish_stay_out_of_the_swedish_description() -> None:
    place = site(address="Uimarannan vieressä")

    fields = address_fields(place, BOTH, HERE, frozenset()).fields

    assert fields["address.info.fi"] == "Uimarannan vieressä, Keuruu"
    assert fields["address.info.sv"] == "Keuru"


@pytest.mark.parametrize(
    ("address", "finnish", "swedish"),
    [
        ("Kts. kartta", "Pohjoislahti, Keuruu", "Pohjoislahti, Keuru"),
        ("Sijainti kartalla", "Pohjoislahti, Keuruu", "Pohjoislahti, Keuru"),
        ("Tarkka osoite puuttuu", "Pohjoislahti, Keuruu", "Pohjoislahti, Keuru"),
        ("opastus", "Pohjoislahti, Keuruu", "Pohjoislahti, Keuru"),
        (
            "Hiidenlampi (ks. kartta)",
            "Hiidenlampi, Pohjoislahti, Keuruu",
            "Hiidenlampi, Pohjoislahti, Keuru",
        ),
        (
            "Koulutien varressa, opastus",
            "Koulutien varressa, Pohjoislahti, Keuruu",
            "Pohjoislahti, Keuru",
        ),
    ],
)
def test_what_only_points_elsewhere_is_left_out_of_the_description(
    address: str, finnish: str, swedish: str
) -> None:
    place = site(address=address, neighbourhood="Pohjoislahti")

    addressed = address_fields(place, BOTH, HERE, KNOWN)

    assert addressed.fields["address.info.fi"] == finnish
    assert addressed.fields["address.info.sv"] == swedish
    assert [note.reason for note in addressed.notes] == ["no-street"]


@pytest.mark.parametrize("address", ["Kenttätie 3 (ks. kartta)", "Kts. kartta, Kenttätie 3"])
def test_a_reference_to_a_map_beside_a_street_is_left_out_in_silence(address: str) -> None:
    addressed = address_fields(site(address=address), ("fi",), HERE, KNOWN)

    assert addressed.fields["address.street.fi"] == "Kenttätie"
    assert "address.info.fi" not in addressed.fields
    assert addressed.notes == ()


def test_driving_directions_are_a_sentence_before_the_village() -> None:
    place = site(address="n. 5 km Haapamäeltä Multian suuntaan", neighbourhood="Pohjoislahti")

    fields = address_fields(place, ("fi",), HERE, KNOWN).fields

    assert (
        fields["address.info.fi"] == "Noin 5 km Haapamäeltä Multian suuntaan. Pohjoislahti, Keuruu"
    )


def test_a_short_place_name_is_completed_by_the_sites_name() -> None:
    place = site(name="Rantakenttä", address="-", postal_office="Ii", municipality="139")

    fields = address_fields(place, ("fi",), HERE, frozenset()).fields

    assert fields["address.info.fi"] == "Rantakenttä, Ii"


@pytest.mark.parametrize("address", ["info@example.fi", "Ranta, 040 123 4567", "c/o Maija M"])
def test_contact_data_in_the_address_are_never_published(address: str) -> None:
    addressed = address_fields(site(address=address), ("fi",), HERE, frozenset())

    assert addressed.fields["address.info.fi"] == "Keuruu"
    told = " ".join(note.detail for note in addressed.notes)
    assert "040" not in told
    assert "example" not in told


@pytest.mark.parametrize(
    ("address", "info"),
    [
        ("Kirkkotie 4, 2. krs", "2. krs"),
        ("Rantatie 5, koulun takana", "koulun takana"),
        ("Latvajärventie / Pitkälampi", "Pitkälampi"),
        ("Rantatie 5:n vieressä", "Rantatie 5:n vieressä"),
    ],
)
def test_what_stands_beside_a_street_becomes_finnish_additional_information(
    address: str, info: str
) -> None:
    addressed = address_fields(site(address=address), BOTH, HERE, frozenset())

    assert addressed.fields["address.info.fi"] == info
    assert "address.info.sv" not in addressed.fields
    assert addressed.notes == ()


def test_the_post_office_beside_a_street_is_not_repeated() -> None:
    addressed = address_fields(site(address="Kenttätie 3, Keuruu"), ("fi",), HERE, frozenset())

    assert "address.info.fi" not in addressed.fields
    assert addressed.notes == ()


def test_what_may_be_a_person_beside_a_street_is_left_out_and_told_by_shape() -> None:
    place = site(address="Kenttätie 3, Maija Mallikas")

    addressed = address_fields(place, ("fi",), HERE, frozenset())

    assert "address.info.fi" not in addressed.fields
    assert "«Aaaaa Aaaaaaaa»" in addressed.notes[0].detail


def test_an_unknown_postal_code_of_a_place_without_street_is_left_out() -> None:
    place = site(address="Kiimavaara", postal_code="29170")

    addressed = address_fields(place, ("fi",), HERE, KNOWN)

    assert "address.postal_code" not in addressed.fields
    assert [note.reason for note in addressed.notes] == ["no-street", "unknown-postal-code"]
