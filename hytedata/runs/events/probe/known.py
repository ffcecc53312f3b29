"""Calendars of which something is known beforehand: what page tells it, and whom to ask."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

DOCS: Final = "docs/calendars"


@dataclass(frozen=True)
class Known:
    """A calendar that our reference names.

    Attributes:
        host: Its own and all below it.
        page: Of our documentation.
        ask: Whom, as far as it is known.
        barred: Why it is not read at all, or "".
    """

    host: str
    name: str
    page: str
    ask: str
    barred: str = ""


_LAHELLA: Final = "the operator of Lähellä.fi, for a read interface or an agreed export"

KNOWN: Final = (
    Known(
        "tapahtumienkainuu.fi",
        "Tapahtumien Kainuu",
        f"{DOCS}/tapahtumien-kainuu.md",
        "the operator that its own pages name: who runs it, on which product, is not known to us",
    ),
    Known(
        "hallinta.lahella.fi",
        "Lähellä.fi's management",
        f"{DOCS}/lahella.md",
        _LAHELLA,
        barred="this is a management interface: it is not read without its operator's written "
        "consent",
    ),
    Known("lahella.fi", "Lähellä.fi", f"{DOCS}/lahella.md", _LAHELLA),
)

ASK: Final = (
    "Ask the operator that the site names (often under contact, feedback or accessibility) "
    "whether there is an interface or an export, under which licence, and who answers for it.",
    f"A letter that is ready to be sent, in Finnish and Swedish: {DOCS}/asking.md",
)


def known_at(url: str) -> Known | None:
    """Return what is known of the calendar at *url*."""
    host = (urlsplit(url).hostname or "").lower()
    return next((one for one in KNOWN if host == one.host or host.endswith(f".{one.host}")), None)


def whom_to_ask(url: str) -> tuple[str, ...]:
    """Return whom to ask for an interface."""
    known = known_at(url)
    if known is None:
        return ASK
    return (
        f"Ask {known.ask}.",
        f"What is known of {known.name}, and a letter that is ready to be sent: {known.page}",
    )
