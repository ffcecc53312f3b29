"""What a notice holds beside its key, and how it goes on when its thing comes up or is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from hytedata.models.common import Json
from hytedata.store.notices import Change, Notice
from hytedata_daemon.notices.rules import RULES, TOLD_AGAIN_AFTER, Rule
from hytedata_daemon.notices.troubles import Trouble

_FORGET: Final = Change(None)


@dataclass(frozen=True)
class Known:
    """What is known of a thing to tell.

    Attributes:
        gravity: The highest so far.
        facts: As last met.
        works: Those that met it and did not go well since.
        over: Whether what is to be told is that it is over.
        told_at: When it was told before it was to be told again; None where it never was.
    """

    gravity: int = 1
    facts: Mapping[str, Json] = field(default_factory=dict)
    works: tuple[str, ...] = ()
    over: bool = False
    told_at: datetime | None = None

    @classmethod
    def of(cls, notice: Notice) -> "Known":
        """Read it back; what another version wrote otherwise counts as not there."""
        params = notice.params
        gravity, facts, works = params.get("gravity"), params.get("facts"), params.get("works")
        told_at = params.get("told_at")
        return cls(
            gravity if isinstance(gravity, int) else 1,
            facts if isinstance(facts, dict) else {},
            tuple(map(str, works)) if isinstance(works, list) else (),
            params.get("over") is True,
            datetime.fromisoformat(told_at) if isinstance(told_at, str) else None,
        )

    def document(self) -> Mapping[str, Json]:
        """Return it as JSON values."""
        return {
            "gravity": self.gravity,
            "facts": dict(self.facts),
            "works": list(self.works),
            "over": self.over,
            "told_at": None if self.told_at is None else self.told_at.isoformat(),
        }


def first(trouble: Trouble) -> Known:
    """Return what is known of a thing that has just come up."""
    works = (trouble.work,) if trouble.work else ()
    return Known(trouble.gravity, trouble.facts, works)


def again(notice: Notice, trouble: Trouble, now: datetime) -> Change:
    """Return what becomes of a notice whose thing has come up again."""
    known = Known.of(notice)
    works = tuple(sorted({*known.works, *first(trouble).works}))
    worse = trouble.gravity > known.gravity
    now_known = replace(known, gravity=max(known.gravity, trouble.gravity), works=works, over=False)
    if notice.sent_at is None and not known.over:
        return _kept(notice, replace(now_known, facts=trouble.facts))
    # It was told, or was just to be told as over: that is not so any more.
    told_at = notice.sent_at or known.told_at or now
    if worse or abs(now - told_at) >= TOLD_AGAIN_AFTER:
        new = replace(now_known, facts=trouble.facts, told_at=told_at)
        return _kept(replace(notice, sent_at=None, not_before=None), new)
    return _kept(replace(notice, sent_at=told_at), replace(now_known, told_at=known.told_at))


def over(notice: Notice, rule: Rule) -> Change | None:
    """Return what becomes of a notice whose thing is over: told where the thing itself was."""
    known = Known.of(notice)
    if known.over:
        return None
    told_at = notice.sent_at or known.told_at
    if told_at is None or not rule.tells_end:
        return _FORGET
    ended = replace(known, works=(), over=True, told_at=told_at)
    return _kept(replace(notice, sent_at=None, not_before=None), ended)


def went_well(notice: Notice, work: str) -> Change | None:
    """Return what becomes of a notice when a work went well that may have met its thing."""
    known = Known.of(notice)
    if work not in known.works:
        return None
    left = tuple(one for one in known.works if one != work)
    if left:
        return _kept(notice, replace(known, works=left))
    return over(notice, rule_of(notice))


def rule_of(notice: Notice) -> Rule:
    """Return the rule of a notice; one of another version's rules is worth knowing, no more."""
    return {str(name): rule for name, rule in RULES.items()}.get(notice.rule, Rule("info"))


def _kept(notice: Notice, known: Known) -> Change:
    return Change(replace(notice, params=known.document()))
