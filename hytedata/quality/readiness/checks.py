"""Checks of the rungs: each says of a case whether a criterion holds, fails or is unknown to us.

Pure. A check that lacks records to decide on says *unknown*, never *fails*.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from hytedata.codes.ptv_codes import find_service_class
from hytedata.models.common import Json, Language
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.channel import (
    EChannel,
    PhoneChannel,
    PrintableForm,
    ServiceChannel,
    ServiceLocation,
    WebPage,
)
from hytedata.models.ptv.organisation import Organisation
from hytedata.models.ptv.record import Texts
from hytedata.quality.readiness.cases import ChannelCase, ServiceCase

State: TypeAlias = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """What a check says.

    Attributes:
        reason: Kebab-case; "" where it holds.
        params: For the words of the reason.
    """

    state: State
    reason: str = ""
    params: Mapping[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True)
class Ask:
    """What a check may know besides its case.

    Attributes:
        language: Of the reader.
    """

    language: Language
    parameters: Mapping[str, Json] = field(default_factory=dict[str, Json])

    def codes(self, name: str) -> tuple[str, ...]:
        """Return a parameter that is a list of codes."""
        value = self.parameters.get(name)
        return (
            tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
        )

    def number(self, name: str, default: int) -> int:
        """Return a parameter that is a number."""
        value = self.parameters.get(name, default)
        return value if isinstance(value, int) else default


ServiceCheck: TypeAlias = Callable[[ServiceCase, Ask], Outcome]
ChannelCheck: TypeAlias = Callable[[ChannelCase, Ask], Outcome]

HOLDS: Final = Outcome("holds")


def _fails(reason: str, **params: Json) -> Outcome:
    return Outcome("fails", reason, params)


def _unknown(reason: str, **params: Json) -> Outcome:
    return Outcome("unknown", reason, params)


def _responsible(organisation_id: str | None, organisation: Organisation | None) -> Outcome:
    if organisation_id is None:
        return _fails("no-organisation")
    status = organisation.status if organisation else None
    return HOLDS if status in (None, "Published") else _fails("organisation-gone", status=status)


def _status(status: str | None, ask: Ask) -> Outcome:
    if status in ask.codes("published"):
        return HOLDS
    if status is None or status in ask.codes("unclear"):
        return _unknown("status-unclear", status=status or "–")
    return _fails("not-published", status=status)


def _target_groups(case: ServiceCase, ask: Ask) -> Outcome:
    groups = _both(case.service.target_groups, case.general.target_groups if case.general else ())
    if not groups:
        return _fails("no-group")
    if any(one in ask.codes("any_of") for one in groups):
        return HOLDS
    return _fails("other-groups", groups=", ".join(groups))


def _service_classes(case: ServiceCase, ask: Ask) -> Outcome:
    classes = _both(
        case.service.service_classes, case.general.service_classes if case.general else ()
    )
    told = ", ".join(classes)
    if not classes:
        return _fails("no-class")
    if any(one in ask.codes("listed") for one in classes):
        return HOLDS
    if all(_is_main(one) for one in classes):
        return _fails("only-main-class", classes=told)
    return _unknown("not-listed", classes=told)


def _area(case: ServiceCase, _: Ask) -> Outcome:
    area = case.service.area
    if area is None or area.others:
        return HOLDS if area and _has_codes(area) else _unknown("no-area")
    if area.is_nationwide:
        return _fails("nationwide")
    return HOLDS if _has_codes(area) else _unknown("no-area")


def _text(versions: Mapping[Language, Texts], ask: Ask) -> Outcome:
    version = versions.get(ask.language)
    if version is None or not version.name:
        return _fails("no-language", language=ask.language)
    return HOLDS if version.summary else _fails("no-summary", language=ask.language)


def _summary(versions: Mapping[Language, Texts], ask: Ask) -> Outcome:
    version = versions.get(ask.language)
    told = ((version.summary or "") if version else "").strip()
    if version and told.casefold() == (version.name or "").strip().casefold():
        return _fails("repeats-name")
    if len(told) < ask.number("shortest", 30):
        return _fails("too-short", length=len(told))
    return HOLDS


def _channel(case: ServiceCase, _: Ask) -> Outcome:
    known = case.channels
    stated = case.service.channel_ids
    if known is None or (not known and stated):
        return _fails("no-channel") if stated == () else _unknown("connections-unread")
    if not known:
        return _fails("no-channel")
    return HOLDS if any(map(answers, known)) else _fails("nothing-answers", channels=len(known))


def _connected(case: ChannelCase, _: Ask) -> Outcome:
    stated = case.channel.service_ids
    if case.services or stated:
        return HOLDS
    if case.services is None and stated is None:
        return _unknown("connections-unread")
    return _fails("no-service")


def _contact(case: ChannelCase, _: Ask) -> Outcome:
    return HOLDS if answers(case.channel) else _fails("nothing-answers")


def answers(channel: ServiceChannel) -> bool:
    """Whether there is an address, a number or a page by which one gets through."""
    if isinstance(channel, ServiceLocation):
        there = channel.location
        return bool(there.street or there.other or there.foreign) or any(
            one.phones or one.emails or one.web_pages for one in channel.language_versions.values()
        )
    if isinstance(channel, EChannel | WebPage):
        return any(one.web_address for one in channel.language_versions.values())
    if isinstance(channel, PhoneChannel):
        return any(one.phones for one in channel.language_versions.values())
    if isinstance(channel, PrintableForm):
        return any(one.files for one in channel.language_versions.values())
    return True  # of a kind that is not known to us: nothing is held against it


SERVICE_CHECKS: Final[Mapping[str, ServiceCheck]] = {
    "responsible": lambda case, _: _responsible(case.service.organisation_id, case.organisation),
    "described": lambda _case, _ask: HOLDS,
    "status": lambda case, ask: _status(case.service.status, ask),
    "target-groups": _target_groups,
    "service-classes": _service_classes,
    "text": lambda case, ask: _text(case.service.language_versions, ask),
    "area": _area,
    "channel": _channel,
    "summary": lambda case, ask: _summary(case.service.language_versions, ask),
}
CHANNEL_CHECKS: Final[Mapping[str, ChannelCheck]] = {
    "responsible": lambda case, _: _responsible(case.channel.organisation_id, case.organisation),
    "status": lambda case, ask: _status(case.channel.status, ask),
    "connected": _connected,
    "text": lambda case, ask: _text(case.channel.language_versions, ask),
    "contact": _contact,
}
REASONS: Final[Mapping[str, frozenset[str]]] = {
    "responsible": frozenset({"no-organisation", "organisation-gone"}),
    "described": frozenset(),
    "status": frozenset({"not-published", "status-unclear"}),
    "target-groups": frozenset({"no-group", "other-groups"}),
    "service-classes": frozenset({"no-class", "only-main-class", "not-listed"}),
    "text": frozenset({"no-language", "no-summary"}),
    "area": frozenset({"nationwide", "no-area"}),
    "channel": frozenset({"no-channel", "nothing-answers", "connections-unread"}),
    "summary": frozenset({"repeats-name", "too-short"}),
    "connected": frozenset({"no-service", "connections-unread"}),
    "contact": frozenset({"nothing-answers"}),
}
"""What each check may say against a case: a profile has words for each."""


def _both(own: Iterable[str], inherited: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *inherited)))


def _is_main(code: str) -> bool:
    known = find_service_class(code)
    return known is not None and known.is_top


def _has_codes(area: AvailabilityArea) -> bool:
    return bool(area.municipalities or area.regions or area.wellbeing_services_counties)
