"""The desired state: what PTV should hold for one organisation, made from its sports sites.

A pure function. Every site ends up in exactly one place: as an item to publish, among the retired,
or among the skipped with a reason and a way on.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from hytedata.content import check_fields, fold_name
from hytedata.models.common import Language, Position, first_text
from hytedata.models.publication import Desired, DesiredItem, Skip, SourceItem
from hytedata.models.sports_site import AnySite, SiteGeometry, SiteHead
from hytedata.sync.channels import build_channel, needs_of, sub_category_of
from hytedata.sync.eligibility import judge
from hytedata.sync.in_step import Hashes, Steps
from hytedata.sync.mapping import (
    Composed,
    FieldCheck,
    Note,
    PointOf,
    Publisher,
    TextComposer,
    service_item,
    site_item,
)
from hytedata.sync.names import Names
from hytedata.sync.naming import name_sites, site_title
from hytedata.sync.services import build_service, service_title

__all__ = ["Composed", "Publisher", "TextComposer", "at_representative_point", "desired"]


def at_representative_point(geometry: SiteGeometry) -> Position:
    """Return `places.representative_point`, which needs the extra `geo` when first used."""
    from hytedata.places.representative import representative_point

    return representative_point(geometry)


def desired(
    sites: Iterable[AnySite],
    publisher: Publisher,
    *,
    texts: TextComposer,
    point: PointOf = at_representative_point,
    check: FieldCheck = check_fields,
    steps: Steps | None = None,
) -> Desired:
    """Make the desired state of one organisation.

    Args:
        sites: Sports sites in all statuses, in any order. Of two with the same id the newer counts.
            Of an eligible site its head is enough where *steps* shows it in step; otherwise it
            is among the `unread`, and the result only says what has to be read.
        publisher: The organisation's configuration, and what the target tells of it.
        texts: Writes the texts of services and places.
        point: Gives the position that stands for a geometry; ValueError or ArithmeticError where
            it cannot.
        check: Names the faults of finished fields; what blocks keeps the item from publication.
        steps: What earlier plans found in step; None: nothing.
    """
    steps = steps or Steps()
    languages = publisher.published_languages
    work = _Work(publisher, languages, steps, Hashes(steps.basis, publisher, languages))
    eligible = _sorted_out(sites, work)
    if not work.languages:
        _skip_for_language(eligible, work)
        return work.result()
    _tell_of_missing_languages(eligible, work)
    named = name_sites(eligible, publisher, work.languages)
    work.skip_sites(named.nameless, _NAMELESS)
    services = _services(eligible, work, texts, check)
    for site in eligible:
        names = named.names.get(site.lipas_id)
        if names:
            _publish(site, names, services, work, texts=texts, point=point, check=check)
    for site in named.shortened:
        work.warn_if_published(site_item(site.lipas_id), site_title(site), _SHORTENED)
    _leave_out_empty_services(eligible, services, work)
    _tell_of_shared_names(work)
    return work.result()


_NAMELESS = Note("field-invalid", "name is missing", "name the site in Lipas")
_SHORTENED = Note(
    "field-invalid",
    "name is longer than 100 characters; it is published shortened",
    "shorten the name in Lipas",
)


@dataclass
class _Work:
    """What has been found so far."""

    publisher: Publisher
    languages: tuple[Language, ...]
    steps: Steps
    hashes: Hashes
    unread: list[int] = field(default_factory=list)
    items: dict[SourceItem, DesiredItem] = field(default_factory=dict)
    retired: list[SourceItem] = field(default_factory=list)
    skipped: dict[SourceItem, Skip] = field(default_factory=dict)
    warnings: list[Skip] = field(default_factory=list)

    def skip(self, source: SourceItem, title: str, note: Note) -> None:
        self.skipped[source] = note.about(source, title)

    def skip_sites(self, sites: Iterable[AnySite], note: Note) -> None:
        for site in sites:
            self.skip(site_item(site.lipas_id), site_title(site), note)

    def publish(self, item: DesiredItem, notes: Iterable[Note]) -> None:
        remarks = tuple(note.about(item.source, item.title) for note in notes)
        self.publish_with(replace(item, remarks=remarks) if remarks else item)

    def publish_with(self, item: DesiredItem) -> None:
        self.items[item.source] = item
        self.warnings += item.remarks

    def warn_if_published(self, source: SourceItem, title: str, note: Note) -> None:
        if source in self.items:
            self.warnings.append(note.about(source, title))

    def result(self) -> Desired:
        return Desired(
            unread=tuple(self.unread),
            items=tuple(sorted(self.items.values(), key=_item_order)),
            retired=tuple(sorted(self.retired, key=_source_order)),
            skipped=tuple(
                sorted(self.skipped.values(), key=lambda skip: _source_order(skip.source))
            ),
            warnings=tuple(
                sorted(
                    self.warnings,
                    key=lambda skip: (_source_order(skip.source), skip.reason, skip.detail),
                )
            ),
        )


def _item_order(item: DesiredItem) -> tuple[bool, tuple[str, str, int, str]]:
    return item.kind == "channel", _source_order(item.source)


def _source_order(source: SourceItem) -> tuple[str, str, int, str]:
    kind, _, number = source.id.partition(":")
    return source.name, kind, int(number) if number.isdigit() else 0, source.id


# --- which sites -------------------------------------------------------------------------------


def _sorted_out(sites: Iterable[AnySite], work: _Work) -> list[AnySite]:
    eligible: list[AnySite] = []
    for site in _newest(sites):
        verdict = judge(site, work.publisher)
        if verdict == "eligible":
            eligible.append(site)
        elif isinstance(verdict, Note):
            work.skip_sites([site], verdict)
        else:
            work.retired.append(site_item(site.lipas_id))
    return eligible


def _newest(sites: Iterable[AnySite]) -> list[AnySite]:
    newest: dict[int, AnySite] = {}
    for site in sites:
        known = newest.get(site.lipas_id)
        if known is None or _age(known) < _age(site):
            newest[site.lipas_id] = site
    return [newest[lipas_id] for lipas_id in sorted(newest)]


def _age(site: AnySite) -> tuple[float, str, str]:
    if isinstance(site, SiteHead):
        return 0.0, site.content_hash, repr(site)
    moment = site.event_date.timestamp() if site.event_date else 0.0
    return moment, site.content_hash, repr(site)


# --- languages ---------------------------------------------------------------------------------


def _missing_languages(publisher: Publisher) -> str:
    missing = [one for one in publisher.languages if one not in publisher.target_languages]
    return ", ".join(dict.fromkeys(missing))


def _language_note(publisher: Publisher, consequence: str) -> Note:
    missing = _missing_languages(publisher)
    if not missing:
        return Note(
            "language-missing",
            f"languages is empty; {consequence}",
            "name at least one language in the configuration",
        )
    return Note(
        "language-missing",
        f"languages: the organisation has no version in {missing} in PTV; {consequence}",
        f"publish the organisation in {missing} in PTV first, or take it out of languages in "
        "the configuration",
    )


def _skip_for_language(eligible: Sequence[AnySite], work: _Work) -> None:
    note = _language_note(work.publisher, "nothing can be published")
    work.skip_sites(eligible, note)
    for code in {sub_category_of(site) for site in eligible}:
        work.skip(service_item(code), service_title(code), note)


def _tell_of_missing_languages(eligible: Sequence[AnySite], work: _Work) -> None:
    if eligible and _missing_languages(work.publisher):
        note = _language_note(work.publisher, "it is left out everywhere")
        source = SourceItem("configuration", "languages")
        title = work.publisher.organisation_name or work.publisher.organisation
        work.warnings.append(note.about(source, title))


# --- services and their channels ---------------------------------------------------------------


def _services(
    eligible: Sequence[AnySite], work: _Work, texts: TextComposer, check: FieldCheck
) -> dict[int, Note | None]:
    """Build the services of all sub-categories; returns the obstacle of each, or None."""
    obstacles: dict[int, Note | None] = {}
    taken: dict[str, str] = {}
    types: dict[int, set[int]] = {}
    for site in eligible:
        types.setdefault(sub_category_of(site), set()).add(site.type_code)
    for code in sorted(types):
        built = build_service(
            code, sorted(types[code]), work.publisher, work.languages, texts=texts, check=check
        )
        if not isinstance(built, Note):
            built = _refused_name(built[0], taken) or built
        if isinstance(built, Note):
            work.skip(service_item(code), service_title(code), built)
            obstacles[code] = built
        else:
            work.publish(*built)
            obstacles[code] = None
    return obstacles


def _refused_name(item: DesiredItem, taken: dict[str, str]) -> Note | None:
    names = _folded_names(item)
    other = next((taken[name] for name in sorted(names) if name in taken), None)
    if other:
        return Note(
            "name-taken",
            f"the service {other} has the same name, in some language",
            "give one of the two services another name in the configuration",
        )
    taken |= dict.fromkeys(names, item.source.id)
    return None


def _publish(
    site: AnySite,
    names: Names,
    services: Mapping[int, Note | None],
    work: _Work,
    *,
    texts: TextComposer,
    point: PointOf,
    check: FieldCheck,
) -> None:
    code = sub_category_of(site)
    obstacle = services[code]
    if obstacle:
        detail = f"its service «{service_title(code)}» cannot be published: {obstacle.detail}"
        work.skip_sites([site], Note(obstacle.reason, detail, obstacle.remedy))
        return
    source_hash = work.hashes.of(site, names)
    if isinstance(site, SiteHead):
        _publish_in_step(site, names, source_hash, work)
        return
    built = build_channel(
        site, names, work.publisher, work.languages, texts=texts, point=point, check=check
    )
    if isinstance(built, Note):
        work.skip_sites([site], built)
    else:
        item, notes = built
        work.publish(replace(item, source_hash=source_hash), notes)


_NAME_PATHS: Mapping[Language, str] = {one: f"name.{one}" for one in get_args(Language)}


def _publish_in_step(site: SiteHead, names: Names, source_hash: str, work: _Work) -> None:
    """Publish a site that stands as it was noted; otherwise it has to be read."""
    noted = work.steps.noted(site, source_hash)
    if noted is None:
        work.unread.append(site.lipas_id)
        return
    work.publish_with(
        DesiredItem(
            kind="channel",
            source=noted.link.source,
            source_id=noted.link.source_id,
            title=first_text(names),
            fields={_NAME_PATHS[language]: name for language, name in names.items()},
            needs=needs_of(site, work.publisher),
            visible_for_all=work.publisher.visible_for_all,
            source_hash=noted.source_hash,
            remarks=noted.remarks,
            in_step=True,
        )
    )


def _leave_out_empty_services(
    eligible: Sequence[AnySite], services: Mapping[int, Note | None], work: _Work
) -> None:
    """Skip services none of whose sites can be published now: nobody could get them (S7)."""
    by_code: dict[int, list[AnySite]] = {}
    for site in eligible:
        by_code.setdefault(sub_category_of(site), []).append(site)
    for code, sites in by_code.items():
        source = service_item(code)
        ends = (site_item(site.lipas_id) for site in sites)
        if source in work.items and all(end in work.skipped for end in ends):
            reasons = Counter(work.skipped[site_item(site.lipas_id)].reason for site in sites)
            del work.items[source]
            work.warnings = [one for one in work.warnings if one.source != source]
            told = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
            note = Note(
                min(reasons, key=lambda reason: (-reasons[reason], reason)),
                f"none of its {len(sites)} sites can be published now ({told})",
                "mend the sites; each is listed with its own reason",
            )
            work.skip(source, service_title(code), note)


def _tell_of_shared_names(work: _Work) -> None:
    """Warn of a place named as a service: PTV takes it, readers mistake it (F3)."""
    services = {
        name: item.title
        for item in work.items.values()
        if item.kind == "service"
        for name in _folded_names(item)
    }
    for item in work.items.values():
        shared = sorted(_folded_names(item) & services.keys()) if item.kind == "channel" else []
        if shared:
            note = Note(
                "name-taken",
                f"name: the place is named as the service «{services[shared[0]]}»; both are "
                "published, and readers may mistake one for the other",
                "give the site a name of its own in Lipas",
            )
            work.warnings.append(note.about(item.source, item.title))


def _folded_names(item: DesiredItem) -> set[str]:
    names = [value for path, value in item.fields.items() if path.startswith("name.")]
    return {fold_name(name) for name in names if isinstance(name, str)}
