"""Classes of PTV and hyte themes as taxonomies, and the attributes that link records to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias, get_args

from hytedata.classify import find_theme
from hytedata.codes import Labels, PtvClass, find_life_event, find_service_class, find_target_group
from hytedata.export.hsds.values import Row, key, row
from hytedata.export.properties import web_address
from hytedata.models.common import Json, Language


class Taxonomy(NamedTuple):
    """One vocabulary: what it is called, and where it is at home."""

    name: str
    about: str
    uri: str | None = None

    @property
    def row(self) -> Row:
        """The row of the table `taxonomy`."""
        found = {"id": key("taxonomy", self.name), "name": self.name, "description": self.about}
        return row({**found, "uri": self.uri})


SERVICE_CLASSES: Final = Taxonomy("ptv-service-class", "PTV's service classes (palveluluokat)")
TARGET_GROUPS: Final = Taxonomy("ptv-target-group", "PTV's target groups (kohderyhmät)")
LIFE_EVENTS: Final = Taxonomy("ptv-life-event", "PTV's life events (elämäntilanteet)")
ONTOLOGY: Final = Taxonomy("ontology-term", "Concepts of Finnish ontologies, by their addresses")
INDUSTRIES: Final = Taxonomy("industrial-class", "Standard industrial classification (TOL)")
THEMES: Final = Taxonomy(
    "hyte-theme", "Themes of health and wellbeing promotion, found by hytedata; not PTV's word"
)
FIELDS: Final = Taxonomy("ptv-field", "Fields of PTV that HSDS has no name for; see the values")

_Find: TypeAlias = Callable[[str], PtvClass | None]
_LISTS: Final[Mapping[str, _Find]] = {
    SERVICE_CLASSES.name: find_service_class,
    TARGET_GROUPS.name: find_target_group,
    LIFE_EVENTS.name: find_life_event,
}
_WITH_PARENTS: Final = {one.name: one for one in (SERVICE_CLASSES, TARGET_GROUPS, LIFE_EVENTS)}


class Linking(NamedTuple):
    """Links one object to terms.

    Attributes:
        entity: The table that the object is in.
        id: Its id.
        language: Of the terms' names.
    """

    entity: str
    id: str
    language: Language

    def terms(self, taxonomy: Taxonomy, codes: Iterable[str]) -> Iterator[Row]:
        """Yield an attribute for each code of a vocabulary."""
        for code in codes:
            yield self._attribute(term(taxonomy, code, self.language), code, None)

    def values(self, field: str, values: Iterable[str | None]) -> Iterator[Row]:
        """Yield an attribute for each value of a field of PTV that HSDS has no name for."""
        for value in values:
            if value:
                yield self._attribute(term(FIELDS, field, self.language), value, value)

    def themes(self, strengths: Mapping[str, str]) -> Iterator[Row]:
        """Yield an attribute for each hyte theme; its value says how sure it is."""
        for slug, strength in strengths.items():
            yield self._attribute(term(THEMES, slug, self.language), slug, strength)

    def _attribute(self, of: Row, code: str, value: str | None) -> Row:
        found: dict[str, Json] = {
            "id": key(self.id, "attribute", str(of["id"]), code),
            "link_id": self.id,
            "link_entity": self.entity,
            "link_type": of["taxonomy"],
            "value": value,
            "taxonomy_term_id": of["id"],
            "taxonomy_term": of,
        }
        return row(found)


@lru_cache(maxsize=8192)
def term(taxonomy: Taxonomy, code: str, language: Language) -> Row:
    """Return one term; a code that is not in our lists is its own name.

    It is shared by all that have it: nobody changes it.
    """
    known = _LISTS[taxonomy.name](code) if taxonomy.name in _LISTS else None
    stands = known.code if known else code
    name, about = _words(taxonomy, known, code, language)
    return row(
        {
            "id": term_key(taxonomy, stands),
            "code": stands,
            "name": name,
            # Asked for by the format; PTV's lists describe nothing.
            "description": about,
            "parent_id": term_key(taxonomy, known.parent) if known and known.parent else None,
            "taxonomy": taxonomy.name,
            "taxonomy_id": taxonomy.row["id"],
            "taxonomy_detail": taxonomy.row,
            "language": language,
            "term_uri": web_address((known.uri if known else None) or code),
        }
    )


def parent_of(found: Row) -> Row | None:
    """Return the term above a term that `term` made; None at the top of its list."""
    taxonomy = _WITH_PARENTS.get(str(found["taxonomy"]))
    if taxonomy is None or "parent_id" not in found:
        return None
    known = _LISTS[taxonomy.name](str(found["code"]))
    above = known.parent if known else None
    language: Language = next(one for one in get_args(Language) if one == found["language"])
    return term(taxonomy, above, language) if above else None


def term_key(taxonomy: Taxonomy, code: str) -> str:
    """Return the id of a term."""
    return key("term", taxonomy.name, code)


def _words(
    taxonomy: Taxonomy, known: PtvClass | None, code: str, language: Language
) -> tuple[str, str]:
    if taxonomy is THEMES:
        theme = find_theme(code)
        return theme.name.best(language), theme.about.best(language)
    name = known.name if known else Labels(code)
    return name.best(language), name.best(language)
