"""A probe's report as one JSON object, for `--json`."""

from importlib.metadata import version
from typing import Final

from hytedata.models.common import Json
from hytedata.runs.events.probe.block import block_of
from hytedata.runs.events.probe.values import FoundCalendar, ProbeReport, Sample, StepResult

SCHEMA: Final = 1


def document_of(report: ProbeReport) -> dict[str, Json]:
    """Return the report; it holds no value of any event."""
    calendar = report.calendar
    return {
        "schema": SCHEMA,
        "hytedata": version("hytedata"),
        "made_at": f"{report.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "given": report.given,
        "url": report.url,
        "requests": report.requests,
        "verdict": report.verdict,
        "failure": report.failure or None,
        "calendar": None if calendar is None else _calendar(calendar),
        "steps": [_step(step) for step in report.steps],
        "elsewhere": list(report.elsewhere),
        "terms": list(report.terms),
        "ask": list(report.ask),
    }


def _step(step: StepResult) -> Json:
    asked: list[Json] = [*step.asked]
    return {"name": step.name, "outcome": step.outcome, "seen": step.seen, "asked": asked}


def _calendar(calendar: FoundCalendar) -> Json:
    licence = calendar.licence
    return {
        "kind": calendar.kind,
        "url": calendar.url,
        "certainty": calendar.certainty,
        "reasons": list(calendar.reasons),
        "usable": calendar.is_usable,
        "problem": calendar.problem or None,
        "allowed_hosts": list(calendar.next_hosts),
        "licence": {"name": licence.name, "basis": licence.basis, "grade": licence.grade},
        "notes": list(calendar.notes),
        **_sample(calendar.sample),
        "block": block_of(calendar),
    }


def _sample(sample: Sample) -> dict[str, Json]:
    return {
        "rows": sample.rows,
        "events": sample.events,
        "rejections": dict(sample.rejections.items()),
        "total": sample.total,
        "fields": {name: round(share, 3) for name, share in sample.fields.items()},
        "first": None if sample.first is None else sample.first.isoformat(),
        "last": None if sample.last is None else sample.last.isoformat(),
        "languages": list(sample.languages),
        "personal_data": [
            {"kind": one.kind, "fields": list(one.fields)} for one in sample.personal
        ],
        "unknown_fields": dict(sample.unknown.items()),
    }
