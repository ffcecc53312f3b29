"""What came of a run of the rules."""

from collections.abc import Mapping
from datetime import date

from hytedata.models.base import Model
from hytedata.models.finding import Severity
from hytedata.quality.report.data import UncheckedReason


class Unchecked(Model):
    """Something that the run cannot speak of.

    Attributes:
        reason: Why.
        subject: A source with its kind (`ptv service`), or the code of a rule.
        count: Of records, rules or findings; None where nobody knows.
        detail: A sentence for people.
    """

    reason: UncheckedReason
    subject: str
    count: int | None = None
    detail: str = ""


class GapsReport(Model):
    """What came of a run.

    Attributes:
        day: In Finland.
        only: Codes of the rules that were asked for; None: all.
        looked_at: Records that were judged anew; the others stand as they were.
        records: Records that were judged, now or earlier.
        rules: How many rules looked.
        to_mend: Findings to be mended by severity, exact; waived ones and those of rules in doubt
            are left out.
        new, reopened: Found in this run.
        fixed, gone, unchecked: No longer told since this run, and why.
        waived: What people waived of what is there.
        by_rule: Findings to be mended by code; rules that found nothing are left out.
        doubtful: Codes of rules whose count jumped.
        not_checked: What this report cannot speak of.
    """

    run: int
    day: date
    only: tuple[str, ...] | None = None
    looked_at: int = 0
    records: int = 0
    rules: int = 0
    to_mend: Mapping[Severity, int] = {}
    new: int = 0
    reopened: int = 0
    fixed: int = 0
    gone: int = 0
    unchecked: int = 0
    waived: int = 0
    by_rule: Mapping[str, int] = {}
    doubtful: tuple[str, ...] = ()
    not_checked: tuple[Unchecked, ...] = ()
