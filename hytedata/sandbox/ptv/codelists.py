"""`CodeList/…`: the codes that the catalogue knows (ptv-api 4)."""

from collections.abc import Mapping

from hytedata.sandbox.ptv.codebook import AREA_PATHS, CodeBook
from hytedata.sandbox.ptv.faults import Invalid
from hytedata.sandbox.ptv.pages import IDS_PER_PAGE, Query, encoded
from hytedata.sandbox.ptv.render.parts import named
from hytedata.sandbox.ptv.values import Body
from hytedata.sandbox.seed import Names


def municipalities(book: CodeBook) -> bytes:
    """`GetMunicipalityCodes`."""
    return encoded(_items(book.codes.municipalities))


def languages(book: CodeBook) -> bytes:
    """`GetLanguageCodes`."""
    return encoded(_items(book.codes.languages))


def countries(book: CodeBook) -> bytes:
    """`GetCountryCodes`, with dialling codes."""
    return encoded(
        [
            {"code": code, "names": named(names), "prefixNumbers": list(book.dialling[code])}
            for code, names in book.codes.countries.items()
        ]
    )


def postal_codes(book: CodeBook, query: Query) -> bytes:
    """`GetPostalCodes`, a page of 1000."""
    number, known = query.number("page", 1), book.codes.postal_codes
    codes = sorted(known)
    count = -(-len(codes) // IDS_PER_PAGE) if number else 0
    start = (number - 1) * IDS_PER_PAGE
    shown = codes[start : start + IDS_PER_PAGE] if number else []
    listed = [{"code": code, "names": named(known[code].names)} for code in shown]
    envelope: Body = {
        "pageNumber": number,
        "pageSize": IDS_PER_PAGE,
        "pageCount": count,
        "itemList": listed or None,
    }
    return encoded(envelope)


def areas(book: CodeBook, kind: str) -> bytes:
    """`GetAreaCodes/type/{type}`."""
    if kind not in AREA_PATHS:
        told = f"'{kind}' is not allowed value of 'type'."
        raise Invalid({"type": [told]})
    if kind == "Municipality":
        return municipalities(book)
    rows = book.areas[AREA_PATHS[kind]]
    return encoded(
        [{"code": code, "names": named({"fi": row[0], "sv": row[1]})} for code, row in rows.items()]
    )


def _items(table: Mapping[str, Names]) -> list[Body]:
    return [{"code": code, "names": named(names)} for code, names in table.items()]
