"""Themes and kind of provider of a sports site: the most specific level of Lipas decides."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from hytedata.classify.name_patterns import parish_in, words_of
from hytedata.classify.rows import RowSource, ThemeRow
from hytedata.classify.table import ThemeTable
from hytedata.classify.themes import THEME_SLUGS
from hytedata.classify.weigh import Sign, weigh
from hytedata.codes.lipas_codes import find_sports_site_type
from hytedata.models.classification import (
    ClassEvidence,
    ProviderKind,
    ProviderVerdict,
    ThemeVerdict,
)
from hytedata.models.common import LocalizedText


class ClassedSite(Protocol):
    """What has to be known of a site: a `SportsSite`, or as much of one."""

    @property
    def type_code(self) -> int:
        """Lipas's code of its type."""
        ...

    @property
    def owner(self) -> str | None:
        """Who owns it, Lipas's code."""
        ...

    @property
    def admin(self) -> str | None:
        """Who runs it, Lipas's code."""
        ...

    @property
    def names(self) -> LocalizedText:
        """Its names."""
        ...


_ADMINS: Final[Mapping[str, ProviderKind]] = {
    "city-sports": "municipality",
    "city-education": "municipality",
    "city-technical-services": "municipality",
    "city-other": "municipality",
    "municipal-consortium": "municipality",
    "private-association": "association",
    "private-foundation": "association",
    "private-company": "company",
    "state": "state",
}
_OWNERS: Final[Mapping[str, ProviderKind]] = {
    "city": "municipality",
    "city-main-owner": "municipality",
    "municipal-consortium": "municipality",
    "registered-association": "association",
    "foundation": "association",
    "company-ltd": "company",
    "state": "state",
}


def themes_of_site(site: ClassedSite, table: ThemeTable | None = None) -> tuple[ThemeVerdict, ...]:
    """Return the themes of a sports site, each with the row that decided.

    The most specific level with a row decides alone: the type, else its sub-category, else the
    main one. A row that says `none` decides, too. A weak row makes a theme possible, also beside a
    strong one: both are of one code, which is one sign. So a lean-to is nature, and only perhaps
    exercise, and Lipas has nothing for certain but these two.

    Args:
        site: Of Lipas.
        table: A caller's own; None takes the packaged one.
    """
    used = ThemeTable.packaged() if table is None else table
    found = next((rows for rows in _levels(site.type_code, used) if rows), ())
    verdicts = [one for row in found for one in weigh([_sign(row)])]
    return tuple(sorted(verdicts, key=lambda one: THEME_SLUGS.index(one.theme)))


def provider_of_site(site: ClassedSite) -> ProviderVerdict:
    """Return what kind of provider runs a site: its admin, else its owner.

    Lipas has no code for parishes, which are *other* there: their names say so.
    """
    stated = (("admin", site.admin, _ADMINS), ("owner", site.owner, _OWNERS))
    for source, code, kinds in stated:
        if code is not None and (kind := kinds.get(code)):
            return _verdict(kind, source, code, code)
    for name in site.names.values():
        if word := parish_in(words_of(name)):
            return _verdict("parish", "name", word, name)
    return ProviderVerdict(kind="unknown")


def _levels(code: int, table: ThemeTable) -> Iterator[Iterable[ThemeRow]]:
    yield table.by_code("lipas-type", str(code))
    known = find_sports_site_type(code)
    if known is not None:
        source: RowSource = "lipas-category"
        yield table.by_code(source, f"sub:{known.sub_category}")
        yield table.by_code(source, f"main:{known.main_category}")


def _sign(row: ThemeRow) -> Sign:
    evidence = ClassEvidence(source=row.source, code=row.code, label=row.name_fi, weight=row.weight)
    return Sign(None if row.theme == "none" else row.theme, evidence)


def _verdict(kind: ProviderKind, source: str, code: str, label: str) -> ProviderVerdict:
    weight = "weak" if source == "name" else "strong"
    return ProviderVerdict(
        kind=kind, evidence=(ClassEvidence(source=source, code=code, label=label, weight=weight),)
    )
