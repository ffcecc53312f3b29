"""F17: laws are links to Finlex, and are not told in texts (field notes 12.2)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from hytedata.content.objections import Objection
from hytedata.content.windows import near

LAW_HOSTS: Final = ("finlex.fi", "eur-lex.europa.eu", "data.europa.eu")
"""Where laws in force are published; the last two are those of the European Union."""

_ACT: Final = (
    r"(?:huolto|hoito|suojelu|palvelu|tuki|avustus|etuus|opetus|koulutus|kasvatus|kirjasto|nuoriso"
    r"|liikunta|rakennus|rakentamis|hallinto|jäte|kunta|kotikunta|kansalaisuus|ulkomaalais|tieto"
    r"|vuokra|päihde|potilas|terveys|ympäristö|vesi|pelastus|elintarvike|alkoholi|turvallisuus|työ"
    r"|yhdistys|perintö|avioliitto|eläke|vakuutus|julkisuus|kuljetus|liikenne|maankäyttö)"
)
_SIGN: Final = re.compile(
    r"§|\d/\d|la(?:ki|in|issa|kia|kiin|ista|illa)\b|[Aa]setu[sk]|lag(?:en|ens)?\b|förordning|Act\b"
)
_LAW: Final = re.compile(
    r"§|(?<![\d/])(?!(?:19|20)\d\d/)\d{1,4}/(?:19|20)\d{2}(?![\d/])"
    rf"|(?<!\w)\w*{_ACT}(?:laki|lain|laissa|lakia|lakiin|laista|lailla)(?!\w)"
    r"|(?<!\w)(?:lain|asetuksen|laissa|asetuksessa) (?:mukaan|mukai\w+|nojalla|säädet\w+)(?!\w)"
    r"|(?<!\w)(?:laki|asetus) (?:[a-zäö]+ )?[a-zäö]+(?:sta|stä|ista|istä)(?!\w)"
    r"|(?<!\w)\w+(?:vårds|omsorgs|skydds|tjänst|service|stöds|undervisnings|utbildnings|biblioteks"
    r"|ungdoms|idrotts|bygg|byggnads|förvaltnings|avfalls|kommun|alkohol)lag(?:en|ens)?(?!\w)"
    r"|(?<!\w)(?:lagen|förordningen) om (?=\w)|(?<!\w)enligt lag(?:en)?(?!\w)"
    r"|(?<!\w)(?:[A-Z][a-z]+ )+Act(?!\w)|(?<!\w)Act on (?=[A-Z])"
)


def f17_law_link(url: str, hosts: Sequence[str] = LAW_HOSTS) -> Iterator[Objection]:
    """F17: a law links to where laws in force are published, one of *hosts* or below it."""
    try:
        host = (urlsplit(url.strip()).hostname or "").casefold()
    except ValueError:
        host = ""
    if not any(host == one or host.endswith(f".{one}") for one in hosts):
        yield Objection("F17", "block", f"{url[:100]!r} is no page of Finlex")


def f17_law_words(text: str) -> Iterator[Objection]:
    """F17: a text names no laws, sections and numbers of statutes (heuristic)."""
    return near(text, _SIGN, _laws)


def _laws(text: str) -> Iterator[Objection]:
    for match in _LAW.finditer(text):
        yield Objection("F17", "warn", f"law {match[0]!r}", *match.span())
