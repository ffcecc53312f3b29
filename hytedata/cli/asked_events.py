"""What `hytedata read events` is asked for: which days, which occurrences, which file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Self, cast

from hytedata.cli.days import day_of
from hytedata.cli.read_export import around_of, check_descriptor_asked, form_of
from hytedata.errors import InputError
from hytedata.export.occurrences import FORMATS, OccurrenceFormat
from hytedata.models.occurrence import Occurrence
from hytedata.places.named_area import NamedArea
from hytedata.store import Store
from hytedata.store.catalogue import EventSelection

_BY_SUFFIX: Final[dict[str, OccurrenceFormat]] = {".csv": "csv", ".ics": "ical"}


@dataclass(frozen=True)
class AskedEvents:
    """What is asked for.

    Attributes:
        first: The first day.
        last: The last day, which is in it.
        selection: Which occurrences of these days.
        out: File to write them to; None for the screen.
        form: How the file is written.
        descriptor: Whether it is described beside it.
    """

    first: date
    last: date
    selection: EventSelection
    out: Path | None = None
    form: OccurrenceFormat = "ndjson"
    descriptor: bool = False

    @classmethod
    def of(
        cls,
        first: str,
        last: str,
        selection: EventSelection,
        *,
        today: date,
        out: Path | None,
        form: str | None,
        descriptor: bool = False,
    ) -> Self:
        """Check what a person has typed, before anything is read.

        Raises:
            InputError: No days, the wrong way round, or nothing to write to in that form.
        """
        begins, ends = day_of("--from", first, today), day_of("--to", last, today)
        if ends < begins:
            raise InputError(f"--to {ends} is before --from {begins}")
        chosen = form_of(out, cast("OccurrenceFormat | None", form), _BY_SUFFIX, "ndjson")
        check_descriptor_asked(out, descriptor=descriptor, folder=False)
        if out is not None:
            FORMATS[chosen].check()
        return cls(begins, ends, selection, out, chosen, descriptor)

    @property
    def after(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)

    def found(self, store: Store, *, long_running: bool | None = None) -> Iterator[Occurrence]:
        """Yield what is asked for; only what lasts for long, or only the rest, or all."""
        selection: EventSelection = {**self.selection, "long_running": long_running}
        return store.catalogue.events.between(self.first, self.after, **selection)

    def count_vague(self, store: Store) -> int:
        """Count what may be there too: what is known by its municipality alone."""
        if not self.selection.get("within") or self.selection.get("include_whole_towns"):
            return 0
        events = store.catalogue.events
        more: EventSelection = {**self.selection, "include_whole_towns": True}
        return events.count(self.first, self.after, **more) - events.count(
            self.first, self.after, **self.selection
        )


def asked_places(
    municipalities: Sequence[str],
    counties: Sequence[str],
    regions: Sequence[str],
    within: Path | None,
    near: str | None,
) -> EventSelection:
    """Return where what is asked for takes place, checked before anything is read.

    Raises:
        InputError: An unknown place, or a file or circle that cannot be used.
    """
    municipality, county = tuple(municipalities) or None, tuple(counties) or None
    region = tuple(regions) or None
    NamedArea.of(municipality, county, region)
    return {
        "municipality": municipality,
        "county": county,
        "region": region,
        "within": around_of(within, near),
    }
