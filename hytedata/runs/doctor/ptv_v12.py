"""What we assume of PTV v12: its key, its parameters, its records."""

from collections.abc import Sequence

from hytedata.models.common import Json
from hytedata.runs.doctor.answer import (
    Answer,
    Record,
    as_number,
    as_object,
    as_text,
    at,
    counted,
    everywhere,
    listed,
    objects,
    word,
)
from hytedata.runs.doctor.assumption import (
    Assumption,
    Unsettled,
    Verdict,
    confirmed,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_sample import (
    NO_SUCH,
)
from hytedata.runs.doctor.reach import reach

V12 = "/v12"
MUNICIPALITIES, SERVICES = f"{V12}/municipality-codes", f"{V12}/service"
TWO = ("091", "049")
ONE = (("page", "1"), ("pageSize", "1"))
TWENTY = (("page", "1"), ("pageSize", "20"))


def read_v12(look: Look, path: str, *query: tuple[str, str]) -> Json:
    """Read a document with the key."""
    return look.body("ptv12", path, *query, credential=look.key())


def total_v12(look: Look, path: str, *query: tuple[str, str]) -> int:
    """How many records a search finds."""
    number = as_number(at(read_v12(look, path, *ONE, *query), "totalItems"))
    if number is None:
        raise Unsettled("a page does not state totalItems")
    return number


def _without_key(look: Look, path: str) -> Answer:
    return look.get("ptv12", path, *ONE)


def _key_works(look: Look) -> Verdict:
    answer = look.get("ptv12", MUNICIPALITIES, *TWENTY, credential=look.key())
    return settled(answer.status == 200, f"{answer.status} with {answer.form}")


def _key_needed(look: Look) -> Verdict:
    statuses = [_without_key(look, path).status for path in (MUNICIPALITIES, f"{SERVICES}/search")]
    seen = f"without it: a code list {statuses[0]}, a search {statuses[1]}"
    return settled(all(status in (401, 403) for status in statuses), seen)


def _key_refusal(look: Look) -> Verdict:
    answer = _without_key(look, MUNICIPALITIES)
    body = as_object(answer.body)
    seen = f"{answer.status} with {answer.form}"
    if answer.status == 200:
        return unknown(f"nothing was refused: {seen}")
    return settled(answer.status == 401 and "title" in body and "status" in body, seen)


def _envelope(look: Look) -> Verdict:
    body = as_object(read_v12(look, MUNICIPALITIES, *TWENTY))
    missing = {"page", "pageSize", "totalItems", "totalPages", "items"} - set(body)
    return settled(not missing, f"missing: {listed(list(missing))}")


def _empty_texts(look: Look) -> Verdict:
    items = objects(at(read_v12(look, MUNICIPALITIES, *TWENTY), "items"))
    texts = [text for one in items for text in as_object(one.get("name")).values()]
    empty = [text for text in texts if text == ""]
    return settled(bool(empty), f"{len(empty)} of {counted(len(texts), 'name')} are empty")


def _repeated(look: Look) -> Verdict:
    found = total_v12(look, MUNICIPALITIES, *(("codes", code) for code in TWO))
    return settled(found == len(TWO), f"{counted(found, 'municipality', 'municipalities')} of 2")


def _commas(look: Look) -> Verdict:
    query = (*ONE, ("codes", ",".join(TWO)))
    answer = look.get("ptv12", MUNICIPALITIES, *query, credential=look.key())
    found = as_number(at(answer.body, "totalItems"))
    seen = f"{answer.status}" + (f", {found} found" if found is not None else "")
    return settled(answer.status == 400 or found == 0, seen)


def _in_two(look: Look, *more: tuple[str, str]) -> int:
    here = look.subject.municipality
    two = (here, next(code for code in TWO if code != here))
    area = (("areaType", "LimitedArea"), *(("municipalities", code) for code in two))
    return total_v12(look, f"{SERVICES}/search", *area, *more)


def _match_default(look: Look) -> Verdict:
    default, any_of_them = _in_two(look), _in_two(look, ("municipalitiesMatch", "any"))
    seen = f"{default} by default, {any_of_them} with any"
    if any_of_them == 0:
        return unknown(f"{seen}: not telling")
    return settled(default < any_of_them, seen)


def _area_alone(look: Look) -> Verdict:
    everything = total_v12(look, f"{SERVICES}/search")
    found = total_v12(look, f"{SERVICES}/search", ("municipalities", TWO[0]))
    seen = f"{found} with a municipality alone, {everything} without"
    return settled(found == everything, seen)


def _unknown_id(look: Look) -> Verdict:
    answer = look.get("ptv12", f"{SERVICES}/{NO_SUCH}", credential=look.key())
    reason = as_text(as_object(answer.body).get("reason"))
    seen = f"{answer.status}, reason {word(reason) if reason else 'missing'}"
    return settled(answer.status == 404 and reason == "Unknown", seen)


def _locations(look: Look) -> list[Record]:
    query = (*TWENTY, ("channelTypes", "ServiceLocation"))
    found = objects(at(read_v12(look, f"{V12}/service-channel/search", *query), "items"))
    if not found:
        raise Unsettled("no service location was found")
    return found


def _no_source_id(look: Look) -> Verdict:
    keys = {key for one in _locations(look) for key in one}
    there = [name for name in ("sourceId", "externalId") if name in keys]
    return settled(not there, f"there are: {listed(there)}")


def _positions(look: Look) -> Verdict:
    rows = [row for rows in everywhere(_locations(look), "coordinates") for row in objects(rows)]
    if not rows:
        return unknown("no coordinates were seen")
    systems = [as_text(row.get("system")) for row in rows]
    right = [
        row
        for row in rows
        if row.get("system") == "Unknown"
        or (_between(row, "northing", 6.5e6, 7.8e6) and _between(row, "easting", 4e4, 7.7e5))
    ]
    seen = f"{len(right)} of {len(rows)} lie in Finland; systems: {listed(systems)}"
    return settled(len(right) == len(rows) and set(systems) <= {"EPSG:3067", "Unknown"}, seen)


def _between(row: Record, name: str, least: float, most: float) -> bool:
    value = row.get(name)
    return isinstance(value, int | float) and least < value < most


def _null_area(look: Look) -> Verdict:
    found = _locations(look)
    without = [one for one in found if one.get("area") is None]
    seen = f"{len(without)} of {counted(len(found), 'location')} have none"
    return confirmed(seen) if without else unknown(f"{seen}: no proof")


_QUERY, _ENDPOINTS = "connectors/ptv/v12/query.py", "connectors/ptv/v12/endpoints.py"

PTV12: Sequence[Assumption] = (
    *reach("ptv12", "PTV v12", MUNICIPALITIES, *ONE, good=(200, 401, 403)),
    Assumption(
        "ptv12.key-works",
        "The configured key lets v12 be read.",
        "ptv-v12 2",
        "everything that reads v12",
        "Check HYTEDATA_PTV_API_KEY or api_key_file; keys come from ptv-tuki@dvv.fi.",
        _key_works,
    ),
    Assumption(
        "ptv12.key-needed",
        "Every call needs the key, code lists and searches alike.",
        "ptv-v12 2",
        "clients/ptv_catalogue/version.py (needs_key)",
        "Nothing breaks; such reads could be offered without a key.",
        _key_needed,
    ),
    Assumption(
        "ptv12.key-refusal",
        "Without a key v12 answers 401 with a problem document.",
        "ptv-v12 2",
        "connectors/ptv/v12/problems.py",
        "Add the status and form that were seen to problems.py, so that the message names the key.",
        _key_refusal,
    ),
    Assumption(
        "ptv12.envelope",
        "Pages have page, pageSize, totalItems, totalPages and items.",
        "ptv-v12 3.2, 8 (trap 3)",
        "connectors/ptv/v12/pages.py",
        "Mend pages.py at once: a total under another name reads as one page.",
        _envelope,
    ),
    Assumption(
        "ptv12.empty-texts",
        "Missing translations in reference data are empty strings.",
        "ptv-v12 4",
        "normalise/ptv_v12/codes.py",
        "Nothing breaks; correct the reference.",
        _empty_texts,
    ),
    Assumption(
        "ptv12.repeated",
        "Several values are sent by repeating the parameter.",
        "ptv-v12 3.1",
        _QUERY,
        "Send lists in the form that works: see ptv12.commas.",
        _repeated,
    ),
    Assumption(
        "ptv12.commas",
        "A comma does not part values.",
        "ptv-v12 3.1",
        _QUERY,
        "Nothing breaks while repeated parameters work.",
        _commas,
    ),
    Assumption(
        "ptv12.match-default",
        "Several municipalities mean all of them unless `municipalitiesMatch=any` is sent.",
        "ptv-v12 3.1, 8 (trap 1)",
        f"{_QUERY} (always says which)",
        "Nothing breaks, as it is always said; correct the reference.",
        _match_default,
    ),
    Assumption(
        "ptv12.area-alone",
        "A municipality without `areaType=LimitedArea` filters nothing.",
        "ptv-v12 3.1, 8 (trap 2)",
        f"{_QUERY} (sends both)",
        "Nothing breaks, as both are sent; correct the reference.",
        _area_alone,
    ),
    Assumption(
        "ptv12.unknown-id",
        "An id that nothing has is answered with 404, reason Unknown.",
        "ptv-v12 3.2",
        f"{_ENDPOINTS}, connectors/ptv/v12/problems.py",
        "Teach problems.py how not found looks now.",
        _unknown_id,
    ),
    Assumption(
        "ptv12.no-source-id",
        "v12 shows no external ids.",
        "ptv-v12 4, 7",
        "clients/ptv_catalogue/version.py (V12_CAPABILITIES)",
        "Good news: our own items can be recognised through v12. Read them.",
        _no_source_id,
    ),
    Assumption(
        "ptv12.positions",
        "Coordinates are northing and easting of EPSG:3067, or of an unknown system.",
        "ptv-v12 4",
        "normalise/ptv_v12/positions.py",
        "Do not use positions of v12 until positions.py knows the system.",
        _positions,
    ),
    Assumption(
        "ptv12.null-area",
        "A channel's area may be null: it then follows its services.",
        "ptv-v12 4",
        "normalise/ptv_v12/areas.py",
        "Nothing breaks.",
        _null_area,
    ),
)
