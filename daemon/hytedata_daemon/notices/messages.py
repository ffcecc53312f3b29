"""One message out of many notices: what is shown, what is only counted, and its subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hytedata.quality.report.language import Words
from hytedata.store.notices import Notice
from hytedata_daemon.notices import layouts
from hytedata_daemon.notices.layouts import Page
from hytedata_daemon.notices.wording import Told, in_words, link_to
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel
from hytedata_daemon.words import words

MOST_SHOWN: Final = 20
"""What comes after is counted: nobody reads a thousand."""

_SENDER: Final = "hytedata"


@dataclass(frozen=True)
class Message:
    """What goes out.

    Attributes:
        subject: In one line.
        text: All of it in plain text.
        html: The same for mail.
        markdown: The same for Teams, which shows no plain text as it is.
        short: The headings alone, for services that take few characters.
    """

    subject: str
    text: str
    html: str
    markdown: str
    short: str


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
    page = Page(shown, more, front, said)
    return Message(
        _subject(told, said),
        "\n".join(layouts.text(page)),
        "\n".join(layouts.html(page)),
        "\n\n".join(layouts.markdown(page)),
        "\n".join(layouts.short(page)),
    )


def _subject(told: Sequence[Told], said: Words) -> str:
    if len(told) == 1:
        return f"{_SENDER}: {told[0].title}"
    many = said("notice.subject-many", len(told))
    errors = sum(1 for one in told if one.severity == "error" and one.what)
    tail = f", {said('notice.subject-errors', errors)}" if errors else ""
    return f"{_SENDER}: {many}{tail}"
