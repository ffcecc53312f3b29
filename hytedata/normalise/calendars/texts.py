"""Texts of calendars: markup to plain text, and contact data of persons taken out; pure."""

import re
from functools import lru_cache
from html import unescape
from typing import Final

TAKEN_OUT: Final = "[…]"
"""Stands where an e-mail address or a telephone number stood."""

_LAYOUT: Final = ("address", "article", "aside", "div", "footer", "form", "header", "main", "nav")
_TEXT: Final = ("blockquote", "br", "dd", "dl", "dt", "figcaption", "figure", "hr", "p", "pre")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "section")
_LISTS: Final = ("li", "ol", "table", "tr", "ul")
_BLOCKS: Final = {*_LAYOUT, *_TEXT, *_HEADINGS, *_LISTS}
_LEFT_OUT: Final = {"script", "style", "template", "noscript", "iframe", "object"}
_ITEM: Final = re.compile(r"<li>", re.ASCII)
_TAG: Final = re.compile(r"</?[a-z0-9]+>", re.ASCII)
_BREAKS: Final = re.compile(r"\s*\n\s*")
# Unseen signs that editors leave behind: zero-width spaces, soft hyphens, byte order marks.
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad]")

# From the beginning of a word and without going back: a word of a million letters is no address.
_MAIL: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%-]++(?:@|\(at\)|\[at\]| at-merkki )[\w-]+(?:\.[\w-]+)+"
)
_AT: Final = ("@", "(at)", "[at]", " at-merkki ")
# An area code, then a run of three digits or more: opening hours and dates have none.
_PHONE: Final = re.compile(
    r"(?<![\d.,:/-])(?:\+358|00358|0\d{1,3})[ -]?(?:\(0\)[ -]?)?"
    r"\d{1,4}(?:[ -]?\d{2,5}){1,3}(?![\d.,:]?\d)",
    re.ASCII,
)
_LONG_RUN: Final = re.compile(r"\d{3}", re.ASCII)
FEWEST_DIGITS: Final = 8
_SHORT: Final = 80
"""Characters of a text that may well come again."""


def plain_text(html: str) -> str:
    """Return the text of *html*: tags dropped, entities resolved, white space folded.

    Blocks are parted by one newline each, items of lists begin with a hyphen. Scripts and styles
    are dropped with what they hold. Plain text comes back as it is, but for its white space.
    """
    text = html
    if "<" in html:
        import nh3  # late: what only knows of calendars needs no extra

        # Newlines within markup are white space, as a browser shows them.
        kept = nh3.clean(
            _BREAKS.sub(" ", html) if "\n" in html else html,
            tags=_BLOCKS,
            clean_content_tags=_LEFT_OUT,
            attributes={},
            link_rel=None,
        )
        text = _TAG.sub("\n", _ITEM.sub("\n- ", kept))
    return _folded(unescape(text))


def clean_text(html: str) -> str:
    """Return `plain_text` without e-mail addresses and telephone numbers: for descriptions.

    People write their own into them; `TAKEN_OUT` stands in their place.
    """
    return _again(html) if len(html) <= _SHORT else without_contacts(plain_text(html))


@lru_cache(maxsize=4_096)
def _again(html: str) -> str:
    # Names of places and keywords come with each event anew.
    return without_contacts(plain_text(html))


def without_contacts(text: str) -> str:
    """Return *text* without e-mail addresses and telephone numbers."""
    # Most texts have none, and a pattern that finds nothing takes longest.
    if any(sign in text for sign in _AT):
        text = _MAIL.sub(TAKEN_OUT, text)
    return _PHONE.sub(_numberless, text) if "0" in text or "+358" in text else text


def one_line(html: str) -> str:
    """Return `clean_text` on one line: for names."""
    return clean_text(html).replace("\n", " ")


def _folded(text: str) -> str:
    lines = [" ".join(line.split()) for line in _UNSEEN.sub("", text).split("\n")]
    return "\n".join(filter(None, lines))


def _numberless(found: re.Match[str]) -> str:
    stated = found[0]
    digits = sum(sign.isdigit() for sign in stated)
    parts = re.split(r"[ -]", stated)
    is_number = digits >= FEWEST_DIGITS and any(map(_LONG_RUN.match, parts[1:] or parts))
    return TAKEN_OUT if is_number else stated
