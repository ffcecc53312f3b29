"""What a visit found, as values: for the terminal, for `--json`, and to send to the developers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from urllib.parse import urlsplit

from hytedata.models.common import Json
from hytedata.runs.doctor.assumption import Outcome, Place
from hytedata.runs.doctor.look import Look, Sent
from hytedata.runs.doctor.redaction import HIDDEN, Redactor, shape_of, shown_headers
from hytedata.runs.doctor.run import Finding

SCHEMA = 1
LONGEST_VALUE = 80
"""Characters of a query's value that are recorded; lists of ids are longer."""


@dataclass(frozen=True)
class Report:
    """One visit.

    Attributes:
        failures: Upstreams that could not be read, and why.
        left: Assumptions that were not looked at, because the visit was stopped.
    """

    made_at: datetime
    findings: tuple[Finding, ...]
    addresses: Mapping[Place, str]
    requests: int
    failures: Mapping[Place, str]
    left: int = 0
    sent: tuple[Sent, ...] = ()
    redactor: Redactor = field(default_factory=Redactor, repr=False)

    @classmethod
    def of(cls, look: Look, findings: Sequence[Finding], *, left: int = 0) -> "Report":
        """Sum up a visit."""
        places: dict[Place, None] = dict.fromkeys(look.doors.places)
        return cls(
            made_at=look.now(),
            findings=tuple(findings),
            addresses={place: look.address(place) for place in places},
            requests=look.allowance.spent,
            failures={place: look.redactor.text(why) for place, why in look.failures.items()},
            left=left,
            sent=tuple(look.sent),
            redactor=look.redactor,
        )

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many assumptions have which outcome."""
        found = Counter(finding.verdict.outcome for finding in self.findings)
        return {name: found[name] for name in ("confirmed", "refuted", "unknown")}

    @property
    def is_sound(self) -> bool:
        """Whether nothing was refuted, nothing failed, and nothing was left out."""
        return not self.counts["refuted"] and not self.failures and not self.left

    def to_json(self) -> dict[str, Json]:
        """The report as one JSON object, without the recording."""
        document: Json = {
            "schema": SCHEMA,
            "hytedata": version("hytedata"),
            "made_at": f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "requests": self.requests,
            "counts": dict(self.counts.items()),
            "not_looked_at": self.left,
            "failures": dict(self.failures.items()),
            "hosts": {place: urlsplit(url).netloc for place, url in self.addresses.items()},
            "assumptions": [_finding(finding) for finding in self.findings],
        }
        clean = self.redactor.document(document)
        return clean if isinstance(clean, dict) else {}

    def recording(self) -> dict[str, Json]:
        """The report with what was asked and the shapes of the answers: fit to be sent."""
        requests = self.redactor.document([_sent(one) for one in self.sent])
        return {**self.to_json(), "recording": requests}


def _finding(finding: Finding) -> Json:
    assumption = finding.assumption
    return {
        "id": assumption.id,
        "outcome": finding.verdict.outcome,
        "says": assumption.says,
        "seen": finding.verdict.seen,
        "where": assumption.where,
        "depends": assumption.depends,
        "remedy": assumption.remedy,
        "asked": list(finding.asked),
    }


def _sent(one: Sent) -> Json:
    told: dict[str, Json] = {
        "number": one.number,
        "upstream": one.place,
        "method": one.method,
        "path": one.path,
        "query": [[name, _shortened(value)] for name, value in one.query],
        "credential": one.credential,
        "ms": one.ms,
    }
    if one.answer is None:
        return {**told, "problem": one.problem}
    answer = one.answer
    shape = shape_of(answer.body) if answer.is_json else answer.form
    return {
        **told,
        "status": answer.status,
        "headers": dict(shown_headers(answer.headers)),
        "bytes": len(answer.content),
        "answer": shape,
    }


def _shortened(value: str) -> str:
    if len(value) <= LONGEST_VALUE:
        return value
    return f"{value[:LONGEST_VALUE]}{HIDDEN} ({value.count(',') + 1} values)"
