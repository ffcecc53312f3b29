"""Coverage as one language's page shows it: themes, the heat map's cells, kinds of providers."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from hytedata.classify.themes import find_theme
from hytedata.export.map.words import in_order
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.quality.report.data import CoverageCell, CoverageTable
from hytedata.quality.report.language import Words
from hytedata.quality.report.view import place_name

Level: TypeAlias = Literal["empty", "unknown", "undescribed", "few", "some", "many"]
"""How much there is in a cell; `unknown`: nothing was found, and not all was read."""

_SOME: Final = 5
_MANY: Final = 20
PROVIDER_KINDS: Final[tuple[ProviderKind, ...]] = get_args(ProviderKind)


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: `4/38/2`, what a screen reader says of it, and how dark it is."""

    text: str
    note: str
    spoken: str
    level: Level


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme over all municipalities.

    Attributes:
        empty: Names of municipalities in which nothing was found.
        undescribed: Those with places or events, and no service.
        nationwide: None: what is for the whole country was not read.
        providers: In how many municipalities each kind provides something.
    """

    name: str
    empty: tuple[str, ...]
    undescribed: tuple[str, ...]
    nationwide: int | None
    possible: int
    change: str
    providers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The whole section.

    Attributes:
        rows: Municipalities by name, a cell for each theme.
        cells: How many there are.
        empty: How many of them are empty.
        unknown: In how many nothing was found, and not everything was read.
        newly_empty, newly_filled: Since the last run; None where there was none.
    """

    themes: tuple[ThemeView, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]
    cells: int
    empty: int
    unknown: int
    newly_empty: int | None
    newly_filled: int | None
    kinds: tuple[str, ...]


def coverage_view(table: CoverageTable, words: Words) -> CoverageView:
    """Return the section for a table."""
    named = sorted(
        ((place_name(code, words), code) for code in table.municipalities),
        key=lambda pair: in_order(pair[0]),
    )
    everything = [
        table.cell(theme, code) for theme in table.themes for code in table.municipalities
    ]
    compared = [cell for cell in everything if cell.before is not None]
    return CoverageView(
        themes=tuple(_theme(table, theme, named, words) for theme in table.themes),
        rows=tuple(
            (name, tuple(_cell(table.cell(theme, code), words) for theme in table.themes))
            for name, code in named
        ),
        cells=len(everything),
        empty=sum(cell.is_empty for cell in everything),
        unknown=sum(cell.total == 0 and not cell.is_empty for cell in everything),
        newly_empty=sum(cell.is_empty and cell.before != 0 for cell in compared)
        if compared
        else None,
        newly_filled=sum(cell.total > 0 and cell.before == 0 for cell in compared)
        if compared
        else None,
        kinds=tuple(words(f"provider.{kind}") for kind in PROVIDER_KINDS),
    )


def theme_name(theme: ThemeSlug, words: Words) -> str:
    """Return the name of a theme."""
    return find_theme(theme).name.best(words.language)


def _theme(
    table: CoverageTable, theme: ThemeSlug, named: list[tuple[str, str]], words: Words
) -> ThemeView:
    cells = [(name, table.cell(theme, code)) for name, code in named]
    before = [cell.before for _, cell in cells if cell.before is not None]
    now = sum(cell.total for _, cell in cells if cell.before is not None)
    return ThemeView(
        name=theme_name(theme, words),
        empty=tuple(name for name, cell in cells if cell.is_empty),
        undescribed=tuple(name for name, cell in cells if cell.is_undescribed),
        nationwide=table.nationwide.get(theme, 0) if table.nationwide_read else None,
        possible=sum(cell.possible for _, cell in cells),
        change=words.change(now, sum(before)) if before else "",
        providers=tuple(
            sum(cell.providers.get(kind, 0) > 0 for _, cell in cells) for kind in PROVIDER_KINDS
        ),
    )


def _cell(cell: CoverageCell, words: Words) -> CellView:
    parts = (cell.services, cell.places, cell.events)
    told = ["?" if part is None else words.number(part) if part else "–" for part in parts]
    spoken = [
        words(f"coverage.no-{kind}") if part is None else words(f"coverage.n-{kind}", part)
        for kind, part in zip(("services", "places", "events"), parts, strict=True)
    ]
    if cell.is_empty:
        return CellView("–", words("coverage.cell-empty"), words("coverage.cell-empty"), "empty")
    note = words("coverage.cell-undescribed") if cell.is_undescribed else ""
    return CellView("/".join(told), note, ", ".join(spoken), _level(cell))


def _level(cell: CoverageCell) -> Level:
    if cell.total == 0:
        return "unknown"
    if cell.is_undescribed:
        return "undescribed"
    return "many" if cell.total >= _MANY else "some" if cell.total >= _SOME else "few"
