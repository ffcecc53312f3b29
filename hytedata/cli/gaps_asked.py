"""Which area `hytedata gaps run` was asked for, and what it writes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hytedata.cli.gaps_options import area_name, codes_of
from hytedata.config import Config
from hytedata.quality.report.files import WORKLISTS
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.gaps.area import ReportArea, area_of, area_of_organisations
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.write import write_findings, write_report
from hytedata.store import Store
from hytedata.store.finding_query import FindingFilter

WHOLE: Final = "the whole store"
NO_REPORT: Final = (
    "No report for people was written: name one county or municipality, --county PLACE or "
    "--municipality PLACE."
)


@dataclass(frozen=True)
class Asked:
    """What was asked for.

    Attributes:
        name: Of the area, in Finnish.
        codes: Of its municipalities; empty: no area was named.
        wanted: What chooses its findings.
        reported: What a report is written of; None: of nothing, since several areas were named,
            or none and the organisations of the configuration lie in several counties.
    """

    name: str
    codes: tuple[str, ...]
    wanted: FindingFilter
    reported: ReportArea | None

    @classmethod
    def of(cls, municipalities: Sequence[str], counties: Sequence[str], config: Config) -> "Asked":
        """Understand the options.

        Raises:
            InputError: A place is unknown or ambiguous.
        """
        codes = codes_of(municipalities, counties)
        if codes is None:
            return cls(WHOLE, (), {"include_doubtful": False}, area_of_organisations(config))
        one = area_of(municipalities, counties)
        chosen: FindingFilter = one.findings if one else {"municipalities": codes}
        wanted: FindingFilter = {**chosen, "include_doubtful": False}
        return cls(area_name(municipalities, counties), codes, wanted, one)


@dataclass(frozen=True)
class Written:
    """The files that were written, and a line on them."""

    files: tuple[Path, ...] = ()
    told: str = ""


def write(
    out: Path,
    config: Config,
    store: Store,
    rules: RuleSet,
    report: GapsReport,
    asked: Asked,
    languages: Sequence[RuleLanguage],
) -> Written:
    """Write the report of the area, or where there is none the findings for programs.

    Raises:
        InputError: The folder cannot be written.
    """
    if asked.reported is None:
        wanted: FindingFilter = {**asked.wanted, "rules": report.only}
        files = write_findings(out, store, report, wanted)
        return Written(files, f"Written to {out}: {_listed(files)}. {NO_REPORT}")
    files = write_report(
        out, config, store, rules, report, asked.reported, languages or RULE_LANGUAGES
    )
    above = [one for one in files if one.parent == out]
    lists = [one for one in files if one.parent.name == WORKLISTS and one.suffix == ".xlsx"]
    owners = len({one.name.split(".", 1)[0] for one in lists})
    told = f"Written to {out}: {_listed(above)}, and worklists of {owners} owner(s) in {WORKLISTS}."
    told += "".join(f"\nOpen in a browser: {one}" for one in above if one.suffix == ".html")
    return Written(files, told)


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(one.name for one in files)
