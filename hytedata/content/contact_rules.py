"""S1-S3: no e-mail address, web address or phone number in free text (field notes 12.1)."""

import re
from collections.abc import Iterator

from hytedata.content.objections import Objection

_EMAIL = re.compile(
    # Only from the beginning of a word: from each of its letters a long one would take for ever.
    r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.+%-])[\w.+%-]+ ?[(\[](?:at|ät|ät-merkki)[)\]] ?[\w-]+"
    r"(?:(?:\.|[(\[](?:dot|piste)[)\]])[\w-]+)+",
    re.IGNORECASE,
)
_HIDDEN_AT = re.compile(r"[(\[](?:at|ät)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:https?|ftp)[:;]?/{1,2}\S+"
    r"|\bwww[.,] ?\w[\w-]*(?:\.\w[\w-]*)+\S*"
    r"|(?<![\w@.])(?:[a-zåäö0-9-]+\.)+(?:fi|com|net|org|eu|ax|info|se|nu)/\S+",
    re.IGNORECASE,
)
_LIKE_ADDRESS = re.compile(r"\.[a-z]{2}|//|www|https?/", re.IGNORECASE)
# A domain on its own may be the name of a service, so it is only a warning.
_DOMAIN = re.compile(
    r"(?<![\w@./])(?:[a-zåäöA-ZÅÄÖ0-9][\wåäö-]*\.)+(?:fi|com|net|org|eu|ax|info)(?![\w/]|\.\w)"
    r"(?! ?- ?\w*(?:palvelu|sivusto|sovellu|tjänst))"
)
# "webbtjänsten Medborgarinitiativ.fi", and the second half of "liikunta (at) example.fi".
_BEFORE_A_NAME = re.compile(
    r"(?:(?:palvelu|sivusto|portaali|sovellus)\w*|tjänsten?|portalen|appen|service|portal"
    r"|\((?:at|ät)\)) ?\Z",
    re.IGNORECASE,
)
_SERVICE_NAMES = frozenset(
    {"suomi.fi", "luontoon.fi", "retkikartta.fi", "harrastuspassi.fi", "lipas.fi", "lähellä.fi"}
)

_SEPARATORS = r"[ \u00a0\-–/]{0,3}"
_NOT_PHONES = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?\d{4}){2,}(?: ?\d{1,4})?\b"  # IBAN
    r"|\b\d{7}-\d\b(?!\d)"  # business id
    r"|\b\d{1,3}-\d{1,3}-\d{1,4}-\d{1,4}\b"  # property id
    r"|\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"  # date
    r"|\b\d{1,2}-\d{1,2}-(?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}/(?:19|20)\d{2}\b"  # month of a year
    r"|(?<!\d)(?<![\d][.,])(?:0|[1-9]\d*)[.,]\d+"  # decimal
    r"|\b[0-2]\d[0-5]\d ?[-–] ?[0-2]\d[0-5]\d\b(?![ -]?\d)"  # hours without a point
    r"|\blipas\w*[- ]?(?:id|tunnus|numero)?[ :]*\d+",
    re.IGNORECASE,
)
_PHONE_WITH_COUNTRY = re.compile(
    rf"(?<![\w+])(?:\+|00 ?(?=358|46|47|372))\d{{1,3}}{_SEPARATORS}(?:\(0\))?"
    rf"(?:{_SEPARATORS}\d){{5,12}}"
)
_PHONE_WITH_AREA = re.compile(rf"(?<![\w.,+])\(?0\d{{1,3}}\)?(?:{_SEPARATORS}\d){{4,10}}(?!\d)")
_PHONE_WITH_DOTS = re.compile(r"(?<![\w.,])0\d{1,2}\.\d{3}\.?\d{3,4}(?!\d)")
_PHONE_WITH_WORD = re.compile(
    r"(?<!\w)(?:puh(?:elin)?(?:numero(?:sta|on)?)?|p\.|gsm|tel(?:efon)?|tfn|phone|mob(?:iili)?)"
    rf"[.:\s]{{0,3}}(?:nro\.?|numero(?:sta|on)?)?[:\s]*\+?\(?\d(?:{_SEPARATORS}\(?\d\)?){{4,12}}",
    re.IGNORECASE,
)
_SHORTEST_PHONE = 7


def s1_email(text: str) -> Iterator[Objection]:
    """S1: an e-mail address belongs to the contact data."""
    if "@" not in text and not _HIDDEN_AT.search(text):
        return
    for match in _EMAIL.finditer(text):
        yield Objection("S1", "block", f"e-mail address {match[0]!r}", *match.span())


def s2_web_address(text: str) -> Iterator[Objection]:
    """S2: a web address belongs to the web pages; a bare domain is only warned of."""
    if not _LIKE_ADDRESS.search(text):
        return
    taken: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        taken.append(match.span())
        yield Objection("S2", "block", f"web address {match[0]!r}", *match.span())
    for match in _DOMAIN.finditer(text):
        inside = any(start <= match.start() < end for start, end in taken)
        named = match[0].casefold() in _SERVICE_NAMES or _BEFORE_A_NAME.search(
            text, max(0, match.start() - 30), match.start()
        )
        if not inside and not named:
            yield Objection("S2", "warn", f"web domain {match[0]!r}", *match.span())


def s3_phone(text: str) -> Iterator[Objection]:
    """S3: a phone number belongs to the phones.

    Finnish and international forms with at least 7 digits; after a word such as *puh.* also
    shorter ones. Dates, decimals, account, property and business ids are not numbers to call.
    """
    spans = [match.span() for match in _PHONE_WITH_WORD.finditer(text)]
    rest = _NOT_PHONES.sub(lambda match: "#" * len(match[0]), text)
    for pattern in (_PHONE_WITH_COUNTRY, _PHONE_WITH_AREA, _PHONE_WITH_DOTS):
        spans += [
            match.span()
            for match in pattern.finditer(rest)
            if sum(char.isdigit() for char in match[0]) >= _SHORTEST_PHONE
        ]
    end_of_last = -1
    for start, end in sorted(spans):
        if start >= end_of_last:
            yield Objection("S3", "block", f"phone number {text[start:end]!r}", start, end)
            end_of_last = end
