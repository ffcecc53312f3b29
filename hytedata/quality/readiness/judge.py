"""Up the ladder: the first rung that does not hold is what the owner is told.

Where a profile's knowledge ends, the answer is *unknown to us*, never *not shown*.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from hytedata.classify.services import themes_of_service
from hytedata.classify.table import ThemeTable
from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, Json, Language, LocalizedText, SourceRef
from hytedata.quality.readiness.cases import ChannelCase, ServiceCase
from hytedata.quality.readiness.checks import CHANNEL_CHECKS, SERVICE_CHECKS, Ask, Outcome
from hytedata.quality.readiness.profile import Profile, Rung

StandingState: TypeAlias = Literal["passes", "fails", "unknown", "outside"]
"""`passes`: as far as the profile is known. `unknown`: its knowledge ends before anything fails.
`outside`: it is nothing that a tray of hyte services would show: a building permit, a grant."""


class Miss(Model):
    """A rung that does not hold.

    Attributes:
        rung: Its code.
        reason: Kebab-case; the rung has words for it.
        is_unknown: It cannot be told, rather than fails.
        params: For the words.
    """

    rung: str
    reason: str
    is_unknown: bool = False
    params: Mapping[str, Json] = {}


class Standing(Model):
    """How far up the ladder a service or a channel comes.

    Attributes:
        owner: Organisation that answers for it.
        language: Of the reader that it was judged for.
        first: The first rung that does not hold; None where all do, or where it is outside.
        further: Rungs after that which fail for certain.
        lacking: Other official languages of the municipality that it has no text in.
    """

    ref: SourceRef
    names: LocalizedText = NO_TEXTS
    owner: str | None = None
    language: Language
    state: StandingState
    first: Miss | None = None
    further: tuple[Miss, ...] = ()
    lacking: tuple[Language, ...] = ()


def judge_service(
    case: ServiceCase,
    profile: Profile,
    *,
    language: Language | None = None,
    table: ThemeTable | None = None,
) -> Standing:
    """Judge a service.

    Args:
        case: The service, with what was read around it.
        profile: The tray's criteria.
        language: Of the reader; None: the majority's in the municipality.
        table: A county's own themes; None takes the packaged ones.
    """
    service = case.service
    reader = language or case.languages[0]
    lacking = _lacking(case.languages, reader, service.name)
    state: StandingState = "outside"
    misses: tuple[Miss, ...] = ()
    if _is_hyte(case, table):
        misses = _misses(profile, "service", reader, lambda rung, ask: _ask(case, rung, ask))
        state = _state(misses)
    return _standing(service.ref, service.name, service.organisation_id, reader, state, misses,
                     lacking)  # fmt: skip


def judge_channel(
    case: ChannelCase,
    profile: Profile,
    *,
    language: Language | None = None,
    table: ThemeTable | None = None,
) -> Standing:
    """Judge a channel: by its own rungs, then by the best of the services that it is connected to.

    A tray shows services; a channel is seen through them only.
    """
    channel = case.channel
    reader = language or case.languages[0]
    lacking = _lacking(case.languages, reader, channel.name)
    through = [
        judge_service(one, profile, language=reader, table=table) for one in case.services or ()
    ]
    misses = _misses(
        profile, "channel", reader, lambda rung, ask: CHANNEL_CHECKS[rung.check](case, ask)
    )
    best = min(through, key=lambda one: _RANK[one.state], default=None)
    state = _state(misses)
    if best is not None and state == "passes":
        state, misses = best.state, _all(best)
    elif best is not None and best.state == "outside":
        state, misses = "outside", ()
    return _standing(channel.ref, channel.name, channel.organisation_id, reader, state, misses,
                     lacking)  # fmt: skip


_RANK: Mapping[StandingState, int] = {"passes": 0, "unknown": 1, "fails": 2, "outside": 3}


def told(miss: Miss, profile: Profile, language: str) -> str:
    """Say a miss in *language*, for its owner: what is wrong."""
    rung = profile.rung(miss.rung)
    words = rung.reasons.get(miss.reason) if rung else None
    if words is None:  # of a profile that was another then
        return f"{miss.rung}: {miss.reason}"
    try:
        return words.best(language).format_map({**miss.params})
    except (KeyError, IndexError, ValueError):
        # A profile of somebody's own may ask for what the check does not tell.
        return words.best(language)


def _ask(case: ServiceCase, rung: Rung, ask: Ask) -> Outcome:
    return SERVICE_CHECKS[rung.check](case, ask)


def _misses(
    profile: Profile, of: str, language: Language, outcome: Callable[[Rung, Ask], Outcome]
) -> tuple[Miss, ...]:
    found: list[Miss] = []
    for rung in profile.rungs:
        if rung.of != of:
            continue
        said = outcome(rung, Ask(language, rung.parameters))
        if said.state != "holds":
            unknown = said.state == "unknown"
            found.append(
                Miss(rung=rung.code, reason=said.reason, is_unknown=unknown, params=said.params)
            )
    return tuple(found)


def _state(misses: Sequence[Miss]) -> StandingState:
    if not misses:
        return "passes"
    return "unknown" if misses[0].is_unknown else "fails"


def _all(standing: Standing) -> tuple[Miss, ...]:
    return (*((standing.first,) if standing.first else ()), *standing.further)


def _standing(
    ref: SourceRef,
    names: LocalizedText,
    owner: str | None,
    language: Language,
    state: StandingState,
    misses: Sequence[Miss],
    lacking: tuple[Language, ...],
) -> Standing:
    return Standing(
        ref=ref,
        names=names,
        owner=owner,
        language=language,
        state=state,
        first=misses[0] if misses else None,
        further=tuple(one for one in misses[1:] if not one.is_unknown),
        lacking=lacking,
    )


def _lacking(
    official: Iterable[Language], reader: Language, there: LocalizedText
) -> tuple[Language, ...]:
    return tuple(one for one in official if one != reader and one not in there)


def _is_hyte(case: ServiceCase, table: ThemeTable | None) -> bool:
    """Whether a tray could want it: it has a theme, and is no grant, rental or permit."""
    found = themes_of_service(case.service, case.general, table)
    return any(all(sign.weight != "brake" for sign in one.evidence) for one in found)
