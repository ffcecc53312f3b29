"""The channel (service location) of one sports site (lipas-to-ptv 4)."""

from collections.abc import Sequence
from functools import cache
from itertools import chain

from hytedata.codes import sports_site_type
from hytedata.content.names import fold_name
from hytedata.models.common import Json, Language, Position, first_text
from hytedata.models.publication import DesiredItem
from hytedata.models.sports_site import AnySite, Ring, SiteGeometry, SportsSite
from hytedata.sync.addressing import address_fields
from hytedata.sync.contact_fields import contact_fields
from hytedata.sync.mapping import (
    FieldCheck,
    Note,
    PointOf,
    Publisher,
    TextComposer,
    service_source_id,
    site_item,
    site_source_id,
)
from hytedata.sync.names import LONGEST_NAME, Names, tidied
from hytedata.sync.verdicts import told_of, unusable_extras

_FAR_AWAY_M = 1e8
_NO_POSITION = Note(
    "field-invalid",
    "geometries: no position in Finland can be made of them; none is published",
    "draw the site again on the map in Lipas",
)


def build_channel(
    site: SportsSite,
    names: Names,
    publisher: Publisher,
    languages: Sequence[Language],
    *,
    texts: TextComposer,
    point: PointOf,
    check: FieldCheck,
) -> tuple[DesiredItem, tuple[Note, ...]] | Note:
    """Return the channel of one site with remarks, or why it cannot be published.

    Args:
        site: An eligible site.
        names: Its distinct names, one per language of *languages*.
        publisher: The organisation.
        languages: Languages to publish in; at least one.
        texts: Writes summary and description.
        point: Gives the position that stands for the site's geometry.
        check: Names the faults of the finished fields.
    """
    position, notes = _position(site, point)
    address = address_fields(site, languages, position, publisher.postal_codes)
    if address.stop:
        return address.stop
    contacts, contact_notes = contact_fields(site, languages)
    named, name_notes = _name_fields(site, names)
    composed = texts.site(site, languages)
    fields: dict[str, Json] = {
        **named,
        **composed.fields,
        "languages": [*sorted(languages)],
        **contacts,
        **address.fields,
    }
    faults = tuple(check("channel", fields))
    left_out = unusable_extras(faults)
    if left_out:
        fields = {path: value for path, value in fields.items() if path not in left_out}
        faults = tuple(check("channel", fields))
    verdict = told_of(composed.objections, faults)
    if verdict.stop:
        return verdict.stop
    item = DesiredItem(
        kind="channel",
        source=site_item(site.lipas_id),
        source_id=site_source_id(publisher.organisation, site.lipas_id),
        title=first_text(names),
        fields=fields,
        needs=needs_of(site, publisher),
        visible_for_all=publisher.visible_for_all,
    )
    told = (*notes, *name_notes, *address.notes, *contact_notes, *left_out.values())
    return item, (*told, *composed.notes, *verdict.notes)


def needs_of(site: AnySite, publisher: Publisher) -> tuple[str, ...]:
    """Return the source ids of the services that an eligible site's channel belongs to."""
    return _needs(publisher.organisation, sub_category_of(site))


@cache
def _needs(organisation: str, sub_category: int) -> tuple[str, ...]:
    return (service_source_id(organisation, sub_category),)


def sub_category_of(site: AnySite) -> int:
    """Return the sub-category of an eligible site; a deprecated type has one too."""
    return _sub_category(site.type_code)


@cache
def _sub_category(type_code: int) -> int:
    return sports_site_type(type_code).sub_category


def _position(site: SportsSite, point: PointOf) -> tuple[Position | None, tuple[Note, ...]]:
    if site.geometry is None:
        return None, ()
    try:
        if _is_drawn(site.geometry):
            return point(site.geometry), ()
    except (ValueError, ArithmeticError):
        # Not a shape or outside Finland: `Position` refuses what cannot be right. Told below.
        pass
    return None, (_NO_POSITION,)


def _is_drawn(geometry: SiteGeometry) -> bool:
    return bool(geometry.parts) and all(
        part and all(ring and _is_near(ring) for ring in part) for part in geometry.parts
    )


def _is_near(ring: Ring) -> bool:
    # Not a number, and infinity, compare false.
    return all(abs(metres) < _FAR_AWAY_M for metres in chain.from_iterable(ring))


def _name_fields(site: SportsSite, names: Names) -> tuple[dict[str, Json], tuple[Note, ...]]:
    fields: dict[str, Json] = {f"name.{language}": name for language, name in names.items()}
    fields |= {f"display_name.{language}": "Name" for language in names}
    marketing = tidied(site.marketing_name or "")
    official = names.get("fi")
    if not marketing or official is None or _is_same(marketing, official, site):
        return fields, ()
    if len(marketing) > LONGEST_NAME:
        return fields, (
            Note(
                "field-invalid",
                f"marketing-name has {len(marketing)} characters, at most {LONGEST_NAME} are "
                "possible; it is left out",
                "shorten the marketing name in Lipas",
            ),
        )
    return fields | {"alternative_name.fi": marketing}, ()


def _is_same(marketing: str, published: str, site: SportsSite) -> bool:
    return fold_name(marketing) in {fold_name(published), fold_name(site.names.get("fi", ""))}
