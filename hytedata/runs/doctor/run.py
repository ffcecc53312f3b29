"""One visit of the doctor: every assumption is looked at, whatever becomes of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hytedata.errors import HytedataError
from hytedata.runs.doctor.assumption import Assumption, Place, Unsettled, Verdict, unknown
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.registry import ASSUMPTIONS, NAMES
from hytedata.runs.progress import OnProgress, Step, silent


@dataclass(frozen=True)
class Finding:
    """An assumption and what was found of it.

    Attributes:
        asked: Numbers of the requests that it was judged by.
    """

    assumption: Assumption
    verdict: Verdict
    asked: tuple[int, ...] = ()


def examine(
    look: Look,
    places: Sequence[Place] = tuple(ASSUMPTIONS),
    *,
    tell: OnProgress = silent,
) -> Iterator[Finding]:
    """Look at the assumptions of some upstreams, one after the other.

    A check that fails, and an upstream that is down, leave what they are about unknown.
    """
    for place in places:
        assumptions = ASSUMPTIONS[place]
        for done, assumption in enumerate(assumptions):
            tell(Step(NAMES[place], done, len(assumptions)))
            look.used.clear()
            verdict = judge(look, assumption)
            yield Finding(assumption, verdict, tuple(sorted(look.used)))
        tell(Step(NAMES[place], len(assumptions), len(assumptions), finished=True))


def judge(look: Look, assumption: Assumption) -> Verdict:
    """Look at one assumption; never raises: a check that fails leaves it unknown."""
    try:
        verdict = assumption.check(look)
    except Unsettled as reason:
        verdict = unknown(str(reason))
    except HytedataError as error:
        verdict = unknown(str(error))
    except Exception as error:  # noqa: BLE001 - one odd answer must not hide the other verdicts
        # Not its text: that may quote what was read.
        verdict = unknown(
            f"the answer has a form that the check does not know ({type(error).__name__})"
        )
    return Verdict(verdict.outcome, look.redactor.text(verdict.seen))
