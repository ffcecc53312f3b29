"""One run of a test: every case is tried, whatever becomes of the others."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter

from hytedata.errors import (
    AnswerLost,
    HytedataError,
    LoginRefused,
    NotFound,
    SourceContractError,
    SourceUnavailable,
    WriteRefused,
)
from hytedata.runs.acceptance.cases import Case
from hytedata.runs.acceptance.evidence import CaseResult, LogEntry, Sent
from hytedata.runs.acceptance.opening import Ground
from hytedata.runs.acceptance.recording import Exchange
from hytedata.runs.acceptance.verdicts import Failed, NotHere
from hytedata.runs.progress import OnProgress, Step, silent

log = logging.getLogger("hytedata.acceptance")

STEP: Final = "testing"
_RESULT: Final = TypeAdapter(CaseResult)
_REASONS: Final[tuple[tuple[type[HytedataError], str], ...]] = (
    (WriteRefused, "PTV ei hyväksynyt kirjoitusta"),
    (AnswerLost, "PTV:n vastaus katosi, eikä kirjoituksen tulosta saatu selville"),
    (LoginRefused, "Kirjautumista ei hyväksytty"),
    (NotFound, "Kohdetta ei löydy"),
    (SourceUnavailable, "PTV ei antanut käyttökelpoista vastausta"),
    (SourceContractError, "PTV vastasi muodossa, jota ohjelma ei tunne"),
)


def run_cases(
    ground: Ground, cases: Sequence[Case], *, tell: OnProgress = silent
) -> Iterator[CaseResult]:
    """Try cases one after the other; one that fails never keeps the next from being tried."""
    for done, case in enumerate(cases):
        tell(Step(STEP, done, len(cases)))
        result = try_case(ground, case)
        log.info("case_ended run=%s case=%s outcome=%s", *_named(ground, result))
        yield result
    tell(Step(STEP, len(cases), len(cases), finished=True))


def try_case(ground: Ground, case: Case) -> CaseResult:
    """Try one case; never raises but where the run is to stop."""
    bench = ground.bench
    bench.begin(case.number)
    bare = CaseResult(case.number, case.title, case.english, "passed")
    if case.attempt is None:
        return replace(bare, outcome="out-of-scope", reason=case.why, detail=case.why_english)
    try:
        case.attempt(bench)
        verdict = bare
    except NotHere as lack:
        verdict = replace(bare, outcome="out-of-scope", reason=lack.reason, detail=lack.english)
    except Failed as failure:
        verdict = replace(bare, outcome="failed", reason=failure.reason, detail=failure.detail)
    except HytedataError as error:
        verdict = replace(bare, outcome="failed", reason=_reason(error), detail=str(error))
    except Exception as error:  # noqa: BLE001 - one odd answer must not cost the other cases
        told = f"{type(error).__name__}: {error}"
        reason = "PTV:n vastaus tai ohjelma toimi odottamattomasti"
        verdict = replace(bare, outcome="failed", reason=reason, detail=told)
    notebook = bench.notebook
    return cleaned(
        ground,
        replace(
            verdict,
            notes=tuple(notebook.notes),
            made=tuple(notebook.made),
            linked=tuple(notebook.linked),
            sent=tuple(_sent(one) for one in bench.writes),
            read=tuple(notebook.read),
            log=tuple(_entry(one) for one in bench.exchanges),
        ),
    )


def not_run(case: Case) -> CaseResult:
    """What a case looks like that was left when the run was stopped."""
    if case.attempt is None:
        return CaseResult(
            case.number, case.title, case.english, "out-of-scope", case.why, case.why_english
        )
    reason = "Testi keskeytettiin ennen tätä kohtaa"
    return CaseResult(
        case.number, case.title, case.english, "not-run", reason, "the run was stopped before it"
    )


def cleaned(ground: Ground, result: CaseResult) -> CaseResult:
    """The same without any secret, whatever part of it PTV or an error quoted."""
    shown = ground.secrecy.document(_RESULT.dump_python(result, mode="json"))
    return _RESULT.validate_python(shown)


def _reason(error: HytedataError) -> str:
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return "Testi ei onnistunut"


def _sent(exchange: Exchange) -> Sent:
    refused = exchange.status is None or exchange.status >= 400
    return Sent(
        exchange.number,
        exchange.line,
        exchange.status,
        exchange.body,
        exchange.answer if refused else None,
    )


def _entry(exchange: Exchange) -> LogEntry:
    at = exchange.at
    return LogEntry(
        number=exchange.number,
        at=f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
        line=exchange.line,
        status=exchange.status,
        ms=exchange.ms,
        with_token=exchange.with_token,
        problem=exchange.problem,
        staged=exchange.staged,
    )


def _named(ground: Ground, result: CaseResult) -> tuple[str, str, str]:
    return ground.bench.run, result.number, result.outcome
