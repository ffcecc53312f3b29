"""How a message looks: plain text, HTML for mail, Markdown, and the headings alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from hytedata.quality.report.language import Words
from hytedata_daemon.notices.wording import Told

_COLOURS: Final = {"error": "#9b1c1c", "warning": "#8a4b00", "info": "#1f4e79", "over": "#1e6b34"}
_MARKS: Final = re.compile(r"([\\`*_\[\]()#<>|~])")


@dataclass(frozen=True)
class Page:
    """What a message shows.

    Attributes:
        shown: The notices, in their order.
        more: A sentence on those that are only counted; "" where there are none.
        front: Page on which they are; "" where pages have no address.
        said: The words of its language.
    """

    shown: Sequence[Told]
    more: str
    front: str
    said: Words


def text(page: Page) -> Iterator[str]:
    """Yield the lines of plain text; the footer is marked as mail programs know it."""
    said = page.said
    for one in page.shown:
        yield f"{one.label.upper()}: {one.title}"
        if one.what:
            yield one.what
        if one.advice:
            yield f"{said('notice.to-do')} {one.advice}"
        yield from one.remarks
        if one.link:
            yield said("notice.open", url=one.link)
        yield ""
    if page.more:
        yield page.more
        if page.front:
            yield said("notice.open", url=page.front)
        yield ""
    yield "-- "
    yield said("notice.footer")


def html(page: Page) -> Iterator[str]:
    """Yield the parts of an HTML document with its styles within: mail programs read no others."""
    said = page.said
    yield f'<!DOCTYPE html><html lang="{said.language}"><head><meta charset="utf-8"></head>'
    yield (
        '<body style="margin:0;padding:16px;font:16px/1.5 Arial,Helvetica,sans-serif;'
        'color:#1b1b1b;background:#ffffff"><div style="max-width:640px">'
    )
    for one in page.shown:
        yield from _html_of(one, said)
    if page.more:
        yield _paragraph(page.more)
        if page.front:
            yield _link(page.front, said)
    yield (
        '<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #c8c8c8;font-size:14px;'
        f'color:#4a4a4a">{escape(said("notice.footer"))}</p></div></body></html>'
    )


def markdown(page: Page) -> Iterator[str]:
    """Yield paragraphs of Markdown; what others put in a text is no markup in it."""
    said = page.said
    for one in page.shown:
        yield f"**{_plain(one.label)}: {_plain(one.title)}**"
        if one.what:
            yield _plain(one.what)
        if one.advice:
            yield f"**{said('notice.to-do')}** {_plain(one.advice)}"
        yield from map(_plain, one.remarks)
        if one.link:
            yield said("notice.open", url=f"[{_plain(one.link)}]({one.link})")
    if page.more:
        yield _plain(page.more)
        if page.front:
            yield said("notice.open", url=f"[{_plain(page.front)}]({page.front})")
    yield f"_{_plain(said('notice.footer'))}_"


def short(page: Page) -> Iterator[str]:
    """Yield one line for each notice, and one for the rest."""
    for one in page.shown:
        yield f"{one.label}: {one.title}"
    if page.more:
        yield page.more
    links = [page.front, *(one.link for one in page.shown)]
    if any(links):
        yield next(link for link in links if link)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _html_of(one: Told, said: Words) -> Iterator[str]:
    colour = _COLOURS[one.severity if one.what else "over"]
    yield (
        f'<div style="margin:0 0 24px;padding:0 0 0 12px;border-left:4px solid {colour}">'
        f'<p style="margin:0;font-size:14px;font-weight:bold;color:{colour}">'
        f"{escape(one.label)}</p>"
        f'<h2 style="margin:0 0 8px;font-size:18px">{escape(one.title)}</h2>'
    )
    if one.what:
        yield _paragraph(one.what)
    if one.advice:
        yield (
            f'<p style="margin:0 0 8px"><b>{escape(said("notice.to-do"))}</b> '
            f"{escape(one.advice)}</p>"
        )
    for remark in one.remarks:
        yield f'<p style="margin:0;font-size:14px;color:#4a4a4a">{escape(remark)}</p>'
    if one.link:
        yield _link(one.link, said)
    yield "</div>"


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 8px">{escape(text)}</p>'


def _link(url: str, said: Words) -> str:
    # The address in full: it stays in the text that mail programs show instead, and can be judged.
    address = escape(url)
    link = f'<a href="{address}" style="color:#0b4f9c">{address}</a>'
    return f'<p style="margin:8px 0 0">{said("notice.open", url=link)}</p>'
