"""What came of a read into the catalogue."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import AwareDatetime

from hytedata.codes import municipality
from hytedata.models.base import Model
from hytedata.models.common import Rejection
from hytedata.places.named_area import NamedArea
from hytedata.store.catalogue import ReadCounts, ReadMode


@dataclass(frozen=True)
class ReadScope:
    """What of a register is read.

    Attributes:
        municipalities: Three-digit codes of today, sorted; empty: all that the register has.
        nationwide: With municipalities: also what is meant for the whole country.
    """

    municipalities: tuple[str, ...] = ()
    nationwide: bool = False

    @classmethod
    def of(
        cls,
        municipalities: Iterable[str] = (),
        counties: Iterable[str] = (),
        regions: Iterable[str] = (),
        *,
        nationwide: bool = False,
    ) -> "ReadScope":
        """Check codes or names; a county or region stands for its municipalities.

        Raises:
            InputError: One is unknown or ambiguous; for an abolished municipality it names the
                successor.
        """
        named = NamedArea.of(
            tuple(municipalities) or None, tuple(counties) or None, tuple(regions) or None
        )
        return cls(tuple(one.code for one in named.members), nationwide=nationwide)

    @property
    def told(self) -> str:
        """The scope in words."""
        if not self.municipalities:
            return "the whole register"
        shown = ", ".join(municipality(code).name.fi for code in self.municipalities[:5])
        more = len(self.municipalities) - 5
        return f"{shown} and {more} more" if more > 0 else shown


class KindReport(Model):
    """What came of one kind of record.

    Attributes:
        modes: How it was read; both where some places were due for a full read.
        reasons: Why it is incomplete; empty when complete.
        rejections: Records that could not be used.
        drift: Path of a field that no model knows → how many records have it: the register
            changed. Such fields are kept, and nothing else follows from them.
    """

    kind: str
    modes: tuple[ReadMode, ...]
    complete: bool
    counts: ReadCounts
    reasons: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    drift: Mapping[str, int] = {}


class ReadReport(Model):
    """What came of one read.

    Attributes:
        scope: In words.
        municipalities: Codes; empty for the whole register.
    """

    source: str
    scope: str
    municipalities: tuple[str, ...]
    started_at: AwareDatetime
    ended_at: AwareDatetime
    kinds: tuple[KindReport, ...]

    @property
    def complete(self) -> bool:
        """Whether all that was asked for was read."""
        return all(kind.complete for kind in self.kinds)


@dataclass
class Tally:
    """Adds up the reads of one kind; a record that several of them gave counts once."""

    kind: str
    modes: set[ReadMode] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    rejections: dict[str, Rejection] = field(default_factory=dict)
    drift: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    new: int = 0
    changed: int = 0
    returned: int = 0
    absent: int = 0

    def add(self, counts: ReadCounts, mode: ReadMode, reasons: Iterable[str]) -> None:
        """Add one read of one scope."""
        self.modes.add(mode)
        self.reasons += (one for one in reasons if one not in self.reasons)
        self.new += counts.new
        self.changed += counts.changed
        self.returned += counts.returned
        self.absent += counts.absent

    def report(self) -> KindReport:
        """Return the sum."""
        unchanged = len(self.seen) - self.new - self.changed - self.returned
        counts = ReadCounts(
            new=self.new,
            changed=self.changed,
            returned=self.returned,
            unchanged=max(0, unchanged),
            absent=self.absent,
            rejected=len(self.rejections),
        )
        return KindReport(
            kind=self.kind,
            modes=tuple(sorted(self.modes)),
            complete=not self.reasons,
            counts=counts,
            reasons=tuple(self.reasons),
            rejections=tuple(self.rejections[key] for key in sorted(self.rejections)),
            drift=dict(sorted(self.drift.items())),
        )


def report(
    source: str,
    scope: ReadScope,
    tallies: Iterable[Tally],
    started_at: datetime,
    ended_at: datetime,
) -> ReadReport:
    """Put the report together."""
    return ReadReport(
        source=source,
        scope=scope.told,
        municipalities=scope.municipalities,
        started_at=started_at,
        ended_at=ended_at,
        kinds=tuple(tally.report() for tally in tallies),
    )
