"""Look-ups in the seeded codes: places, countries, vocabularies, areas, streets."""

import uuid
from collections.abc import Iterable, Mapping
from typing import cast

from hytedata.sandbox.seed import ClassCode, Names, PostalCode, PtvCodes, packaged

AREA_PATHS = {
    "Municipality": "Municipality",
    "Province": "Region",
    "BusinessRegions": "BusinessSubRegion",
    "HospitalRegions": "HospitalDistrict",
    "WellbeingServiceCounties": "WellbeingServiceCounties",
}
"""Area kind in a path → in a payload (ptv-api 9.2)."""

_CLASS_LISTS = {
    "serviceClasses": "service_classes",
    "targetGroups": "target_groups",
    "lifeEvents": "life_events",
    "industrialClasses": "industrial_classes",
}
_OLD_SERVICE_CLASSES = "http://uri.suomi.fi/codelist/ptv/ptvserclass/code/"
_SERVICE_CLASSES = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
_INDUSTRIES = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"
_STATISTICS = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"

Area = tuple[str, str, tuple[str, ...]]
"""Finnish name, Swedish name, member municipalities."""


def folded(name: str) -> str:
    """A name as PTV compares it: without case and spaces."""
    return "".join(name.split()).casefold()


def id_of(uri: str) -> str:
    """The database id of a vocabulary entry: the same for ever."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, uri))


class CodeBook:
    """The seeded codes, indexed for checks and rendering."""

    def __init__(self, codes: PtvCodes, streets: Mapping[str, tuple[Names, ...]]) -> None:
        self.codes = codes
        self._lists: dict[str, Mapping[str, ClassCode]] = {
            field: getattr(codes, attribute) for field, attribute in _CLASS_LISTS.items()
        }
        self._old = {
            field: {entry.old_uri: uri for uri, entry in table.items() if entry.old_uri}
            for field, table in self._lists.items()
        }
        self._by_code = {
            field: {entry.code: uri for uri, entry in table.items()}
            for field, table in self._lists.items()
        }
        self._streets = {
            (municipality, folded(name)): street
            for municipality, known in streets.items()
            for street in known
            for name in street.values()
        }
        table = cast("Mapping[str, Mapping[str, list[object]]]", packaged("ptv_areas.json"))
        self.areas: dict[str, dict[str, Area]] = {
            kind: {
                code: (str(row[0]), str(row[1]), tuple(cast("list[str]", row[2])))
                for code, row in rows.items()
            }
            for kind, rows in table.items()
        }
        countries = packaged("countries.json")
        self.dialling: dict[str, tuple[str, ...]] = {
            code: tuple(cast("list[str]", countries[code][3])) if code in countries else ()
            for code in codes.countries
        }
        self.prefixes = {prefix for known in self.dialling.values() for prefix in known}

    def find_uri(self, field: str, sent: str) -> str | None:
        """The URI under which *sent* is kept, of whichever generation it is; None if unknown."""
        if field == "ontologyTerms":
            return sent if sent in self.codes.ontology_terms else None
        table = self._lists[field]
        for uri in (
            sent,
            sent.replace(_OLD_SERVICE_CLASSES, _SERVICE_CLASSES),
            sent.replace(_INDUSTRIES, _STATISTICS),
        ):
            if uri in table:
                return uri
        return self._old[field].get(sent)

    def entry(self, field: str, uri: str) -> ClassCode:
        """The class behind a kept URI."""
        return self._lists[field][uri]

    def parent_uri(self, field: str, uri: str) -> str | None:
        """URI of the class above."""
        parent = self.entry(field, uri).parent
        return self._by_code[field].get(parent) if parent else None

    def with_parents(self, field: str, uris: Iterable[str]) -> list[str]:
        """*uris* and all that is above them, each once."""
        found: dict[str, None] = {}
        for uri in uris:
            at: str | None = uri
            while at is not None and at not in found:
                found[at] = None
                at = self.parent_uri(field, at)
        return list(found)

    def top_codes(self, field: str, uris: Iterable[str]) -> set[str]:
        """Codes of *uris*, such as KR1 and KR2.6."""
        return {self.entry(field, uri).code for uri in uris if uri in self._lists[field]}

    def postal(self, code: str) -> PostalCode | None:
        """A postal code's entry."""
        return self.codes.postal_codes.get(code)

    def street(self, municipality: str | None, names: Iterable[str]) -> Names | None:
        """The registered names of the street known by any one of *names*."""
        if municipality is None:
            return None
        for name in names:
            known = self._streets.get((municipality, folded(name)))
            if known is not None:
                return known
        return None

    def has_area(self, kind: str, code: str) -> bool:
        """Whether an area of a payload's *kind* exists."""
        if kind == "Municipality":
            return code in self.codes.municipalities
        return code in self.areas.get(kind, {})

    def members(self, kind: str, code: str) -> tuple[str, ...]:
        """The municipalities of an area."""
        if kind == "Municipality":
            return (code,)
        return self.areas[kind][code][2]
