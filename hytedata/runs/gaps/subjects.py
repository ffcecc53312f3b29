"""From records of the store to what rules judge: with their municipality and their owner."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from hytedata.codes import find_municipality
from hytedata.models.common import LocalizedText, SourceRef
from hytedata.models.ptv import Connection
from hytedata.quality.owners import owner_of
from hytedata.quality.rule import Subject
from hytedata.store.catalogue import AreaCode, Catalogue, CataloguedModel, CatalogueRecord
from hytedata.store.checks import KnownRecord, WaitingRecord

_NO_CALENDARS: Final[Mapping[str, str]] = {}


class Place(NamedTuple):
    """Codes of a municipality and its wellbeing services county; None: unknown."""

    municipality: str | None
    county: str | None


class Subjects:
    """Makes subjects; what it has to know of other records is read when it is first needed.

    Args:
        catalogue: The records.
        calendars: Name of a calendar → its kind.
    """

    def __init__(self, catalogue: Catalogue, calendars: Mapping[str, str] = _NO_CALENDARS) -> None:
        self._checks, self._facts = catalogue.checks, catalogue.report_facts
        self._calendars = calendars

    def of(self, waiting: WaitingRecord, model: CataloguedModel) -> Subject:
        """Return what rules judge."""
        record = waiting.record
        owner = owner_of(model, self._services.get)
        place = self._place(waiting, owner)
        return Subject(
            ref=record.ref,
            record=model,
            names=self._names(record, model),
            municipality=place.municipality,
            county=place.county,
            owner=owner,
            position=record.position,
            speaks=self._calendars.get(record.source, ""),
        )

    def without_model(self, waiting: WaitingRecord) -> Subject:
        """Return what is known of a record whose model cannot be had."""
        record = waiting.record
        owner = owner_of_head(record)
        place = self._place(waiting, owner)
        head = (texts(record.names), place.municipality, place.county, owner)
        return Subject(record.ref, None, *head, record.position)

    def _names(self, record: CatalogueRecord, model: CataloguedModel) -> Mapping[str, str]:
        """Return the names of a record; a connection has none, and is told by its service's."""
        if isinstance(model, Connection):
            return self._service_names.get(model.service_id, {})
        return texts(record.names)

    def _place(self, waiting: WaitingRecord, owner: str | None) -> Place:
        if waiting.municipality is not None:
            return placed(waiting.municipality, waiting.county)
        stated = _stated(waiting.record)
        if stated is not None or waiting.record.source != "ptv" or owner is None:
            return placed(stated)
        # A service is nowhere: it is told to the municipality whose organisation answers, or to
        # the county that the organisation is there for.
        home = self._homes.get(owner)
        return placed(home) if home else Place(None, self._counties.get(owner))

    @cached_property
    def _services(self) -> Mapping[str, str]:
        return self._checks.owners("ptv", "service")

    @cached_property
    def _service_names(self) -> Mapping[str, Mapping[str, str]]:
        return self._checks.names("ptv", "service")

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return self._checks.stated_municipalities("ptv", "organisation")

    @cached_property
    def _counties(self) -> Mapping[str, str]:
        areas = self._facts.areas("ptv", "organisation")
        found = {key: county_of(area) for key, area in areas.items()}
        return {key: code for key, code in found.items() if code}


def county_of(area: Iterable[AreaCode]) -> str | None:
    """Return the one county that all of an area lies in; None where it is none, or several."""
    found: set[str | None] = set()
    for one in area:
        if one.kind == "municipality":
            found.add(placed(one.code).county)
        elif one.kind == "county":
            found.add(one.code)
        else:
            found.add(None)
    return next(iter(found)) if len(found) == 1 else None


def placed(municipality: str | None, county: str | None = None) -> Place:
    """Return a municipality with its county; unknown codes are no place."""
    if municipality is None:
        return Place(None, None)
    if county is not None:
        return Place(municipality, county)
    found = find_municipality(municipality)
    if found is None:
        return Place(None, None)
    return Place(found.municipality.code, found.municipality.county.code)


def stated_place(record: CatalogueRecord) -> Place:
    """Return where a record states that it is, or whom it is meant for."""
    return placed(_stated(record))


def owner_of_head(record: CatalogueRecord) -> str | None:
    """Return who is to mend a record whose model is not at hand, as `owner_of` would tell it."""
    if record.source == "ptv":
        return record.id if record.kind == "organisation" else record.owner
    if record.source == "lipas":
        place = _stated(record)
        return f"{record.owner}:{place}" if record.owner and place else None
    return f"{record.source}:{record.owner}" if record.owner else record.source


def texts(names: LocalizedText) -> Mapping[str, str]:
    """Return names by language as rules take them."""
    return {str(language): text for language, text in names.items()}


def subject_of_known(one: KnownRecord) -> Subject:
    """Return the head of a record that was judged earlier."""
    ref = SourceRef(source=one.source, kind=one.kind, id=one.id)
    head = (dict(one.names), one.municipality, one.county, one.owner, one.position)
    return Subject(ref, None, *head)


def _stated(record: CatalogueRecord) -> str | None:
    """Return the one municipality that a record states as its place, or else as its area."""
    if record.municipalities:
        return record.municipalities[0] if len(record.municipalities) == 1 else None
    if len(record.area) == 1 and record.area[0].kind == "municipality":
        return record.area[0].code
    return None
