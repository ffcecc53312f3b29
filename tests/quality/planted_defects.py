"""Defects, each planted in a record of its own."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Final, TypeAlias

from hytedata.models.common import SourceRef
from hytedata.quality.facts import Contest
from tests.quality.planted_names import letters
from tests.quality.planted_plot import Plot
from tests.quality.planted_records import (
    COUNTY,
    GENERAL_SENTENCE,
    Document,
    connect,
    event,
    location,
    owner_id,
    phone,
    service,
    site,
    uuid,
    web_page,
)

Plant: TypeAlias = Callable[[Plot, int], Iterator[SourceRef]]


def _ptv(kind: str, document: Document) -> SourceRef:
    return SourceRef(source="ptv", kind=kind, id=document["id"])


def _channel(document: Document) -> SourceRef:
    return _ptv("service-channel", document)


def _site(document: Document) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=str(document["lipas_id"]))


def _event(document: Document) -> SourceRef:
    return SourceRef(source=document["source"], kind="event", id=document["id"])


def _name(document: Document) -> str:
    name: str = document["language_versions"]["fi"]["name"]
    return name


def _code(document: Document) -> str:
    code: str = document["area"]["municipalities"][0]
    return code


# --- services ----------------------------------------------------------------------------------


def _without_channel(plot: Plot, number: int) -> Iterator[SourceRef]:
    spare = service("205", plot.spare(), [])
    spare["language_versions"]["fi"]["name"] = f"Yksinäinen palvelu {letters(number)}"
    plot.made.services.append(spare)
    yield _ptv("service", spare)


def _without_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    channel = web_page("205", plot.spare(), f"Yksinäinen verkkosivu {number}", None)
    plot.made.channels.append(channel)
    yield _channel(channel)


def _channel_gone(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["channel_ids"].append(uuid(9, number))
    yield _ptv("service", one)


def _owner_in_name(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    owner = next(it for it in plot.made.organisations if it["id"] == one["organisation_id"])
    named = _name(owner).replace(" kunta", " kunnan")
    one["language_versions"]["fi"]["name"] = f"{named} {_name(one).lower()}"
    yield _ptv("service", one)


def _whole_country(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["area"] = {"type": "WholeCountry" if number % 2 else "WholeCountryExceptAland"}
    yield _ptv("service", one)


def _neighbours(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["area"]["municipalities"] = sorted({_code(one), "765" if _code(one) != "765" else "205"})
    yield _ptv("service", one)


def _same_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    double = service(_code(one), plot.spare(), [])
    double["language_versions"]["fi"]["name"] = f" {_name(one).upper()}"
    code = _code(one)
    channel = web_page(code, plot.spare(), f"Kaksoispalvelun verkkosivu {number}", double)
    plot.made.services.append(double)
    plot.made.channels.append(channel)
    yield _ptv("service", max(one, double, key=lambda it: it["id"]))


def _same_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    name = f"Ajanvaraus verkossa {number}"
    pages = [web_page("290", plot.spare(), name, plot.any_service()) for _ in range(2)]
    plot.made.channels += pages
    yield _channel(max(pages, key=lambda it: it["id"]))


def _named_like_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    channel = web_page(_code(one), plot.spare(), _name(one), one)
    plot.made.channels.append(channel)
    yield _channel(channel)


def _copied(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["general_description_id"] = uuid(2, 0)
    version = one["language_versions"]["fi"]
    version["description"] = f"{version['description']} {GENERAL_SENTENCE.upper()}"
    yield _ptv("service", one)


# --- the same place twice ----------------------------------------------------------------------


def _double_of(plot: Plot, channel: Document, owner: str) -> Document:
    double = deepcopy(channel)
    double |= {"id": uuid(6, plot.spare()), "organisation_id": owner, "service_ids": []}
    connect(plot.any_service(), double)
    plot.made.channels.append(double)
    return double


def _described_twice(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    double = _double_of(plot, channel, channel["organisation_id"])
    yield _channel(max(channel, double, key=lambda it: it["id"]))


def _described_by_two(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    yield _channel(channel)
    yield _channel(_double_of(plot, channel, owner_id(COUNTY)))


def _perhaps_twice(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    double = _double_of(plot, channel, channel["organisation_id"])
    _tell_otherwise(double)
    yield _channel(max(channel, double, key=lambda it: it["id"]))


def _perhaps_by_two(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    double = _double_of(plot, channel, owner_id(COUNTY))
    _tell_otherwise(double)
    yield _channel(channel)
    yield _channel(double)


def _tell_otherwise(double: Document) -> None:
    """Name a place in other words, some steps away: as another person would."""
    double["language_versions"]["fi"]["name"] = _turned(_name(double))
    _move(double["location"]["street"][0], 30)


def _turned(name: str) -> str:
    place, kind = name.split(maxsplit=1)
    return f"{kind.capitalize()}, {place.removesuffix('n')}"


def _move(street: Document, metres: float) -> None:
    for one in street["positions"]:
        one["position"]["east"] += metres


def _site_twice(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, _ = plot.pair()
    double = deepcopy(one)
    double["lipas_id"] += 90_000_000
    plot.made.sites.append(double)
    yield _site(double)


def _site_perhaps_twice(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, _ = plot.pair()
    double = deepcopy(one)
    east, north = double["geometry"]["parts"][0][0][0]
    double |= {
        "lipas_id": double["lipas_id"] + 90_000_000,
        "names": {"fi": _turned(one["names"]["fi"])},
    }
    double["geometry"]["parts"] = [[[(east + 20, north)]]]
    plot.made.sites.append(double)
    yield _site(double)


# --- Lipas and PTV -----------------------------------------------------------------------------


def _not_in_ptv(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = site("620", plot.spare())
    one |= {"owner": "city", "names": {"fi": f"{letters(number).capitalize()}vuoren pulkkamäki"}}
    one["geometry"]["parts"] = [[[(480_000.0 + 700 * number, 7_150_000.0)]]]
    plot.made.sites.append(one)
    yield _site(one)


def _not_in_lipas(plot: Plot, number: int) -> Iterator[SourceRef]:
    channel = location("620", plot.spare())
    channel["language_versions"]["fi"]["name"] = f"{letters(number).capitalize()}lan kaukalo"
    at = {"east": 470_000.0 + 700 * number, "north": 7_140_000.0}
    channel["location"]["street"][0]["positions"][0]["position"] = at
    connect(plot.any_service(), channel)
    plot.made.channels.append(channel)
    yield _channel(channel)


def _retired(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    one["status"] = ("out-of-service-permanently", "incorrect-data")[number % 2]
    yield _channel(channel)


def _perhaps_retired(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    one["status"] = "out-of-service-permanently"
    plot.unlink(one["lipas_id"])
    yield _channel(channel)


def _site_gone(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    plot.made.sites.remove(one)
    yield _channel(channel)


def _contested(second: str, metres: float | None) -> Plant:
    def plant(plot: Plot, number: int) -> Iterator[SourceRef]:
        one, _ = plot.pair()
        contest = Contest(_site(one), "code", second, ("205",), ("765",), metres)
        plot.beside = replace(plot.beside, contested=(*plot.beside.contested, contest))
        yield contest.ref

    return plant


def _other_name(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    channel["language_versions"]["fi"]["name"] = f"Aivan muu nimi {number}"
    yield _channel(channel)


def _other_address(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    street = channel["location"]["street"][0]
    street |= {"street": {"fi": "Rautatienkatu"}} if number % 2 else {"detail": "9000"}
    yield _channel(channel)


def _other_phone(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    told = channel["language_versions"]["fi"]["phones"][0]
    told["number"] = phone("999", number)
    yield _channel(channel)


def _other_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    channel["language_versions"]["fi"]["web_pages"][0]["url"] = f"https://example.fi/vanha/{number}"
    yield _channel(channel)


def _other_position(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    _move(channel["location"]["street"][0], 305 + 90_000 * (number % 2))
    yield _channel(channel)


def _perhaps_other_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    plot.unlink(one["lipas_id"])
    channel["language_versions"]["fi"]["web_pages"][0]["url"] = (
        f"https://example.fi/entinen/{number}"
    )
    yield _channel(channel)


# --- events ------------------------------------------------------------------------------------


def _spare_event(plot: Plot, number: int) -> Document:
    code = "205"
    one = event(code, plot.spare(), plot.made.sites[0] | {"municipality": code})
    one["time"] = {"start": "2026-11-20T18:00:00+02:00"}
    plot.made.events.append(one)
    return one


def _unknown_place(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    place = one["places"][0]
    place |= {"id": f"tuntematon-{number}", "names": {"fi": f"Erämaan kylätalo {number}"}}
    place |= {"position": {"east": 450_000.0 + 2_000 * number, "north": 7_100_000.0}}
    place["municipality"] = "205"
    yield _event(one)


def _empty_calendar(plot: Plot, number: int) -> Iterator[SourceRef]:
    name = f"kalenteri-{number}"
    homes, read = {**plot.beside.homes, name: ("697",)}, {**plot.beside.read, name: None}
    plot.beside = replace(plot.beside, homes=homes, read=read)
    yield SourceRef(source=name, kind="calendar", id="697")


def _also_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    named = plot.service()
    one = _spare_event(plot, number)
    one["names"] = {"fi": _name(named)}
    one["places"][0]["municipality"] = _code(named)
    yield _event(one)


def _double_event(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, other = plot.event(), plot.event()
    pair = (_event(one), _event(other), 0.92)
    plot.beside = replace(plot.beside, doubles=(*plot.beside.doubles, pair))
    yield _event(one)


def _orphan(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    one |= {"series_role": "occurrence", "series_id": f"sarja-jota-ei-ole-{number}"}
    yield _event(one)


def _childless(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    one |= {"series_role": "series", "time": {"start": "2026-09-01", "end": "2026-11-25"}}
    yield _event(one)


PLANTS: Final[Mapping[str, Plant]] = {
    "X-CHN-001": _without_channel,
    "X-CHN-002": _without_service,
    "X-CHN-003": _channel_gone,
    "X-ORG-001": _owner_in_name,
    "X-ORG-002": _whole_country,
    "X-ORG-003": _neighbours,
    "X-DUP-001": _same_service,
    "X-DUP-002": _same_page,
    "X-DUP-003": _named_like_service,
    "X-DUP-004": _copied,
    "X-DUP-011": _described_twice,
    "X-DUP-012": _perhaps_twice,
    "X-DUP-013": _described_by_two,
    "X-DUP-014": _perhaps_by_two,
    "X-DUP-015": _site_twice,
    "X-DUP-016": _site_perhaps_twice,
    "X-MIS-001": _not_in_ptv,
    "X-MIS-002": _not_in_lipas,
    "X-RET-001": _retired,
    "X-RET-002": _perhaps_retired,
    "X-RET-003": _site_gone,
    "X-PLC-001": _contested("point", 5_000.0),
    "X-PLC-002": _contested("postal-code", None),
    "X-DRF-001": _other_name,
    "X-DRF-002": _other_address,
    "X-DRF-003": _other_phone,
    "X-DRF-004": _other_page,
    "X-DRF-005": _other_position,
    "X-DRF-006": _perhaps_other_page,
    "X-MIS-011": _unknown_place,
    "X-MIS-012": _empty_calendar,
    "X-DUP-021": _also_service,
    "X-DUP-022": _double_event,
    "X-SER-001": _orphan,
    "X-SER-002": _childless,
}
