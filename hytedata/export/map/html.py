"""Maps as a page of HTML: the map, its legend as text, and a table of its numbers.

One file without scripts, fonts or addresses. It follows the light or dark of the reader's system
and has room for itself on a phone.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from hytedata.export.map import colours, svg
from hytedata.export.map.page import legend_symbol, scale_elements
from hytedata.export.map.picture import Element, LegendEntry, Picture, TableRow, Text
from hytedata.export.map.words import WORDS, number

TEXT: Final = {"light": ("#1f1f1f", "#ffffff"), "dark": ("#e8eaed", "#16191d")}
"""Text on its ground, by scheme."""
QUIET: Final = {"light": ("#525a63", "#ffffff"), "dark": ("#b4bcc5", "#16191d")}
"""Small text on the same ground."""
LINES: Final = {"light": "#8a929b", "dark": "#7d868f"}

_FOOT: Final = 42.0
_NARROW_PX: Final = 600


def _scheme(name: str) -> str:
    text, ground = TEXT[name]
    return f"--text:{text};--ground:{ground};--quiet:{QUIET[name][0]};--line:{LINES[name]}"


_STYLE: Final = f"""
:root{{color-scheme:light dark;{_scheme("light")}}}
@media (prefers-color-scheme:dark){{:root{{{_scheme("dark")}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,'Segoe UI','Noto Sans','DejaVu Sans',Arial,sans-serif}}
main{{max-width:46rem;margin:0 auto;padding:1rem}}
h1{{font-size:1.5rem;line-height:1.25;margin:.5rem 0;overflow-wrap:break-word;hyphens:auto}}
h2{{font-size:1.2rem;margin:1.5rem 0 .5rem}}
p{{margin:.5rem 0}}
figure{{margin:1rem 0}}
.map{{display:block;width:100%;height:auto;max-height:90vh}}
.large{{display:none}}
.legend{{list-style:none;margin:1rem 0;padding:0}}
.legend li{{display:flex;gap:.6rem;align-items:center;margin:.25rem 0}}
.legend svg{{flex:none;background:{colours.PAPER}}}
small,caption{{color:var(--quiet);font-size:.875rem}}
small{{display:block;overflow-wrap:anywhere}}
table{{border-collapse:collapse;width:100%}}
caption{{text-align:left;padding-bottom:.4rem}}
th,td{{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);
font-weight:normal;vertical-align:top}}
thead th,tfoot th,tfoot td{{font-weight:bold}}
td:last-child,th[scope=col]:last-child{{text-align:right;font-variant-numeric:tabular-nums}}
@media (max-width:{_NARROW_PX}px){{.small{{display:none}}.large{{display:inline}}
.map{{max-height:none}}}}
@media print{{:root{{{_scheme("light")}}}}}
"""


def to_html(picture: Picture) -> str:
    """Return a whole page in the language of the map. The same map gives the same text."""
    words = WORDS[picture.language]
    return (
        f'<!DOCTYPE html>\n<html lang="{picture.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(picture.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(picture.title)}</h1>\n"
        f"<p>{escape(picture.description)}</p>\n"
        f"{figure(picture)}\n<h2>{escape(words.table)}</h2>\n{table(picture)}"
        "\n</main>\n</body>\n</html>\n"
    )


def figure(picture: Picture) -> str:
    """Return the map with its legend, for a page of any kind.

    Of its two sets of words, `small` and `large`, the page's style shows one.
    """
    caption = "\n".join(_caption(picture))
    return f"<figure>\n{_map(picture)}\n<figcaption>\n{caption}\n</figcaption>\n</figure>"


def table(picture: Picture) -> str:
    """Return the numbers of the map, area by area."""
    return "\n".join(_table(picture))


def _map(picture: Picture) -> str:
    name = svg.key(picture)
    whole = svg.opening(picture, picture.width, picture.height + _FOOT)
    scale = scale_elements(picture, picture.width, picture.height + 8)
    drawn = [
        whole.replace("<svg ", '<svg class="map" ', 1),
        f'<rect width="{picture.width:g}" height="{picture.height + _FOOT:g}" '
        f'fill="{colours.PAPER}"/>',
        *svg.field(picture, name),
        '<g class="small" aria-hidden="true">',
        *(svg.text(label) for label in picture.labels),
        *(svg.element(one) for one in scale),
        "</g>",
        '<g class="large" aria-hidden="true">',
        *(svg.text(label) for label in picture.large_labels),
        *(svg.element(one) for one in _large_scale(picture)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(drawn)


def _large_scale(picture: Picture) -> Iterator[Element]:
    """Return the scale with its words at twice their size, beside the bar."""
    for one in scale_elements(picture, picture.width, picture.height + 8):
        if not isinstance(one, Text):
            yield one
    bar_begins = picture.width - 10 - 34 - picture.bar.pixels
    words = f"{picture.bar.label}"
    yield Text(bar_begins - 10, picture.height + 26, words, 24.0, "end")
    north = WORDS[picture.language].north
    yield Text(picture.width - 19, picture.height + 28, north, 22.0, "end", bold=True)


def _caption(picture: Picture) -> Iterator[str]:
    yield '<ul class="legend">'
    for entry in picture.legend:
        yield f"<li>{_symbol(entry, svg.key(picture))}{escape(entry.label)}</li>"
    yield "</ul>"
    for note in picture.notes:
        yield f"<p>{escape(note)}</p>"
    for credit in picture.credits:
        yield f"<small>{escape(credit)}</small>"


def _symbol(entry: LegendEntry, name: str) -> str:
    drawn = "".join(svg.element(one, name) for one in legend_symbol(entry, 1, 1))
    return f'<svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">{drawn}</svg>'


def _table(picture: Picture) -> Iterator[str]:
    words = WORDS[picture.language]
    heads = (words.kinds[picture.kind], words.code, words.number if picture.summed else words.value)
    yield f"<table>\n<caption>{escape(picture.title)}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    yield "</tr></thead>\n<tbody>"
    for row in picture.rows:
        yield (
            f'<tr><th scope="row">{escape(row.name)}</th><td>{escape(row.code)}</td>'
            f"<td>{escape(_value(picture, row))}</td></tr>"
        )
    yield "</tbody>"
    if picture.summed:
        total = number(sum(row.value or 0 for row in picture.rows), picture.language)
        yield (
            f'<tfoot><tr><th scope="row">{escape(words.total)}</th><td></td>'
            f"<td>{total}</td></tr></tfoot>"
        )
    yield "</table>"


def _value(picture: Picture, row: TableRow) -> str:
    if row.value is None:
        return WORDS[picture.language].missing
    return number(row.value, picture.language)
