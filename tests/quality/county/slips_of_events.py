"""Slips in events of two calendars."""

from collections.abc import Mapping
from typing import Final

from tests.quality.county.event_records import image
from tests.quality.county.slips import Change, Parts, Slip, sets
from tests.quality.county.slips_of_sites import is_bilingual
from tests.quality.planted_records import CALENDAR, Document

_ANY: Final = ("event",)
_FULL: Final = (f"event {CALENDAR}",)
"""Events of the calendar that has a place for prices and audiences."""


def _in_bilingual_town(document: Document) -> bool:
    return is_bilingual(document["places"][0])


def _picture(**more: object) -> Change:
    return sets(images=[{**image(), **more}])


def _placed(*, without: tuple[str, ...] = (), **values: object) -> Change:
    """Change the place of an event."""

    def change(document: Document, number: int) -> None:
        place = document["places"][0]
        for name in without:
            place.pop(name)
        sets(**values)(place, number)
        document["places"] = [place]

    return change


def _remark(code: str, field: str, **more: object) -> Change:
    return sets(remarks=[{"field": field, "code": code, "raw": "0.0;0.0"}], **more)


def _no_place(document: Document, _: int) -> None:
    document |= {"places": [], "online": False, "online_url": ""}


def _whole_town(document: Document, _: int) -> None:
    town = document["places"][0]["locality"]["fi"]
    document["places"] = [
        {"names": {"fi": town}, "municipality": document["places"][0]["municipality"]}
    ]


def _not_named_in(language: str) -> Change:
    """Leave the name in one language out."""

    def change(document: Document, _: int) -> None:
        document["names"].pop(language, None)
        if not document["names"]:
            document["names"] = {"en": f"Evening {document['id']}"}

    return change


def _add_to_name(*words: str) -> Change:
    def change(document: Document, number: int) -> None:
        document["names"]["fi"] += words[number % len(words)]

    return change


def _shouted(document: Document, _: int) -> None:
    document["names"]["fi"] = f"SUURI {document['names']['fi'].upper()}"


def _says(*sentences: str) -> Change:
    def change(document: Document, number: int) -> None:
        document["description"]["fi"] += f"\n\n{sentences[number % len(sentences)]}"

    return change


def _untranslated(document: Document, number: int) -> Parts:
    language = ("en", "sv")[number % 2]
    document["description"][language] = document["description"]["fi"]
    return (("", f"description.{language}"),)


def _told_shortly(document: Document, _: int) -> None:
    document |= {"summary": {"fi": "Tervetuloa"}, "description": {"fi": "Tule mukaan!"}}


def _own_series(document: Document, _: int) -> None:
    document |= {"series_role": "series", "series_id": document["id"]}


def _sign_up(document: Document, number: int) -> Parts:
    wrong = (
        {"opens": "2027-06-01T08:00:00+03:00"},
        {"opens": "2026-10-08T08:00:00+03:00", "closes": "2026-10-07T08:00:00+03:00"},
    )[number % 2]
    document["registration"] = {"required": True, **wrong}
    return (("", f"registration.{('opens', 'closes')[number % 2]}"),)


def _lasting(start: str, end: str | None = None) -> Change:
    return sets(time={"start": start, "end": end})


_DAY: Final = "2026-12-12"

EVENT_SLIPS: Final[Mapping[str, Slip]] = {
    "EVT-IMG-001": Slip(_ANY, _picture(licence=""), "images.licence"),
    "EVT-IMG-002": Slip(_ANY, _picture(alt={}), "images.alt"),
    "EVT-IMG-003": Slip(_ANY, _picture(credit=""), "images.credit"),
    "EVT-IMG-004": Slip(_ANY, _picture(url="http://example.fi/a.jpg"), "images.url"),
    "EVT-PLC-001": Slip(_ANY, _no_place, "places"),
    "EVT-PLC-002": Slip(_ANY, _placed(without=("position",)), "places[0].position"),
    "EVT-PLC-003": Slip(_ANY, _placed(without=("position", "street")), "places[0].street"),
    "EVT-PLC-004": Slip(_ANY, _remark("swapped-coordinates", "GEO"), "places[0].position"),
    "EVT-PLC-005": Slip(
        _ANY,
        _placed(without=("position", "postal_code", "municipality", "locality")),
        "places",
        (("EVT-PLC-002", "places[0].position"),),
    ),
    "EVT-PLC-006": Slip(_ANY, _whole_town, "places"),
    "EVT-PLC-007": Slip(
        _ANY,
        sets(online=True, online_url="", registration={}, prices=[]),
        "online_url",
        where=lambda one: one.get("is_free") != "no",
    ),
    "EVT-PLC-008": Slip(
        _ANY, _placed(locality=({"fi": "Oulu"}, {"sv": "Uleåborg"})), "places[0].locality"
    ),
    "EVT-PRC-001": Slip(_FULL, sets(is_free="unknown", prices=[]), "prices"),
    "EVT-PRC-002": Slip(
        _FULL, sets(is_free="yes", prices=[{"lowest": 3, "highest": 5}]), "is_free"
    ),
    "EVT-PRC-003": Slip(
        _FULL,
        sets(
            is_free="no",
            prices=(
                [{"text": {"fi": "Tapahtuma on maksuton."}}],
                [{"text": {"sv": "Fritt inträde!"}}],
                [{"text": {"fi": "Osallistuminen ei maksa mitään."}}],
            ),
        ),
        "is_free",
    ),
    "EVT-PRC-004": Slip(
        _ANY,
        _says(
            "Ilmoittaudu mukaan ajoissa.",
            "Ennakkoilmoittautuminen viimeistään edellisenä päivänä.",
            "Varaa paikkasi etukäteen.",
        ),
        "registration.url",
        where=lambda one: "registration" not in one,
    ),
    "EVT-PRC-005": Slip(_FULL, sets(is_free="no", prices=[{"currency": "EUR"}]), "prices"),
    "EVT-SER-001": Slip(_ANY, sets(series_role="occurrence"), "series_id"),
    "EVT-SER-002": Slip(_ANY, _own_series, "series_id"),
    "EVT-SER-003": Slip(
        _ANY,
        _remark("unknown-parent", "super_event", series_id="sarja-1"),
        "series_id",
        (("X-SER-001", "series_id"),),
    ),
    "EVT-TIM-001": Slip(_ANY, sets(time={}), "time.start"),
    "EVT-TIM-002": Slip(_ANY, _lasting(f"{_DAY}T18:00:00+02:00"), "time.end"),
    "EVT-TIM-003": Slip(
        _ANY, _lasting(f"{_DAY}T00:01:00+02:00", f"{_DAY}T23:59:00+02:00"), "time.start"
    ),
    "EVT-TIM-004": Slip(_ANY, _lasting("2026-10-01", "2027-02-20"), "time.end"),
    "EVT-TIM-005": Slip(
        _ANY, _lasting("2026-11-20T17:00:00+02:00", f"{_DAY}T18:30:00+02:00"), "time"
    ),
    "EVT-TIM-006": Slip(_ANY, _lasting("2026-09-01", "2026-09-02"), "time"),
    "EVT-TIM-007": Slip(_ANY, sets(status="postponed", time={}), "time.start"),
    "EVT-TIM-008": Slip(_ANY, _add_to_name(" PERUTTU", " (peruttu)"), "names.fi"),
    "EVT-TIM-009": Slip(
        _ANY,
        _remark("end-before-start", "DTEND", time={"start": f"{_DAY}T18:00:00+02:00"}),
        "time.end",
    ),
    "EVT-TIM-010": Slip(_ANY, _sign_up),
    "EVT-TIM-011": Slip(_ANY, sets(modified_at="2025-06-01T09:00:00Z"), "modified_at"),
    "EVT-TXT-001": Slip(_ANY, _not_named_in("fi"), "names.fi"),
    "EVT-TXT-002": Slip(_ANY, _not_named_in("sv"), "names.sv", where=_in_bilingual_town),
    "EVT-TXT-003": Slip(_ANY, sets(description={}), "description"),
    "EVT-TXT-004": Slip(_ANY, _told_shortly, "description"),
    "EVT-TXT-005": Slip(_ANY, _says("Kahvi &amp; pulla.", "<b>Tule!</b>"), "description.fi"),
    "EVT-TXT-006": Slip(
        _ANY, _says("KesÃ¤n pÃ¤Ã¤tÃ¶s.", "P\ufffdiv\ufffdtanssit."), "description.fi"
    ),
    "EVT-TXT-007": Slip(_ANY, sets(keywords=[]), "keywords"),
    "EVT-TXT-008": Slip(_FULL, sets(audience=[], age_min=None), "audience"),
    "EVT-TXT-009": Slip(_FULL, sets(keywords=[{"scheme": CALENDAR, "id": "7"}]), "keywords"),
    "EVT-TXT-010": Slip(_ANY, sets(organizers=[], publisher=""), "organizers"),
    "EVT-TXT-011": Slip(_ANY, _shouted, "names.fi"),
    "EVT-TXT-012": Slip(_ANY, _untranslated),
    "EVT-TXT-013": Slip(_ANY, _remark("odd-value", "audience_min_age"), "audience_min_age"),
}
"""Rule → its slip. Some of those for heuristics are such that no rule finds them yet."""
