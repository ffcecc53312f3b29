"""Laws and vouchers: per language in our models, lists of their own in PTV v11 (ptv-api 5)."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from hytedata.connectors.ptv.v11.bodies.rows import (
    Rows,
    patched_rows,
    stored_rows,
    without_blanks,
)
from hytedata.connectors.ptv.v11.documents import Document, rows
from hytedata.models.common import Json, Language
from hytedata.models.ptv.contact import WebLink
from hytedata.models.ptv.service import Voucher
from hytedata.models.ptv_write import ServiceTextsWrite

Links: TypeAlias = Mapping[Language, Sequence[WebLink]]
Versions: TypeAlias = Mapping[Language, ServiceTextsWrite | None]


def laws(document: Document, versions: Versions, own: frozenset[str]) -> list[Json]:
    """Return all laws of a service after a write.

    A law has one name and one page per language. Laws that stand in PTV keep what they say in
    languages that the write leaves alone. New links in several languages that list equally many
    are one law each; otherwise each link is a law of its own.
    """
    given: dict[Language, Sequence[WebLink]] = {
        language: texts.legislation or ()
        for language, texts in versions.items()
        if texts is not None and texts.sets("legislation")
    }
    kept = [_kept(law, own - given.keys()) for law in rows(document, "legislation")]
    return [*(law for law in kept if law.get("webPages")), *_new(given)]


def _kept(law: Document, languages: frozenset[str]) -> dict[str, Json]:
    return without_blanks(
        {
            "names": list[Json](stored_rows(law, "names", ["value"], languages)),
            "webPages": list[Json](stored_rows(law, "webPages", ["url", "value"], languages)),
        }
    )


def _new(given: Links) -> list[Json]:
    filled = {language: links for language, links in given.items() if links}
    if len({len(links) for links in filled.values()}) == 1:
        count = len(next(iter(filled.values())))
        return [
            _law({language: links[number] for language, links in filled.items()})
            for number in range(count)
        ]
    return [_law({language: link}) for language, links in filled.items() for link in links]


def _law(links: Mapping[Language, WebLink]) -> dict[str, Json]:
    names: list[Json] = [
        {"language": language, "value": link.name} for language, link in links.items() if link.name
    ]
    pages: list[Json] = [
        {"language": language, "url": link.url} for language, link in links.items()
    ]
    return without_blanks({"names": names, "webPages": pages})


def vouchers(document: Document, versions: Versions, own: frozenset[str]) -> list[Json]:
    """Return all vouchers of a service after a write."""
    keys = ["value", "url", "additionalInformation"]
    stored = [row for row in stored_rows(document, "serviceVouchers", keys, own) if row.get("url")]
    new = {
        language: _vouchers(language, texts.voucher)
        for language, texts in versions.items()
        if texts is not None and texts.sets("voucher")
    }
    return list[Json](patched_rows(stored, new))


def _vouchers(language: str, voucher: Voucher | None) -> Rows:
    return [
        without_blanks(
            {
                "language": language,
                "url": link.url,
                "value": link.name,
                "additionalInformation": link.info,
            }
        )
        for link in (voucher.links if voucher else ())
    ]


def voucher_in_use(versions: Versions) -> bool:
    """Whether a write says that vouchers are used; PTV has one word for all languages."""
    found = (texts.voucher for texts in versions.values() if texts is not None)
    return any(voucher is not None and voucher.in_use for voucher in found)
