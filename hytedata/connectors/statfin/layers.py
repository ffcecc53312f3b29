"""A layer read whole: page by page, again where an answer came garbled, or known to be not out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors.statfin.wfs import (
    SOURCE,
    Area,
    AreaPage,
    GarbledMap,
    Layer,
    Refusal,
    get_areas,
    list_layers,
)
from hytedata.errors import SourceContractError, SourceUnavailable

GARBLED_TRIES: Final = 3
"""GeoServer writes while it reads: an answer with a good status may end in the middle."""


@dataclass(frozen=True)
class NotOut:
    """The service has no such layer.

    Attributes:
        newest: The newest year of the same kind and scale that it has; None for none.
    """

    newest: int | None


async def read_layer(shell: AsyncShell, layer: Layer) -> tuple[Area, ...] | NotOut:
    """Read all features of *layer*.

    A layer that is refused is looked up in the list of layers: only what is not in there is not
    out; everything else is trouble of the service.

    Raises:
        SourceUnavailable: No usable answer after the last attempt.
        SourceContractError: An answer in a shape that we do not know.
    """
    areas: list[Area] = []
    async for page in _pages(shell, layer):
        if isinstance(page, Refusal):
            return await _explained(shell, layer, page)
        areas += page.areas
    return tuple(areas)


async def _pages(shell: AsyncShell, layer: Layer) -> AsyncIterator[AreaPage | Refusal]:
    read, matched = 0, None
    while True:
        page = await _page(shell, layer, read)
        yield page
        if isinstance(page, Refusal):
            return
        read += len(page.areas)
        if matched is not None and page.matched != matched:
            raise _unequal(shell, layer, f"it counted {matched} features, then {page.matched}")
        matched = page.matched
        if matched is None or read >= matched:
            break
        if not page.areas:
            raise _unequal(shell, layer, f"{read} of {matched} features came")
    if matched is not None and read > matched:
        raise _unequal(shell, layer, f"{read} features came where it counts {matched}")


async def _page(shell: AsyncShell, layer: Layer, start: int) -> AreaPage | Refusal:
    for _ in range(GARBLED_TRIES - 1):
        try:
            return await shell.send(get_areas(layer, start=start))
        except GarbledMap:
            continue
    return await shell.send(get_areas(layer, start=start))


async def _explained(shell: AsyncShell, layer: Layer, refusal: Refusal) -> NotOut:
    names = await shell.send(list_layers())
    if isinstance(names, Refusal):
        raise _trouble(names)
    if layer.name in names:
        raise _trouble(refusal)
    years = [name.rpartition("_")[2] for name in names if name.startswith(f"{layer.family}_")]
    return NotOut(max((int(year) for year in years if year.isdigit()), default=None))


def _trouble(refusal: Refusal) -> Exception:
    told = f"{refusal.code}: {refusal.text}"
    if refusal.code in ("NoApplicableCode", "OperationProcessingFailed", ""):
        # Its word for trouble of its own, as a database that does not answer.
        return SourceUnavailable(SOURCE, refusal.url, attempts=1, detail=told)
    return SourceContractError(SOURCE, refusal.url, detail=f"it refused: {told}")


def _unequal(shell: AsyncShell, layer: Layer, what: str) -> SourceContractError:
    detail = f"the layer {layer.name} is not whole: {what}"
    return SourceContractError(SOURCE, shell.upstream.base_url, detail=detail)
