"""Find the hyte themes and the kinds of providers of the catalogue's records, and note them.

Only what was read anew, or was looked at by other rules, is looked at again. Services have themes
and organisations a kind: what answers for a service is its organisation. Channels have neither:
what a place is for, its services say.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

import msgspec

from hytedata.classify import (
    ThemeTable,
    provider_of,
    provider_of_organisation,
    provider_of_site,
    themes_of,
    themes_of_service,
    themes_of_site,
)
from hytedata.errors import RecordError
from hytedata.models.base import Model
from hytedata.models.common import LocalizedText
from hytedata.models.event import Event
from hytedata.models.ptv.organisation import Organisation, OrganisationTexts
from hytedata.models.ptv.service import GeneralDescription, Service
from hytedata.runs.garbage import few_collections
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.themes import installed_table
from hytedata.store import Catalogue
from hytedata.store.catalogue import CatalogueRecord
from hytedata.store.catalogue_models import EVENT
from hytedata.store.record_classes import RecordClasses

STEP: Final = "finding themes"
RULES: Final = "1"
"""Changes with what is made of the same table and record: all are looked at anew then."""

_KINDS: Final = (("lipas", "sports-site"), ("ptv", "organisation"), ("ptv", "service"))

_Classify: TypeAlias = Callable[[CatalogueRecord], RecordClasses]


class ClassesReport(Model):
    """What came of looking for themes.

    Attributes:
        looked_at: Records that were looked at; the others stand as they were.
        themed: Those of them with a theme that is certain.
        possible: Those with none that is certain, and one or more that are possible.
    """

    looked_at: int = 0
    themed: int = 0
    possible: int = 0


@few_collections()
def classify_records(
    catalogue: Catalogue,
    *,
    source: str | None = None,
    kind: str | None = None,
    table: ThemeTable | None = None,
    tell: OnProgress = silent,
) -> ClassesReport:
    """Classify the records that wait for it; some hundreds are in memory at a time.

    Of PTV also all organisations, or all general descriptions, where one of those that others are
    judged by was read anew.

    Args:
        catalogue: The records.
        source: Only records of this register or calendar.
        kind: Only records of this kind: `event`, those of all calendars.
        table: A county's own; None takes the packaged one with the rows of installed projects.
        tell: Called after each portion.

    Raises:
        StoreError: The store cannot be used.
    """
    used = installed_table() if table is None else table
    looked_at = themed = possible = 0
    for pair in catalogue.kinds(source=source, kind=kind):
        if pair not in _KINDS and pair[1] != EVENT:
            continue
        way = _way(catalogue, pair, used)
        for records in catalogue.classes.waiting(way.by, [pair]):
            found = [way.classes(one) for one in records]
            catalogue.classes.put(way.by, list(zip(records, found, strict=True)))
            strengths = [{one.strength for one in each.themes} for each in found]
            looked_at += len(records)
            themed += sum("certain" in each for each in strengths)
            possible += sum(each == {"possible"} for each in strengths)
            tell(Step(STEP, looked_at))
    if looked_at:
        tell(Step(STEP, looked_at, looked_at, finished=True))
    return ClassesReport(looked_at=looked_at, themed=themed, possible=possible)


@dataclass(frozen=True)
class _Way:
    """How records of one kind are classified.

    Attributes:
        by: Names the rules, the table and the other records that decide.
    """

    by: str
    classify: _Classify

    def classes(self, record: CatalogueRecord) -> RecordClasses:
        try:
            return self.classify(record)
        except (RecordError, msgspec.DecodeError):
            # An older version noted it; it is looked at when it has been read again.
            return RecordClasses()


def _way(catalogue: Catalogue, pair: tuple[str, str], table: ThemeTable) -> _Way:
    by = f"{RULES} {table.fingerprint}"
    if pair[1] == EVENT:
        return _Way(by, lambda record: _of_event(record, table))
    if pair[1] == "sports-site":
        return _Way(by, lambda record: _of_site(record, table))
    if pair[1] == "organisation":
        organisations = _Others(catalogue, "organisation")
        return _Way(f"{by} {organisations.name}", lambda record: _of_owner(record, organisations))
    general = _Others(catalogue, "general-description")
    return _Way(f"{by} {general.name}", lambda record: _of_service(record, general, table))


class _Others:
    """Records of PTV that others are judged by; decoded when the first is asked for."""

    def __init__(self, catalogue: Catalogue, kind: str) -> None:
        self._catalogue, self._kind = catalogue, kind
        self._models: Mapping[str, object] | None = None
        hashed = hashlib.blake2b(digest_size=8)
        for one in self._records():
            hashed.update(f"{one.id} {one.digest}\n".encode())
        self.name = hashed.hexdigest()

    def get(self, key: str | None) -> object | None:
        """Return one by its id; None where there is none, or it cannot be read."""
        if self._models is None:
            self._models = dict(map(_decoded, self._records()))
        return self._models.get(key) if key else None

    def _records(self) -> Iterator[CatalogueRecord]:
        return self._catalogue.records(source="ptv", kind=self._kind)


def _decoded(record: CatalogueRecord) -> tuple[str, object | None]:
    try:
        found = record.model()
    except RecordError:
        return record.id, None
    # All organisations of the country are held at once: of each as much as tells its kind.
    return record.id, _slim(found) if isinstance(found, Organisation) else found


def _slim(one: Organisation) -> Organisation:
    return Organisation(
        id=one.id,
        type=one.type,
        parent_id=one.parent_id,
        root_id=one.root_id,
        business_id=one.business_id,
        business_name=one.business_name,
        language_versions={
            language: OrganisationTexts(name=name) for language, name in one.name.items()
        },
    )


def _of_event(record: CatalogueRecord, table: ThemeTable) -> RecordClasses:
    event = cast("Event", record.model())
    return RecordClasses(themes_of(event, table), provider_of(event))


class _Site(msgspec.Struct):
    """As much of a site's document as has to be known: routes have thousands of points."""

    type_code: int
    names: LocalizedText
    owner: str | None = None
    admin: str | None = None


def _of_site(record: CatalogueRecord, table: ThemeTable) -> RecordClasses:
    site = msgspec.json.decode(record.document, type=_Site)
    return RecordClasses(themes_of_site(site, table), provider_of_site(site))


def _of_owner(record: CatalogueRecord, organisations: _Others) -> RecordClasses:
    own = cast("Organisation", record.model())
    return RecordClasses((), provider_of_organisation(own, _root(own, organisations)))


def _root(own: Organisation, organisations: _Others) -> Organisation | None:
    """Return the top of its tree: v11 names it, v12 only what is next above."""
    named = organisations.get(own.root_id)
    if isinstance(named, Organisation) and named.id != own.id:
        return named
    seen, top = {own.id}, own
    while isinstance(above := organisations.get(top.parent_id), Organisation):
        if above.id in seen:
            break
        seen.add(above.id)
        top = above
    return top if top.id != own.id else None


def _of_service(record: CatalogueRecord, general: _Others, table: ThemeTable) -> RecordClasses:
    service = cast("Service", record.model())
    built_on = general.get(service.general_description_id)
    shared = built_on if isinstance(built_on, GeneralDescription) else None
    return RecordClasses(themes_of_service(service, shared, table))
