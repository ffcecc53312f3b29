"""Read sports sites into the catalogue, municipality by municipality."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from hytedata.codes import find_municipality, municipalities
from hytedata.config import Config
from hytedata.models.clock import utc_now
from hytedata.models.sports_site import SportsSite
from hytedata.runs.entries import entry_of_site
from hytedata.runs.garbage import few_collections
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.read_parts import GIVE_UP_AFTER, Job, job
from hytedata.runs.read_report import ReadReport, ReadScope, Tally, report
from hytedata.runs.registers import open_source
from hytedata.store import Catalogue, Store
from hytedata.sync.ports import SiteSource

SOURCE, KIND = "lipas", "sports-site"
STEP: Final = "reading Lipas"


@few_collections()
def read_lipas(
    config: Config,
    scope: ReadScope,
    store: Store,
    tell: OnProgress = silent,
    *,
    source: SiteSource | None = None,
) -> ReadReport:
    """Read sports sites into the catalogue, always in full.

    One municipality is in memory at a time; of a file, all that are asked for.

    Args:
        config: The configuration; its `lipas.categories` narrow the scope.
        scope: Which municipalities; all of today's where it names none.
        store: Where the catalogue is.
        tell: Called after each municipality.
        source: Lipas, already open; None opens what the configuration names.

    Raises:
        SourceContractError: The address is wrong, or Lipas answers in an unknown shape.
        StoreError: The store cannot be written; what was noted before stays.
    """
    if source is None:
        with open_source(config) as opened:
            return read_lipas(config, scope, store, tell, source=opened)
    started_at, tally = utc_now(), Tally(KIND)
    places = scope.municipalities or tuple(one.code for one in municipalities())
    # A file is gone through once for each question.
    parts = [places] if config.lipas.file else [(code,) for code in places]
    failed = 0
    tell(Step(STEP, 0))
    with job(store, SOURCE) as run:
        run.tallies.append(tally)
        for number, part in enumerate(parts, start=1):
            came = _read(config.lipas.categories, part, source, store.catalogue, run, tally)
            failed = 0 if came else failed + 1
            tell(Step(STEP, len(tally.seen)))
            if failed == GIVE_UP_AFTER and number < len(parts):
                tally.reasons.append(f"{len(parts) - number} more municipalities were not tried")
                break
    tell(Step(STEP, len(tally.seen), len(tally.seen), finished=True))
    return report(SOURCE, scope, [tally], started_at, utc_now())


def _read(
    categories: Sequence[int],
    places: Sequence[str],
    source: SiteSource,
    catalogue: Catalogue,
    run: Job,
    tally: Tally,
) -> bool:
    """Read some municipalities, each a scope of its own; returns whether anything came."""
    with ExitStack() as stack:
        readings = {
            code: stack.enter_context(
                catalogue.reading(SOURCE, KIND, _scope(code, categories), run_id=run.run_id)
            )
            for code in places
        }
        found = source.snapshot(municipalities=places, categories=categories)
        items = dict.fromkeys(places, 0)
        for site in found.items:
            code = _place(site)
            items[code] += 1
            tally.seen.add(str(site.lipas_id))
            readings[code].put(entry_of_site(site))
        tally.rejections |= {one.ref.id: one for one in found.rejections}
        tally.drift.update(found.drift)
        for number, (code, reading) in enumerate(readings.items()):
            if len(places) > 1 and number == 0:
                # It is not known in which of the places an unusable site is.
                reading.explain(found.rejections)
            elif len(places) == 1:
                reading.reject(found.rejections)
            verdict = found.completeness.model_copy(update={"items": items[code]})
            tally.add(reading.finish(verdict), "full", verdict.reasons)
    return bool(found.items) or found.completeness.complete


def _scope(code: str, categories: Sequence[int]) -> str:
    narrowed = f" categories:{','.join(map(str, sorted(categories)))}" if categories else ""
    return f"municipality:{code}{narrowed}"


def _place(site: SportsSite) -> str:
    """The municipality of today that a site was read for; it may still state an older code."""
    found = find_municipality(site.municipality)
    return found.municipality.code if found else site.municipality
