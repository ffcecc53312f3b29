"""Takes away what tests made: all that bears the marker is archived, or told if it cannot be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.clients.ptv_codes import PtvCodes
from hytedata.clients.ptv_organisation import OrganisationReading
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.decode import owner_of
from hytedata.connectors.ptv.v11.documents import Document, rows, text
from hytedata.errors import HytedataError, NotFound
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceWrite
from hytedata.models.publication import ItemKind as PtvKind
from hytedata.runs.acceptance.bench import Bench
from hytedata.runs.acceptance.evidence import ItemKind, Made
from hytedata.runs.acceptance.marker import run_of
from hytedata.runs.progress import OnProgress, Step, silent

STEP: Final = "archiving test items"
_NAMES: Final[Mapping[PtvKind, str]] = {
    "service": "serviceNames",
    "channel": "serviceChannelNames",
}
_KINDS: Final[Mapping[PtvKind, ItemKind]] = {"service": "service", "channel": "service-location"}
_CHANNELS_FIRST: Final[tuple[PtvKind, ...]] = ("channel", "service")


@dataclass(frozen=True)
class Leftover:
    """An item of a test that still stands in PTV.

    Attributes:
        run: Which run made it.
        status: Of the version that was read.
    """

    kind: ItemKind
    ptv_id: str
    name: str
    run: str
    status: str


@dataclass(frozen=True)
class Left:
    """An item that could not be archived, and why."""

    item: Leftover
    reason: str


@dataclass(frozen=True)
class Cleaning:
    """What was taken away.

    Attributes:
        archived: Items that are archived now.
        left: Items that could not be.
        doubts: Why there may be more.
        others: Items of other runs, which were left alone.
    """

    archived: tuple[Leftover, ...] = ()
    left: tuple[Left, ...] = ()
    doubts: tuple[str, ...] = ()
    others: tuple[Leftover, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing of what was to go is left, for sure."""
        return not self.left and not self.doubts


def find_leftovers(bench: Bench) -> tuple[tuple[Leftover, ...], tuple[str, ...]]:
    """Look for everything of any run; returns it, channels first, and doubts on its completeness.

    What counts is the name: every one of its names must be one that a test gives.
    """
    reading = OrganisationReading(
        bench.shell, bench.organisation_id, PtvCodes(bench.shell), logins=bench.logins
    )
    found: list[Leftover] = []
    doubts: list[str] = []
    for kind in _CHANNELS_FIRST:
        try:
            listing = reading.listing(kind)
            documents = [*listing.items, *reading.drafts(kind, listing)]
        except HytedataError as error:
            doubts.append(f"{kind}s could not be listed: {error}")
            continue
        doubts += listing.doubts
        own = [one for one in documents if owner_of(kind, one) == bench.organisation_id]
        found += [left for one in own if (left := _leftover(kind, one)) is not None]
    unique = {one.ptv_id: one for one in found}
    return tuple(unique.values()), (*dict.fromkeys([*doubts, *reading.verdict(0).reasons]),)


def clean(
    bench: Bench, *, run: str | None = None, made: Iterable[Made] = (), tell: OnProgress = silent
) -> Cleaning:
    """Archive what one run made, or what all runs made.

    Args:
        bench: What writes.
        run: The run whose items go; None takes those of all runs.
        made: What the run knows to have made, in case PTV's lists lack it.
        tell: Called as the work goes on.
    """
    bench.begin("0.0")
    found, doubts = find_leftovers(bench)
    wanted = [one for one in found if run in (None, one.run)]
    listed = {one.ptv_id for one in found}
    wanted += [_of(bench, one) for one in made if one.ptv_id not in listed]
    wanted.sort(key=lambda one: one.kind == "service")
    archived: list[Leftover] = []
    left: list[Left] = []
    for done, item in enumerate(wanted):
        tell(Step(STEP, done, len(wanted)))
        reason = _archive(bench, item)
        if reason:
            left.append(Left(item, reason))
        else:
            archived.append(item)
    tell(Step(STEP, len(wanted), len(wanted), finished=True))
    others = tuple(one for one in found if run is not None and one.run != run)
    return Cleaning(tuple(archived), tuple(left), doubts, others)


def _archive(bench: Bench, item: Leftover) -> str:
    """Archive one; returns why it could not be done, "" where it is gone."""
    try:
        if item.status == "Draft":
            # A draft can only become published; what is published can go (ptv-api 7.2).
            _publish(bench, item)
        bench.archive(item.kind, item.ptv_id)
        known: PtvKind = "service" if item.kind == "service" else "channel"
        still = bench.shell.send(reads.active_item(known, item.ptv_id))
    except NotFound:
        return ""  # archived already
    except HytedataError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - one odd answer must not keep the others standing
        return f"{type(error).__name__}: {error}"
    return "" if still is None else "it can still be read after it was archived"


def _publish(bench: Bench, item: Leftover) -> None:
    if item.kind == "service":
        bench.update_service(ServiceWrite(status="Published"), item.ptv_id)
    else:
        write = ServiceLocationWrite(status="Published", connectable_by="OwnOrganizations")
        bench.update_location(write, item.ptv_id)


def _leftover(kind: PtvKind, document: Document) -> Leftover | None:
    names = [text(row, "value") or "" for row in rows(document, _NAMES[kind])]
    runs = {run_of(name) for name in names}
    run = runs.pop() if len(runs) == 1 else None
    if run is None:
        return None
    status = text(document, "publishingStatus") or ""
    return Leftover(_KINDS[kind], text(document, "id") or "", names[0], run, status)


def _of(bench: Bench, made: Made) -> Leftover:
    return Leftover(made.kind, made.ptv_id, made.name, bench.run, "Published")
