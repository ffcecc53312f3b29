"""The job: collect what is known of a county, count it, compare it with the last run, keep it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from pydantic import ValidationError

from hytedata.classify import Survey, ThemeTable
from hytedata.codes import get_place, municipalities
from hytedata.codes.place_answers import PlaceKind
from hytedata.config import Config
from hytedata.models.base import Model
from hytedata.models.clock import utc_now
from hytedata.models.ptv import Service
from hytedata.quality.coverage import (
    Coverage,
    CoverageChange,
    CoverageRecords,
    SurveyRow,
    changed_since,
    coverage,
    survey_view,
)
from hytedata.quality.readiness import OwnerReadiness, Profile, Standing
from hytedata.runs.coverage.other_facts import event_facts, site_facts
from hytedata.runs.coverage.ptv_facts import place_facts, service_facts
from hytedata.runs.coverage.ptv_world import PtvWorld
from hytedata.runs.coverage.reads import covered, nationwide_was_read, source_reads
from hytedata.runs.coverage.standings import channel_standings, owners, standings
from hytedata.runs.themes import installed_table
from hytedata.store import Store
from hytedata.store.catalogue import CoverageRuns

_COUNTIES: Final[tuple[PlaceKind, ...]] = ("county",)
_SITE: Final = "site:"


class CoverageReport(Model):
    """What a run found.

    Attributes:
        change: Since the last run of an earlier day; None where there is none that fits.
        survey: The same by the categories of a survey of staff.
        readiness: Of services per owner, by *profile*.
        channels: Of channels per owner.
        standings: Of each service and channel that does not pass and is not outside.
    """

    coverage: Coverage
    change: CoverageChange | None = None
    survey: tuple[SurveyRow, ...] = ()
    profile: str = ""
    readiness: tuple[OwnerReadiness, ...] = ()
    channels: tuple[OwnerReadiness, ...] = ()
    standings: tuple[Standing, ...] = ()


def run_coverage(
    config: Config,
    store: Store,
    county: str,
    today: date,
    *,
    days: int = 30,
    profile: Profile | None = None,
    survey: Survey | None = None,
    table: ThemeTable | None = None,
    keep: bool = True,
    now: datetime | None = None,
) -> CoverageReport:
    """Count what the catalogue has of each theme in each municipality of *county*.

    Records are counted by the themes that were noted after they were read
    (`runs.classify.classify_records`).

    Args:
        config: Its calendars say which municipalities they cover.
        store: Where the catalogue is.
        county: Code or name.
        today: The first day of the span of events, in Finland.
        days: The length of it.
        profile: Of readiness; None takes the packaged one.
        survey: None takes the packaged one.
        table: A county's own themes, by which readiness tells what is hyte at all.
        keep: Note what was counted, for later runs to compare with.
        now: Aware; None: now. Says what was read lately.

    Raises:
        UnknownPlace, AmbiguousPlace: *county* is none, or may be several.
        StoreError: The store cannot be used.
    """
    place = get_place(county, kinds=_COUNTIES)
    world = PtvWorld(store.catalogue, place.code)
    services = [model for _, model in world.services()]
    records = _records(config, store, world, services, now or utc_now())
    events = event_facts(
        store.catalogue,
        place.code,
        today,
        today + timedelta(days=days),
        [
            one.name
            for one in config.calendar
            if covered(one, place.municipalities, store.catalogue)
        ],
    )
    found = coverage(replace(records, events=tuple(events)), place.code, today, days=days)
    used = profile or Profile.packaged()
    themes = installed_table() if table is None else table
    judged = tuple(standings(world, services, place.municipalities, used, themes))
    seen = tuple(channel_standings(world, services, place.municipalities, used, themes))
    report = CoverageReport(
        coverage=found,
        change=_change(store.catalogue.coverage, found),
        survey=survey_view(found, survey),
        profile=used.code,
        readiness=owners(world, judged),
        channels=owners(world, seen),
        standings=tuple(one for one in (*judged, *seen) if one.state in ("fails", "unknown")),
    )
    if keep:
        store.catalogue.coverage.put(place.code, today, found.model_dump_json().encode())
    return report


def _records(
    config: Config, store: Store, world: PtvWorld, services: Iterable[Service], now: datetime
) -> CoverageRecords:
    catalogue = store.catalogue
    facts = tuple(service_facts(world, services))
    places = (*site_facts(catalogue, world.county), *place_facts(world, facts, catalogue))
    codes = [one.code for one in municipalities(county=world.county)]
    return CoverageRecords(
        services=facts,
        places=places,
        sources=source_reads(catalogue, config, codes, now),
        links=_links(config, store),
        nationwide_read=nationwide_was_read(catalogue),
    )


def _links(config: Config, store: Store) -> Mapping[str, str]:
    """Return the places of PTV that the sync made, or took over, with their sports sites."""
    return {
        link.ptv_id: link.source.id.removeprefix(_SITE)
        for organisation in config.organisation
        for links in store.all_links(organisation.id).values()
        for link in links
        if link.kind == "channel" and link.source.id.startswith(_SITE) and not link.archived
    }


def _change(runs: CoverageRuns, now: Coverage) -> CoverageChange | None:
    earlier = runs.latest(now.county, before=now.today)
    if earlier is None:
        return None
    try:
        return changed_since(Coverage.model_validate_json(earlier.document), now)
    except ValidationError:
        # Kept by another version, whose coverage was another: nothing can be compared.
        return None
