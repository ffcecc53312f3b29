"""What a site of Lipas and its location in PTV say otherwise, field by field."""

from collections.abc import Callable, Iterator, Mapping
from math import dist
from typing import Final, TypeAlias

from hytedata.codes.folding import fold
from hytedata.links.letters import ratio
from hytedata.models.finding import Problem
from hytedata.quality.facts import AddressFacts, ChannelFacts, SiteFacts, World
from hytedata.quality.facts.grid import spread_of
from hytedata.quality.facts.spelling import bare_name
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import Found, title
from hytedata.quality.setting_values import number

checks: Final = Checks()

Differs: TypeAlias = Callable[[SiteFacts, ChannelFacts, float], Iterator[Problem]]

_SAME_STREET: Final = 85.0  # per cent of letters shared by two spellings of one street


@checks("X-DRF-001")
def name_differs(world: World, setting: Setting) -> Found:
    """Another name in PTV than in Lipas."""
    yield from _of_links(world, _name)


@checks("X-DRF-002")
def address_differs(world: World, setting: Setting) -> Found:
    """Another street or house number in PTV than in Lipas."""
    yield from _of_links(world, _address)


@checks("X-DRF-003")
def phone_differs(world: World, setting: Setting) -> Found:
    """None of the numbers of Lipas stands in PTV."""
    yield from _of_links(world, _phone)


@checks("X-DRF-004")
def page_differs(world: World, setting: Setting) -> Found:
    """The web page of Lipas does not stand in PTV, which shows others."""
    yield from _of_links(world, _page)


@checks("X-DRF-005")
def position_differs(world: World, setting: Setting) -> Found:
    """The point in PTV lies far from the site."""
    yield from _of_links(world, _position, number(setting, "metres"))


@checks("X-DRF-006")
def perhaps_differs(world: World, setting: Setting) -> Found:
    """A location that is probably the site says something else."""
    for one in world.pairs:
        site, channel = world.sites[one.site], world.channels[one.channel]
        for differs in (_address, _phone, _page) if site.is_public else ():
            for problem in differs(site, channel, 0.0):
                yield channel.ref, _with(problem, {"likeness": round(one.score * 100)})


def _of_links(world: World, differs: Differs, limit: float = 0.0) -> Found:
    for site, channel in world.links:
        if site is not None and site.is_public:
            for problem in differs(site, channel, limit):
                yield channel.ref, problem


def _name(site: SiteFacts, channel: ChannelFacts, limit: float) -> Iterator[Problem]:
    for language, ours in site.names.items():
        theirs = channel.names.get(language, "")
        allowed = {fold(bare_name(ours)), fold(ours), fold(site.other_name)}
        if theirs and not {fold(theirs), fold(bare_name(theirs))} & allowed:
            told = _told(site, channel, ours, theirs)
            yield Problem(f"name.{language}", theirs, told, (site.ref,))


def _address(site: SiteFacts, channel: ChannelFacts, limit: float) -> Iterator[Problem]:
    ours, theirs = site.address, channel.address
    if ours and theirs and theirs.number and not _at_one_address(ours, theirs):
        told = _told(site, channel, _shown(ours), _shown(theirs))
        yield Problem("location.street", _shown(theirs), told, (site.ref,))


def _at_one_address(ours: AddressFacts, theirs: AddressFacts) -> bool:
    best = max(ratio(fold(one), fold(it)) for one in ours.street for it in theirs.street)
    return best >= _SAME_STREET and _digits(ours.number) == _digits(theirs.number)


def _digits(number: str) -> str:
    # The stair after it tells no two houses apart: «5 A» is in «5».
    return "".join(one for one in number if one.isdigit())


def _shown(address: AddressFacts) -> str:
    return f"{address.street[0]} {address.number}".strip()


def _phone(site: SiteFacts, channel: ChannelFacts, limit: float) -> Iterator[Problem]:
    if site.phones and channel.phones and not set(site.phones) & set(channel.phones):
        # Numbers may be persons': they are told nowhere.
        yield Problem("phones", params=_told(site, channel, "", ""), about=(site.ref,))


def _page(site: SiteFacts, channel: ChannelFacts, limit: float) -> Iterator[Problem]:
    if site.page and channel.pages and site.page not in channel.pages:
        told = _told(site, channel, site.page, channel.pages[0])
        yield Problem("web_pages", channel.pages[0], told, (site.ref,))


def _position(site: SiteFacts, channel: ChannelFacts, limit: float) -> Iterator[Problem]:
    if site.position is None or channel.position is None:
        return
    metres = dist(site.position, channel.position)
    if metres > limit + spread_of(site):
        told = {**_told(site, channel, "", ""), "distance_m": round(metres)}
        yield Problem("location.position", params=told, about=(site.ref,))


def _told(
    site: SiteFacts, channel: ChannelFacts, ours: str, theirs: str
) -> Mapping[str, str | int]:
    told = {"name": title(channel.names), "site": site.id, "lipas": ours, "ptv": theirs}
    return dict(told)


def _with(problem: Problem, params: Mapping[str, int]) -> Problem:
    told = {**problem.params, **params}
    return Problem(problem.field, problem.value, told, problem.about, problem.position)


RULES: Final = checks.packaged("cross_drift.toml")
