"""One message out of many notices: a subject, plain text, and simple HTML for mail."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hytedata.quality.report.language import Words
from hytedata.store.notices import Notice
from hytedata_daemon.notices.wording import Told, in_words, link_to
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel
from hytedata_daemon.words import words

MOST_SHOWN: Final = 20
"""What comes after is counted: nobody reads a thousand."""

_SENDER: Final = "hytedata"
_COLOURS: Final = {"error": "#9b1c1c", "warning": "#8a4b00", "info": "#1f4e79", "over": "#1e6b34"}


@dataclass(frozen=True)
class Message:
    """What goes out.

    Attributes:
        subject: In one line.
        text: All of it in plain text.
        html: The same for mail.
    """

    subject: str
    text: str
    html: str


def message_of(notices: Sequence[Notice], settings: Settings, channel: Channel) -> Message:
    """Put notices into one message, the gravest first, in the channel's language."""
    said = words(channel.language)
    told = sorted((in_words(one, settings, said) for one in notices), key=lambda one: one.rank)
    return _message(told, settings, said)


def trial_message(settings: Settings, channel: Channel) -> Message:
    """Return the message by which a channel is tried."""
    said = words(channel.language)
    told = Told(
        0,
        "info",
        said("notice.severity-info"),
        said("notice.test-title"),
        said("notice.test-what", channel=channel.name),
        said("notice.test-do"),
        link=link_to(settings, "/"),
    )
    return _message([told], settings, said)


def _message(told: Sequence[Told], settings: Settings, said: Words) -> Message:
    shown, left = told[:MOST_SHOWN], len(told) - MOST_SHOWN
    more = said("notice.more", left) if left > 0 else ""
    front = link_to(settings, "/") if left > 0 else ""
    return Message(
        _subject(told, said),
        "\n".join(_text(shown, more, front, said)),
        "\n".join(_html(shown, more, front, said)),
    )


def _subject(told: Sequence[Told], said: Words) -> str:
    if len(told) == 1:
        return f"{_SENDER}: {told[0].title}"
    many = said("notice.subject-many", len(told))
    errors = sum(1 for one in told if one.severity == "error" and one.what)
    tail = f", {said('notice.subject-errors', errors)}" if errors else ""
    return f"{_SENDER}: {many}{tail}"


def _text(shown: Sequence[Told], more: str, front: str, said: Words) -> Iterator[str]:
    for one in shown:
        yield f"{one.label.upper()}: {one.title}"
        if one.what:
            yield one.what
        if one.advice:
            yield f"{said('notice.to-do')} {one.advice}"
        yield from one.remarks
        if one.link:
            yield said("notice.open", url=one.link)
        yield ""
    if more:
        yield more
        if front:
            yield said("notice.open", url=front)
        yield ""
    yield "-- "
    yield said("notice.footer")


def _html(shown: Sequence[Told], more: str, front: str, said: Words) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="{said.language}"><head><meta charset="utf-8"></head>'
    yield (
        '<body style="margin:0;padding:16px;font:16px/1.5 Arial,Helvetica,sans-serif;'
        'color:#1b1b1b;background:#ffffff"><div style="max-width:640px">'
    )
    for one in shown:
        yield from _html_of(one, said)
    if more:
        yield _paragraph(more)
        if front:
            yield _link(front, said)
    yield (
        '<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #c8c8c8;font-size:14px;'
        f'color:#4a4a4a">{html.escape(said("notice.footer"))}</p></div></body></html>'
    )


def _html_of(one: Told, said: Words) -> Iterator[str]:
    colour = _COLOURS[one.severity if one.what else "over"]
    yield (
        f'<div style="margin:0 0 24px;padding:0 0 0 12px;border-left:4px solid {colour}">'
        f'<p style="margin:0;font-size:14px;font-weight:bold;color:{colour}">'
        f"{html.escape(one.label)}</p>"
        f'<h2 style="margin:0 0 8px;font-size:18px">{html.escape(one.title)}</h2>'
    )
    if one.what:
        yield _paragraph(one.what)
    if one.advice:
        yield (
            f'<p style="margin:0 0 8px"><b>{html.escape(said("notice.to-do"))}</b> '
            f"{html.escape(one.advice)}</p>"
        )
    for remark in one.remarks:
        yield f'<p style="margin:0;font-size:14px;color:#4a4a4a">{html.escape(remark)}</p>'
    if one.link:
        yield _link(one.link, said)
    yield "</div>"


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 8px">{html.escape(text)}</p>'


def _link(url: str, said: Words) -> str:
    # The address in full: it stays in the text that mail programs show instead, and can be judged.
    address = html.escape(url)
    link = f'<a href="{address}" style="color:#0b4f9c">{address}</a>'
    return f'<p style="margin:8px 0 0">{said("notice.open", url=link)}</p>'
