"""Bytes of calendars and pages as text, whatever they say that they are; no I/O here."""

import codecs
from collections.abc import Iterable
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, stated: Iterable[str] = ()) -> tuple[str, str]:
    """Return the text of *content*, and the character set that it was read in.

    By its byte order mark, else as UTF-8 where that holds, else as what it states. Sites say one
    thing and send another: what reads as UTF-8 without a fault is that. What is left is read as
    windows-1252, as browsers do, and as old Finnish systems write.
    """
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content.decode(charset, "replace"), charset
    for charset in ("utf-8", *stated):
        try:
            return content.decode(charset), charset
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("windows-1252", "replace"), "windows-1252"
