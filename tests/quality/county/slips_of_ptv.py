"""Slips in fields, contacts and hours of PTV."""

from collections.abc import Mapping
from typing import Any, Final

from tests.quality.county.ptv_records import HOLIDAYS
from tests.quality.county.slips import ONLINE, PLACE, TOLD, Change, Parts, Slip, finnish, sets
from tests.quality.planted_records import Document

_CONTACTED: Final = (PLACE, "organisation", "connection")
_OPENED: Final = (PLACE, "connection")
_PHONE: Final = "service-channel TelephoneService"
_FORM: Final = "service-channel PrintableForm"
_KOKO: Final = "http://www.yso.fi/onto/koko/p"
_INDUSTRY: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"


def _lines(text: str, length: int) -> str:
    """As many lines of *text* as give more than *length* characters."""
    return "\n".join([text] * (length // len(text) + 1))


def _no_name(document: Document, number: int) -> None:
    version = document["language_versions"]["fi"]
    longer = f"{version['name']} ja kaikki muu, mitä samassa talossa on tarjolla" * 2
    version["name"] = (None, longer)[number // 3 % 2]


def _repeats_name(document: Document, _: int) -> None:
    version = document["language_versions"]["fi"]
    version["summary"] = f" {version['name'].upper()}."


def _short_price(document: Document, _: int) -> None:
    for version in document["language_versions"].values():
        version["charge_info"] = "Fem euro / viisi euroa."
    document["language_versions"]["fi"]["charge_info"] = "5 €"


def _untranslated(document: Document, number: int) -> Parts:
    field = ("charge_info", "conditions")[number % 2]
    finnish_, *others = document["language_versions"].items()
    assert finnish_[0] == "fi"
    finnish_[1][field] = "Jäsenyys maksaa viisi euroa."
    for _, version in others:
        version.pop(field, None)
    return tuple(("", f"{field}.{language}") for language, _ in others)


def _has_many_versions(document: Document) -> bool:
    return len(document["language_versions"]) > 1


def _no_terms(document: Document, number: int) -> None:
    terms: tuple[list[str], ...] = (
        [],
        ["http://www.yso.fi/onto/yso/p916"],
        [f"{_KOKO}{one}" for one in range(1, 12)],
    )
    document["ontology_terms"] = terms[number % len(terms)]
    for version in document["language_versions"].values():
        version.pop("keywords", None)


def _only_keywords(document: Document, _: int) -> None:
    document["ontology_terms"] = []
    document["language_versions"]["fi"]["keywords"] = ["uinti"]


def _misfit(document: Document, number: int) -> str:
    document |= {"life_events": [], "industrial_classes": []}
    if number % 2:
        document |= {"target_groups": ["KR2", "KR2.7"], "life_events": ["KE1"]}
        return "life_events"
    document |= {"target_groups": ["KR1"], "industrial_classes": [_INDUSTRY]}
    return "industrial_classes"


def _phone(**more: object) -> Document:
    usual = {"type": "InternationalPhone", "dial_code": "+358", "number": "401234567"}
    return {**usual, "charge": "Charged", **more}


def _sami_phone(document: Document, _: int) -> None:
    document["language_versions"]["se"] = {"phones": [_phone()]}


def _links(document: Document, number: int) -> str:
    url = ("www.example.fi", "https:/example.fi", "https://tunnistautuminen.suomi.fi/x")[number % 3]
    version = document["language_versions"].setdefault("fi", {})
    if document.get("type") in ("EService", "WebPage"):
        version["web_address"] = {"url": url}
        return "web_address.fi.url"
    version["web_pages"] = [{"url": url}]
    return "web_pages.fi[0].url"


def _street(document: Document) -> Document:
    street: Document = document["location"]["street"][0]
    return street


def _lacks_address(document: Document, number: int) -> str:
    street = _street(document)
    match number % 3:
        case 0:
            document["location"] = {}
            return "location"
        case 1:
            street |= {"street": {"fi": "Raastuvankatu 29"}, "detail": None, "positions": []}
            return "location.street[0].detail"
        case _:
            street["postal_code"] = "9160"
            return "location.street[0].postal_code"


def _off_the_road(document: Document, _: int) -> None:
    positions = _street(document)["positions"]
    other = {"info": {"fi": "Järven rannassa"}, "positions": positions}
    document["location"] = {"other": [other]}


def _second(document: Document, metres: float, **more: object) -> None:
    first = _street(document)
    at = first["positions"][0]["position"]
    moved = {"position": {**at, "east": at["east"] + metres}, "source": "NLS"}
    second = {**first, "detail": "77", "positions": [moved], **more}
    document["location"]["street"].append(second)


def _apart(document: Document, number: int) -> None:
    _second(document, 9_000.0 + number)


def _of_two_municipalities(document: Document, _: int) -> None:
    _second(document, 900.0, municipality="091")


def _remark(code: str, field: str) -> Change:
    def change(document: Document, _: int) -> None:
        document["remarks"] = [{"field": field, "code": code, "raw": "65.1, 25.4"}]

    return change


def _numbers_gone(document: Document, _: int) -> None:
    document["language_versions"]["fi"]["phones"] = []


def _files_gone(document: Document, _: int) -> None:
    for version in document["language_versions"].values():
        version["files"] = []


def _nothing_to_call_or_print(document: Document, number: int) -> str:
    if document["type"] == "PrintableForm":
        _files_gone(document, number)
        return "files"
    _numbers_gone(document, number)
    return "phones.fi"


def _hours(*rules: Document, holidays: bool = True) -> Change:
    told: dict[str, Any] = {"rules": list(rules)}
    if holidays:
        told["holidays"] = [{"holiday": one} for one in HOLIDAYS]
    return sets(service_hours=told)


def _weekly(start: str = "09:00", end: str = "16:00", **more: object) -> Document:
    return {"kind": "weekly", "days": {"monday": [{"start": start, "end": end}]}, **more}


def _exception(**more: object) -> Document:
    return {"kind": "exceptional", "valid_from": "2026-12-24", "heading": {"fi": "Joulu"}, **more}


_LONG: Final = _lines("Ui, sukella ja kuntoile.", 150)

FIELD_SLIPS: Final[Mapping[str, Slip]] = {
    "PTV-FLD-001": Slip(TOLD, _no_name, "name.fi"),
    "PTV-FLD-004": Slip(TOLD, finnish(summary=(None, " ")), "summary.fi"),
    "PTV-FLD-005": Slip(TOLD, finnish(summary=(_LONG, _LONG, _LONG, "Ui.")), "summary.fi"),
    "PTV-FLD-006": Slip(TOLD, _repeats_name, "summary.fi"),
    "PTV-FLD-008": Slip(
        TOLD, finnish(description=(None, _lines("Tule.", 5_000), None, "Ui")), "description.fi"
    ),
    "PTV-FLD-009": Slip(
        ("service",),
        finnish(user_instruction=(_lines("Varaa vuoro.", 5_000), "Ui.")),
        "user_instruction.fi",
    ),
    "PTV-FLD-010": Slip(
        ("connection",), finnish(description=_lines("Kerro, että tulet.", 500)), "description.fi"
    ),
    "PTV-FLD-011": Slip(
        ("service",),
        sets(service_classes=([], ["P27"], ["P25.1", "P25.2", "P25.5", "P27.1", "P27.2"])),
        "service_classes",
    ),
    "PTV-FLD-012": Slip(("service",), _no_terms, "ontology_terms"),
    "PTV-FLD-013": Slip(
        ("service",),
        sets(target_groups=([], ["KR1", "KR2"]), life_events=[], industrial_classes=[]),
        "target_groups",
    ),
    "PTV-FLD-014": Slip(("service",), _misfit),
    "PTV-FLD-015": Slip(
        ("service", PLACE, _PHONE), sets(service_languages=[]), "service_languages"
    ),
    "PTV-FLD-017": Slip(
        ("service",),
        finnish(legislation=[{"url": "https://www.kunta.example/laki"}]),
        "legislation.fi[0].url",
    ),
    "PTV-FLD-018": Slip(("service",), _untranslated, where=_has_many_versions),
    "PTV-FLD-020": Slip(
        ("service",), _only_keywords, "ontology_terms", (("PTV-FLD-012", "ontology_terms"),)
    ),
    "PTV-FLD-059": Slip(("service",), finnish(user_instruction=None), "user_instruction.fi"),
    "PTV-FLD-061": Slip(("service",), sets(service_classes=["P27.1", "P99.9"]), "service_classes"),
    "PTV-FLD-063": Slip(
        ("service",),
        sets(
            target_groups=[f"KR1.{one}" for one in range(1, 6)],
            industrial_classes=[],
        ),
        "target_groups",
    ),
    "PTV-CON-001": Slip(
        _CONTACTED,
        finnish(
            phones=(
                [_phone(number="0401234567")],
                [_phone(dial_code=None, number="504141191", type="DomesticPhone")],
            )
        ),
        "phones.fi[0]",
    ),
    "PTV-CON-002": Slip((PLACE, "organisation"), _sami_phone, "phones.se[0]"),
    "PTV-CON-003": Slip(
        _CONTACTED,
        finnish(phones=([_phone(charge=None)], [_phone(charge="ExtraCharge")])),
        "phones.fi[0]",
    ),
    "PTV-CON-004": Slip(
        _CONTACTED, finnish(phones=[_phone(), _phone(number="501234567")]), "phones.fi"
    ),
    "PTV-CON-005": Slip(_CONTACTED, finnish(phones=[_phone(number="4012")]), "phones.fi[0]"),
    "PTV-CON-007": Slip((*_CONTACTED, *ONLINE), _links),
    "PTV-CON-008": Slip(
        _CONTACTED,
        finnish(emails=([{"address": "liikunta@"}], [{"address": "www.example.fi"}])),
        "emails.fi[0].address",
    ),
    "PTV-CON-009": Slip((PLACE,), _lacks_address),
    "PTV-CON-010": Slip((PLACE,), _off_the_road, "location.other"),
    "PTV-CON-011": Slip((PLACE,), _apart, "location"),
    "PTV-CON-012": Slip(
        (PLACE, "organisation"),
        _remark("degrees", "addresses[0].streetAddress.latitude"),
        "addresses[0].streetAddress.latitude",
    ),
    "PTV-CON-013": Slip(ONLINE, finnish(web_address=(None, {"name": "Info"})), "web_address.fi"),
    "PTV-CON-014": Slip((_PHONE, _FORM), _nothing_to_call_or_print),
    "PTV-CON-015": Slip(
        ("service-channel EService",),
        _remark("no-signature-quantity", "requiresSignature"),
        "signatures",
    ),
    "PTV-CON-051": Slip(
        (PLACE, "organisation"),
        _remark("no-number", "phoneNumbers[0]"),
        "phoneNumbers[0]",
    ),
    "PTV-CON-062": Slip((PLACE,), _of_two_municipalities, "location.street"),
    "PTV-CON-063": Slip(ONLINE, finnish(accessibility="FullyCompliant"), "accessibility.fi"),
    "PTV-HRS-001": Slip(
        _OPENED, _hours(_weekly("16:00", "09:00")), "service_hours.rules[0].days.monday[0]"
    ),
    "PTV-HRS-002": Slip(_OPENED, _hours(_exception(valid_from=None)), "service_hours.rules[0]"),
    "PTV-HRS-003": Slip(_OPENED, _hours(_weekly(valid_to="2026-10-30")), "service_hours.rules[0]"),
    "PTV-HRS-004": Slip(
        _OPENED,
        _hours(_weekly(), _weekly(heading={"fi": "Kesä"})),
        "service_hours.rules[0]",
    ),
    "PTV-HRS-005": Slip(_OPENED, _hours(_weekly(), holidays=False), "service_hours"),
    "PTV-HRS-052": Slip(_OPENED, _hours(_exception(heading={})), "service_hours.rules[0]"),
}
"""Rule → its slip."""
