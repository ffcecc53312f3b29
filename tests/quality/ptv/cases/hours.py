"""Records for the rules on hours; today is the 29th of November 2026."""

from hytedata.models.common import Json
from tests.quality.ptv.judging import Document

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def open_at(*rules: Json, **more: Json) -> Document:
    return {"type": "ServiceLocation", "service_hours": {"rules": list(rules), **more}}


def weekly(
    start: str | None = "09:00", end: str | None = "16:00", *days: str, **more: Json
) -> Document:
    stretch: list[Json] = [{"start": start, "end": end}]
    listed: dict[str, Json] = dict.fromkeys(days or ("monday",), stretch)
    return {"kind": "weekly", "days": listed, **more}


def exception(first: str | None, last: str | None = None, **more: Json) -> Document:
    return {"kind": "exceptional", "valid_from": first, "valid_to": last, **more}


_LONG: Json = {"sv": "Avvikande tid " * 12}

FIRES: dict[str, list[Document]] = {
    "PTV-HRS-001": [
        open_at(weekly("16:00", "09:00")),
        open_at(weekly("09:00", None)),
        open_at(weekly(valid_from="2027-06-01", valid_to="2027-05-01")),
        open_at({"kind": "continuous", "from_day": "monday", "from_time": "09:00"}),
        {
            "service_id": "s",
            "channel_id": "c",
            "service_hours": open_at(weekly("10:00", "10:00"))["service_hours"],
        },
    ],
    "PTV-HRS-002": [open_at(exception(None)), open_at(exception("2026-12-24", heading=_LONG))],
    "PTV-HRS-052": [open_at(exception("2026-12-24")), open_at(exception(None))],
    "PTV-HRS-003": [
        open_at(weekly(valid_to="2026-11-28")),
        open_at(exception("2025-12-24", "2025-12-26")),
    ],
    "PTV-HRS-004": [open_at(weekly(), weekly(heading={"fi": "Kesä"}))],
    "PTV-HRS-005": [
        open_at(weekly("09:00", "16:00", *_WEEK)),
        open_at(weekly("09:00", "16:00", "friday"), exception("2026-12-25", heading={"sv": "Jul"})),
    ],
}

SILENT: dict[str, list[Document]] = {
    "PTV-HRS-001": [
        open_at(weekly("09:00", "16:00"), weekly("00:00", "00:00"), weekly("20:00", "02:00")),
        open_at(exception("2026-12-24", days={"thursday": [{"status": "Closed"}]})),
        open_at({"kind": "continuous"}),
        {"type": "WebPage"},
    ],
    "PTV-HRS-002": [open_at(exception("2026-12-24")), open_at(weekly())],
    "PTV-HRS-052": [
        open_at(exception("2026-12-24", heading={"sv": "Julafton"})),
        open_at(weekly()),
    ],
    "PTV-HRS-003": [
        open_at(weekly(valid_to="2026-11-29")),
        open_at(weekly(), exception("2026-12-24", "2026-12-26")),
    ],
    "PTV-HRS-004": [
        open_at(weekly()),
        open_at(weekly(heading={"fi": "Talvi"}), weekly(heading={"sv": "Sommar"})),
        open_at(weekly(), exception("2026-12-24")),
    ],
    "PTV-HRS-005": [
        open_at({"kind": "continuous"}),
        open_at(weekly(valid_to="2026-11-30")),
        open_at(
            weekly("09:00", "16:00", "sunday"),
            holidays=[
                {"holiday": name} for name in ("IndependenceDay", "EasterSunday", "WhitSunday")
            ],
        ),
    ],
}
