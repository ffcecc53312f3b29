"""What a run found, as values: for the terminal, for `--json`, and for DVV."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Final

from pydantic import TypeAdapter

from hytedata.models.common import Json
from hytedata.runs.acceptance.clean import Cleaning
from hytedata.runs.acceptance.evidence import CaseResult, Outcome
from hytedata.runs.acceptance.hosts import Where, shown_host
from hytedata.runs.acceptance.opening import Ground
from hytedata.runs.acceptance.registry import SECTIONS

SCHEMA: Final = 1
OUTCOMES: Final[tuple[Outcome, ...]] = ("passed", "failed", "not-run", "out-of-scope")
_RESULTS: Final = TypeAdapter(tuple[CaseResult, ...])
_CLEANING: Final = TypeAdapter(Cleaning)


@dataclass(frozen=True)
class Report:
    """One run; nothing in it is secret.

    Attributes:
        organisation_name: As PTV knows it, or as the configuration does.
        kind: What kind of address was tested.
        whole: Whether every case of the list was to be tried.
    """

    run: str
    began_at: datetime
    ended_at: datetime
    host: str
    kind: Where
    organisation_id: str
    organisation_name: str
    program: str
    results: tuple[CaseResult, ...]
    cleaning: Cleaning
    whole: bool = True

    @classmethod
    def of(
        cls,
        ground: Ground,
        results: Sequence[CaseResult],
        cleaning: Cleaning,
        *,
        began_at: datetime,
        whole: bool = True,
    ) -> "Report":
        """Sum up a run."""
        shown = ground.secrecy.document(_CLEANING.dump_python(cleaning, mode="json"))
        return cls(
            run=ground.bench.run,
            began_at=began_at,
            ended_at=ground.now(),
            host=shown_host(ground.url),
            kind=ground.kind,
            organisation_id=ground.organisation.id,
            organisation_name=ground.secrecy.text(ground.organisation.name),
            program=f"hytedata {version('hytedata')}",
            results=tuple(results),
            cleaning=_CLEANING.validate_python(shown),
            whole=whole,
        )

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many cases have which outcome."""
        found = Counter(result.outcome for result in self.results)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def passed(self) -> bool:
        """Whether all in scope passed, and everything made is gone."""
        counts = self.counts
        return not counts["failed"] and not counts["not-run"] and self.cleaning.complete

    def of_section(self, number: str) -> tuple[CaseResult, ...]:
        """The results of one section, in order."""
        return tuple(one for one in self.results if one.number.partition(".")[0] == number)

    def to_json(self) -> dict[str, Json]:
        """The report as one JSON object, with all evidence."""
        cleaning: Json = _CLEANING.dump_python(self.cleaning, mode="json")
        results: Json = _RESULTS.dump_python(self.results, mode="json")
        return {
            "schema": SCHEMA,
            "run": self.run,
            "began_at": f"{self.began_at:%Y-%m-%dT%H:%M:%SZ}",
            "ended_at": f"{self.ended_at:%Y-%m-%dT%H:%M:%SZ}",
            "program": self.program,
            "host": self.host,
            "environment": self.kind,
            "organisation": {"id": self.organisation_id, "name": self.organisation_name},
            "whole": self.whole,
            "passed": self.passed,
            "counts": dict(self.counts.items()),
            "sections": [
                {"number": one.number, "title": one.title, "english": one.english}
                for one in SECTIONS
            ],
            "results": results,
            "cleaning": cleaning,
        }
