"""Defects, each planted in a record of its own."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Final

from hytedata.models.common import SourceRef
from hytedata.quality.facts import Contest
from tests.quality.planted_names import letters
from tests.quality.planted_plot import (
    Plant,
    Plot,
    channel_ref,
    code_of,
    name_of,
    ptv_ref,
    site_ref,
)
from tests.quality.planted_records import (
    COUNTY,
    GENERAL_SENTENCE,
    Document,
    connect,
    location,
    owner_id,
    phone,
    service,
    site,
    uuid,
    web_page,
)

_NO_SPORT_BY_NAME: Final = (301, 2120)  # a shelter and a gym may be anybody's


# --- services ----------------------------------------------------------------------------------


def _without_channel(plot: Plot, number: int) -> Iterator[SourceRef]:
    spare = service("205", plot.spare(), [])
    spare["language_versions"]["fi"]["name"] = f"Yksinäinen palvelu {letters(number)}"
    plot.made.services.append(spare)
    yield ptv_ref("service", spare)


def _without_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    channel = web_page("205", plot.spare(), f"Yksinäinen verkkosivu {number}", None)
    plot.made.channels.append(channel)
    yield channel_ref(channel)


def _channel_gone(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["channel_ids"].append(uuid(9, number))
    yield ptv_ref("service", one)


def _repeats_its_channel(plot: Plot, _: int) -> Iterator[SourceRef]:
    one = plot.service()
    channel = next(it for it in plot.made.channels if it["id"] in one["channel_ids"])
    text = channel["language_versions"]["fi"]["description"]
    told = {
        "of": "connection",
        "id": f"{one['id']}/{channel['id']}",
        "service_id": one["id"],
        "channel_id": channel["id"],
        "language_versions": {"fi": {"description": text}},
    }
    plot.made.connections.append(told)
    yield ptv_ref("connection", told)


def _owner_in_name(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    owner = next(it for it in plot.made.organisations if it["id"] == one["organisation_id"])
    named = name_of(owner).replace(" kunta", " kunnan")
    one["language_versions"]["fi"]["name"] = f"{named} {name_of(one).lower()}"
    yield ptv_ref("service", one)


def _whole_country(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["area"] = {"type": "WholeCountry" if number % 2 else "WholeCountryExceptAland"}
    yield ptv_ref("service", one)


def _neighbours(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["area"]["municipalities"] = sorted(
        {code_of(one), "765" if code_of(one) != "765" else "205"}
    )
    yield ptv_ref("service", one)


def _same_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    double = service(code_of(one), plot.spare(), [])
    double["language_versions"]["fi"]["name"] = f" {name_of(one).upper()}"
    code = code_of(one)
    channel = web_page(code, plot.spare(), f"Kaksoispalvelun verkkosivu {number}", double)
    plot.made.services.append(double)
    plot.made.channels.append(channel)
    yield ptv_ref("service", max(one, double, key=lambda it: it["id"]))


def _same_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    name = f"Ajanvaraus verkossa {number}"
    pages = [web_page("290", plot.spare(), name, plot.any_service()) for _ in range(2)]
    plot.made.channels += pages
    yield channel_ref(max(pages, key=lambda it: it["id"]))


def _named_like_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    channel = web_page(code_of(one), plot.spare(), name_of(one), one)
    plot.made.channels.append(channel)
    yield channel_ref(channel)


def _copied(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = plot.service()
    one["general_description_id"] = uuid(2, 0)
    version = one["language_versions"]["fi"]
    version["description"] = f"{version['description']} {GENERAL_SENTENCE.upper()}"
    yield ptv_ref("service", one)


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
    yield channel_ref(max(channel, double, key=lambda it: it["id"]))


def _described_by_two(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    yield channel_ref(channel)
    yield channel_ref(_double_of(plot, channel, owner_id(COUNTY)))


def _perhaps_twice(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    double = _double_of(plot, channel, channel["organisation_id"])
    _tell_otherwise(double)
    yield channel_ref(max(channel, double, key=lambda it: it["id"]))


def _perhaps_by_two(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    double = _double_of(plot, channel, owner_id(COUNTY))
    _tell_otherwise(double)
    yield channel_ref(channel)
    yield channel_ref(double)


def _tell_otherwise(double: Document) -> None:
    """Name a place in other words, some steps away: as another person would."""
    double["language_versions"]["fi"]["name"] = _turned(name_of(double))
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
    yield site_ref(double)


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
    yield site_ref(double)


# --- Lipas and PTV -----------------------------------------------------------------------------


def _not_in_ptv(plot: Plot, number: int) -> Iterator[SourceRef]:
    """Every other one amid places that PTV has, the rest in the wilderness."""
    if number % 2:
        one, channel = plot.pair()
        plot.unlink(one["lipas_id"])
        plot.made.channels.remove(channel)
        _cut(plot, channel)
        yield site_ref(one)
        return
    one = site("620", plot.spare())
    one |= {"owner": "city", "names": {"fi": f"{letters(number).capitalize()}vuoren pulkkamäki"}}
    one["geometry"]["parts"] = [[[(480_000.0 + 700 * number, 7_150_000.0)]]]
    plot.made.sites.append(one)
    yield site_ref(one)


def _cut(plot: Plot, channel: Document) -> None:
    """Take a channel out of its services, which get a web page in its place."""
    for one in plot.made.services:
        if channel["id"] in one["channel_ids"]:
            one["channel_ids"].remove(channel["id"])
            named = f"Lisätiedot: {name_of(one)}"
            plot.made.channels.append(web_page(code_of(one), plot.spare(), named, one))


def _not_in_lipas(plot: Plot, number: int) -> Iterator[SourceRef]:
    """Every other one amid places that Lipas has, the rest in the wilderness."""
    if number % 2:
        one, channel = plot.pair()
        while one["type_code"] in _NO_SPORT_BY_NAME:
            one, channel = plot.pair()
        plot.unlink(one["lipas_id"])
        plot.made.sites.remove(one)
        yield channel_ref(channel)
        return
    channel = location("620", plot.spare())
    channel["language_versions"]["fi"]["name"] = f"{letters(number).capitalize()}lan kaukalo"
    at = {"east": 470_000.0 + 700 * number, "north": 7_140_000.0}
    channel["location"]["street"][0]["positions"][0]["position"] = at
    connect(plot.any_service(), channel)
    plot.made.channels.append(channel)
    yield channel_ref(channel)


def _retired(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    one["status"] = ("out-of-service-permanently", "incorrect-data")[number % 2]
    yield channel_ref(channel)


def _perhaps_retired(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    one["status"] = "out-of-service-permanently"
    plot.unlink(one["lipas_id"])
    yield channel_ref(channel)


def _site_gone(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    plot.made.sites.remove(one)
    yield channel_ref(channel)


def _contested(second: str, metres: float | None) -> Plant:
    def plant(plot: Plot, number: int) -> Iterator[SourceRef]:
        one, _ = plot.pair()
        contest = Contest(site_ref(one), "code", second, ("205",), ("765",), metres)
        plot.beside = replace(plot.beside, contested=(*plot.beside.contested, contest))
        yield contest.ref

    return plant


def _other_name(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    channel["language_versions"]["fi"]["name"] = f"Aivan muu nimi {number}"
    yield channel_ref(channel)


def _other_address(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    street = channel["location"]["street"][0]
    street |= {"street": {"fi": "Rautatienkatu"}} if number % 2 else {"detail": "9000"}
    yield channel_ref(channel)


def _other_phone(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    told = channel["language_versions"]["fi"]["phones"][0]
    told["number"] = phone("999", number)
    yield channel_ref(channel)


def _other_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    channel["language_versions"]["fi"]["web_pages"][0]["url"] = f"https://example.fi/vanha/{number}"
    yield channel_ref(channel)


def _other_position(plot: Plot, number: int) -> Iterator[SourceRef]:
    _, channel = plot.pair()
    _move(channel["location"]["street"][0], 305 + 90_000 * (number % 2))
    yield channel_ref(channel)


def _perhaps_other_page(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, channel = plot.pair()
    plot.unlink(one["lipas_id"])
    channel["language_versions"]["fi"]["web_pages"][0]["url"] = (
        f"https://example.fi/entinen/{number}"
    )
    yield channel_ref(channel)


PLANTS: Final[Mapping[str, Plant]] = {
    "X-CHN-001": _without_channel,
    "X-CHN-002": _without_service,
    "X-CHN-003": _channel_gone,
    "X-CHN-004": _repeats_its_channel,
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
}
