"""All faults of an item are named before it is sent."""

from collections.abc import Mapping

import pytest

from hytedata.content import Objection, check_fields, text_languages
from hytedata.models.common import Json

URI = "http://uri.suomi.fi/codelist/ptv"
KOKO = "http://www.yso.fi/onto/koko"
ORGANISATION = "00000000-0000-4000-8000-000000000889"

CHANNEL: Mapping[str, Json] = {
    "name.fi": "Mallilan koripallokenttä",
    "display_name.fi": "Name",
    "summary.fi": "Täällä voit pelata koripalloa.",
    "description.fi": "Täällä voit pelata koripalloa. Sijaintikunta: Utajärvi.",
    "languages": ["fi"],
    "phones.fi": [{"prefix": "+358", "number": "505550101", "service_number": False}],
    "emails.fi": ["Liikunta.Ääni@example.fi"],
    "web_pages.fi": [{"url": "https://www.example.fi/liikunta?id=1", "text": "Kenttä"}],
    "address.kind": "street",
    "address.street.fi": "Koulukuja",
    "address.number": "4",
    "address.postal_code": "91600",
    "address.municipality": "889",
    "address.position": [480_000.5, 7_180_000.0],
}
SERVICE: Mapping[str, Json] = {
    "name.fi": "Pallokentät",
    "summary.fi": "Voit pelata pallopelejä ulkokentillä.",
    "description.fi": "Voit pelata pallopelejä ulkokentillä.",
    "user_instruction.fi": "Valitse ensin sinulle sopiva paikka.",
    "languages": ["fi"],
    "service_classes": [f"{URI}/ptvserclass2/code/P27.2"],
    "ontology_terms": [f"{KOKO}/p10416", f"{KOKO}/p75504"],
    "target_groups": [f"{URI}/ptvkohderyhmat/code/KR1"],
    "type": "Service",
    "funding": "PubliclyFunded",
    "area_type": "LimitedType",
    "area.municipalities": ["889"],
    "main_organisation": ORGANISATION,
    "producers": [{"provision": "SelfProducedServices", "organisations": [ORGANISATION]}],
}


def _told(objections: tuple[Objection, ...]) -> list[tuple[str, str, str]]:
    return [(one.rule, one.severity, one.field) for one in objections]


def test_a_good_channel_and_a_good_service_have_no_faults() -> None:
    assert check_fields("channel", CHANNEL) == ()
    assert check_fields("service", SERVICE) == ()


@pytest.mark.parametrize(
    ("field", "value", "rule", "severity"),
    [
        ("name.fi", "", "F1", "block"),
        ("name.fi", "K" * 101, "F1", "block"),
        ("alternative_name.fi", "K" * 101, "F1", "block"),
        ("summary.fi", "K" * 151, "F5", "block"),
        ("summary.fi", "Kent", "F5", "block"),
        ("summary.fi", "mallilan  koripallo-kenttä".replace("-", ""), "F6", "block"),
        ("summary.fi", "Varaa 040 123 4567.", "S3", "block"),
        ("description.fi", "Kota. " * 500, "F8", "warn"),
        ("description.fi", "Kota. " * 900, "F8", "block"),
        ("description.fi", "Kota <b>ja</b> laavu.", "T6", "block"),
        ("description.fi", None, "R1", "block"),
        ("languages", [], "F15", "block"),
        ("display_name.fi", "Nickname", "V1", "block"),
        ("display_name.fi", "AlternativeName", "R1", "block"),
        ("phones.fi", [{"prefix": None, "number": "505550101"}], "C1", "block"),
        ("phones.fi", [{"prefix": "358", "number": "505550101"}], "C1", "block"),
        ("phones.fi", [{"prefix": "+358", "number": "0505550101"}], "C1", "block"),
        ("phones.fi", [{"prefix": "+358", "number": "50 555 0101"}], "C1", "block"),
        ("phones.fi", [{"prefix": "+358", "number": "1" * 21}], "C1", "block"),
        ("phones.fi", [{"prefix": "+358", "number": "5055"}], "C5", "warn"),
        (
            "phones.fi",
            [{"prefix": "+358", "number": "060012345", "service_number": True}],
            "C1",
            "block",
        ),
        ("phones.fi", ["0505550101"], "C1", "block"),
        (
            "phones.fi",
            [{"prefix": "+358", "number": "505550101", "charge": "Other"}],
            "C3",
            "block",
        ),
        (
            "phones.fi",
            [{"prefix": "+358", "number": "505550101", "charge": "Chargeable"}],
            "C3",
            "warn",
        ),
        (
            "phones.fi",
            [{"prefix": "+358", "number": "505550101", "info": "I" * 301}],
            "L1",
            "block",
        ),
        (
            "phones.fi",
            [
                {"prefix": "+358", "number": "505550101", "info": "Varaukset"},
                {"prefix": "+358", "number": "505550102"},
            ],
            "C4",
            "warn",
        ),
        ("phones.se", [{"prefix": "+358", "number": "505550101"}], "C2", "block"),
        ("emails.fi", ["liikunta@localhost"], "C8", "block"),
        ("emails.fi", ["matti meikäläinen"], "C8", "block"),
        ("emails.fi", ["a" * 95 + "@example.fi"], "C8", "block"),
        ("web_pages.fi", [{"url": "www.example.fi"}], "C7", "block"),
        ("web_pages.fi", [{"url": "https://localhost/x"}], "C7", "block"),
        ("web_pages.fi", [{"url": "https://example.fi/a b"}], "C7", "block"),
        ("web_pages.fi", [{"url": "https://example.fi/" + "x" * 500}], "C7", "block"),
        ("web_pages.fi", [{"url": "https://tunnistautuminen.suomi.fi/x"}], "C7", "block"),
        ("web_pages.fi", [{"url": "https://example.fi", "text": "T" * 101}], "L1", "block"),
        ("address.kind", None, "C9", "block"),
        ("address.street.fi", "K" * 101, "L1", "block"),
        ("address.number", "1" * 31, "C9", "block"),
        ("address.postal_code", "9160", "C9", "block"),
        ("address.postal_code", None, "C9", "block"),
        ("address.municipality", "89", "V1", "block"),
        ("address.municipality", "588", "V1", "block"),
        ("address.position", [7_180_000.0, 480_000.0], "C12", "block"),
        ("address.position", [25.4, 65.0], "C12", "block"),
        ("address.position", ["480000", "7180000"], "C12", "block"),
    ],
)
def test_a_fault_of_a_channel_is_named_with_its_rule(
    field: str, value: Json, rule: str, severity: str
) -> None:
    fields = {**CHANNEL, field: value}

    told = _told(check_fields("channel", fields))

    assert (rule, severity, field) in told


@pytest.mark.parametrize(
    ("field", "value", "rule", "severity"),
    [
        ("service_classes", [], "F11", "block"),
        ("service_classes", ["P27"], "F11", "block"),
        ("service_classes", ["P27.1", "P27.2", "P27.3", "P27.4", "P27.5"], "F11", "block"),
        ("service_classes", ["P27.1", "P27.1"], "F11", "block"),
        ("service_classes", ["swimming"], "F11", "block"),
        ("service_classes", ["P99.1"], "F11", "warn"),
        ("service_classes", ["P27.1", f"{URI}/ptvserclass2/code/P27.2"], "F11", "block"),
        ("ontology_terms", [], "F12", "block"),
        ("ontology_terms", [f"{KOKO}/p{n}" for n in range(11)], "F12", "block"),
        ("ontology_terms", ["http://www.yso.fi/onto/yso/p916"], "F12", "block"),
        ("ontology_terms", [f"{KOKO}/p1", f"{KOKO}/p1"], "F12", "block"),
        ("target_groups", [], "F13", "block"),
        ("target_groups", ["KR2"], "F13", "block"),
        ("target_groups", ["KR1.1", "KR1.2", "KR1.3", "KR1.4", "KR1.6"], "F13", "warn"),
        ("target_groups", ["KR9"], "F13", "warn"),
        ("user_instruction.fi", "K" * 5001, "F9", "block"),
        ("type", None, "R1", "block"),
        ("type", "Thing", "V1", "block"),
        ("funding", "Free", "V1", "block"),
        ("area_type", "Nationwide", "F16", "block"),
        ("area.municipalities", [], "F16", "block"),
        ("area.municipalities", ["89"], "F16", "block"),
        ("area.municipalities", ["588"], "F16", "block"),
        ("main_organisation", "", "R1", "block"),
        ("producers", [], "R1", "block"),
    ],
)
def test_a_fault_of_a_service_is_named_with_its_rule(
    field: str, value: Json, rule: str, severity: str
) -> None:
    fields = {**SERVICE, field: value}

    told = _told(check_fields("service", fields))

    where = "area.municipalities" if field == "area_type" else field
    assert (rule, severity, where) in told


@pytest.mark.parametrize("missing", ["name", "summary", "description", "user_instruction"])
def test_a_language_version_needs_all_of_its_texts(missing: str) -> None:
    fields = {path: value for path, value in SERVICE.items() if path != f"{missing}.fi"}

    told = _told(check_fields("service", fields))

    assert [field for _, severity, field in told if severity == "block"] == [f"{missing}.fi"]


def test_a_channel_needs_its_street_in_each_language_of_its_texts() -> None:
    swedish: dict[str, Json] = {
        "name.sv": "Modellby basketplan",
        "summary.sv": "Här kan du spela basket.",
        "description.sv": "Här kan du spela basket. Kommun: Utajärvi.",
    }

    told = _told(check_fields("channel", {**CHANNEL, **swedish}))

    assert told == [("C9", "block", "address.street.sv")]


def test_a_place_without_a_street_is_warned_of_and_needs_a_description() -> None:
    address = {path: value for path, value in CHANNEL.items() if path[:7] != "address"}
    fields: dict[str, Json] = {
        **address,
        "address.kind": "other",
        "address.position": [480_000.5, 7_180_000.0],
    }

    told = _told(check_fields("channel", fields))

    assert told == [
        ("C10", "block", "address.info.fi"),
        ("C10", "warn", "address.kind"),
    ]


@pytest.mark.parametrize(
    ("street", "blocked"), [("Koulukuja 4", True), ("Valtatie 4", False), ("Koulukuja", False)]
)
def test_a_house_number_stands_apart_from_its_street(street: str, blocked: bool) -> None:
    fields = {path: value for path, value in CHANNEL.items() if path != "address.number"}

    told = _told(check_fields("channel", {**fields, "address.street.fi": street}))

    assert (("C9", "block", "address.street.fi") in told) is blocked


def test_a_street_needs_a_number_or_a_position() -> None:
    neither = {
        path: value
        for path, value in CHANNEL.items()
        if path not in ("address.number", "address.position")
    }

    told = _told(check_fields("channel", neither))

    assert told == [("C9", "block", "address.number")]


def test_all_faults_are_named_at_once() -> None:
    fields: dict[str, Json] = {
        **CHANNEL,
        "summary.fi": "K" * 151,
        "description.fi": "Soita 040 123 4567 tai kirjoita kota@example.fi.",
        "emails.fi": ["-"],
        "address.municipality": "999",
    }

    told = _told(check_fields("channel", fields))

    assert told == [
        ("V1", "block", "address.municipality"),
        ("S3", "block", "description.fi"),
        ("S1", "block", "description.fi"),
        ("C8", "block", "emails.fi"),
        ("F5", "block", "summary.fi"),
    ]


def test_an_empty_item_is_told_what_it_lacks_and_nothing_breaks() -> None:
    for kind in ("channel", "service"):
        told = check_fields(kind, {})

        assert ("F1", "name") in {(one.rule, one.field) for one in told}
        assert all(one.severity in ("block", "warn") for one in told)


def test_the_languages_of_an_item_are_those_of_its_texts() -> None:
    fields: dict[str, Json] = {"name.fi": "a", "summary.sv": "b", "phones.en": []}

    assert text_languages(fields) == ("fi", "sv")
