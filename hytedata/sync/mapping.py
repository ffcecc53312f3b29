"""Values of the mapping from sports sites to what is published: publisher, notes, texts, checks."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Literal, Protocol, TypeAlias

from hytedata.content.objections import Objection
from hytedata.errors import InputError
from hytedata.models.common import Language, Position
from hytedata.models.publication import Fields, ItemKind, Skip, SourceItem
from hytedata.models.sports_site import SiteGeometry, SportsSite

IN_LIPAS = "mend it in Lipas"

PointOf: TypeAlias = Callable[[SiteGeometry], Position]
"""Gives the position that stands for a geometry."""

_SOURCE_ID = re.compile(r"[A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Publisher:
    """What the mapping needs of one organisation's configuration, and of the target.

    Attributes:
        organisation: PTV id of the organisation.
        municipalities: Three-digit codes whose sites it publishes.
        owners: Lipas's owner codes whose sites it publishes.
        languages: Configured languages.
        target_languages: Languages that the organisation has in the target.
        postal_codes: Codes that the target accepts; empty means unknown, and no check.
        lipas_publishes: `no`: Lipas publishes none of its sites, whatever Lipas says.
        visible_for_all: Whether new channels may be connected by other organisations.

    Raises:
        InputError: The organisation's id cannot be part of a source id (ptv-api 6.3).
    """

    organisation: str
    municipalities: tuple[str, ...]
    owners: tuple[str, ...]
    languages: tuple[Language, ...]
    target_languages: tuple[Language, ...]
    postal_codes: frozenset[str] = frozenset()
    organisation_name: str = ""
    lipas_publishes: Literal["unknown", "no"] = "unknown"
    visible_for_all: bool = False

    def __post_init__(self) -> None:
        if not _SOURCE_ID.fullmatch(self.organisation):
            raise InputError(
                f"organisation {self.organisation!r} cannot be part of a source id: "
                "letters A–Z, digits, hyphens and full stops only"
            )

    @property
    def published_languages(self) -> tuple[Language, ...]:
        """Configured languages that the organisation also has in the target, in their order."""
        held = set(self.target_languages)
        return tuple(dict.fromkeys(one for one in self.languages if one in held))


@dataclass(frozen=True)
class Note:
    """Why something is left out or was not published; becomes a `Skip` of an item."""

    reason: str
    detail: str
    remedy: str = IN_LIPAS

    def about(self, source: SourceItem, title: str) -> Skip:
        """Say it of *source*."""
        return Skip(source, title, self.reason, self.detail, self.remedy)


@dataclass(frozen=True)
class Composed:
    """Texts of one item.

    Attributes:
        fields: `summary.{lang}` and so on → text.
        objections: What speaks against publishing them.
        notes: Remarks on what the texts do not tell.
    """

    fields: Mapping[str, str]
    objections: tuple[Objection, ...] = ()
    notes: tuple[Note, ...] = ()


class TextComposer(Protocol):
    """Writes the texts of services and places, in all languages asked for."""

    def site(self, site: SportsSite, languages: Sequence[Language]) -> Composed:
        """Return `summary` and `description` of a site."""
        ...

    def service(
        self, sub_category: int, types: Sequence[int], languages: Sequence[Language]
    ) -> Composed:
        """Return `name`, `summary`, `description` and `user_instruction` of a service.

        *types* are the codes of the types that its sites have now.
        """
        ...


FieldCheck: TypeAlias = Callable[[ItemKind, Fields], Iterable[Objection]]
"""Names all faults of an item's fields."""


def site_item(lipas_id: int) -> SourceItem:
    """Return the source item of a sports site."""
    return SourceItem("lipas", f"site:{lipas_id}")


def service_item(sub_category: int) -> SourceItem:
    """Return the source item of a sub-category."""
    return SourceItem("lipas", f"subcategory:{sub_category}")


def site_source_id(organisation: str, lipas_id: int) -> str:
    """Return the key that a sports site's channel has in the target."""
    return f"hytedata-{organisation}-site-{lipas_id}"


def service_source_id(organisation: str, sub_category: int) -> str:
    """Return the key that a sub-category's service has in the target."""
    return intern(f"hytedata-{organisation}-subcategory-{sub_category}")
