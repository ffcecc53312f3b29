"""Web addresses out of a free text field: typing errors that are certain are mended."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from hytedata.content.contacts.shape import LONGEST_READ, shape

_LONGEST = 500
_SHOWN = 60

_SCHEME = re.compile(
    r"""^[\s"'<(\[]*
        (?:h{0,2}t{1,3}p{1,2}(?P<s1>s?) | h{1,2}p{1,2}(?P<s2>s?) | p(?P<s3>s))
        \s*(?:[:;.]{0,2}\s*[/\\]{1,4} | :{1,2}(?=www\.))[:/\\\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
_TYPED_SCHEME = r"h{0,2}(?:t{1,3}p{1,2}|p{1,2})s?\s?[:;.]{0,2}\s?[/\\]{1,4}"
_GLUED = re.compile(rf"(?<=[\w/])(?=https?://(?!{_TYPED_SCHEME}))", re.IGNORECASE)
_BORDERS = re.compile(r"(?:[\s|\u203a\u2192<>\"]|;(?!/))+|,(?=\s|https?:|www\.|$)", re.IGNORECASE)

_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})", re.IGNORECASE
)
# A word with a dot counts as an address without scheme and "www." only under a known top level:
# "matti.meikalainen" is a person.
_TOP_LEVELS = frozenset(
    {
        "fi", "ax", "com", "net", "org", "info", "eu", "se", "no", "ee", "dk", "de", "uk", "io",
        "biz", "me", "nu", "app", "tv", "fm", "cloud", "online", "site", "website", "shop",
        "store", "club", "golf", "ski", "fit", "hockey", "page", "link", "events",
    }
)  # fmt: skip
# Forbidden by DVV's content rules (C7).
_FORBIDDEN_HOSTS = frozenset({"tunnistautuminen.suomi.fi"})


@dataclass(frozen=True)
class WebAddresses:
    """What a web address field says.

    Attributes:
        urls: Distinct http(s) addresses in the order of the text.
        faults: What could not be read, one sentence each.
    """

    urls: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_web(text: str) -> WebAddresses:
    """Read all web addresses of a field.

    Doubled, misspelled and missing schemes, `www,` and a space behind `www.` are mended; hosts
    outside ASCII are written in their `xn--` form, which every catalogue accepts (limits:
    ptv-api 6.3).
    """
    urls: dict[str, str] = {}
    rejected: list[str] = []
    for token in _tokens(text):
        url = _url(token)
        if url:
            urls.setdefault(url.rstrip("/").casefold(), url)
        elif _meant_as_address(token):
            rejected.append(token)
    return WebAddresses(tuple(urls.values()), _faults(text, bool(urls), rejected))


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text[:LONGEST_READ]).strip()
    plain = re.sub(rf"({_TYPED_SCHEME})\s+", r"\1", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\b(https?)\s+(?=:)", r"\1", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\bwww\s?[.,]+\s*(?=\w)", "www.", plain, flags=re.IGNORECASE)
    plain = re.sub(r"(\bwww\.[\w-]+),(?=(?:fi|com|net|org)\b)", r"\1.", plain)
    plain = _GLUED.sub(_separated, plain)
    return [token for token in _BORDERS.split(plain) if token]


def _separated(match: re.Match[str]) -> str:
    # "https://a.fihttps://b.fi" is two addresses; inside a query ("?u=https://b.fi") and behind
    # another scheme or path it is one.
    before = match.string[: match.start()].split()[-1]
    whole_host = re.fullmatch(rf"(?:{_TYPED_SCHEME})?{_HOST.pattern}/?", before, re.IGNORECASE)
    return " " if whole_host else ""


def _url(token: str) -> str | None:
    scheme, rest = _without_scheme(token)
    rest = rest.rstrip(",;.:!'\"»")
    if rest.count(")") > rest.count("("):
        rest = rest.rstrip(").,")
    authority, path = _parted(rest)
    # A backslash is a slash typed on the wrong key: browsers read it so, catalogues refuse it.
    path = path.replace("\\", "/")
    name, _, port = authority.partition(":")
    host = _host(name, guessed=not scheme)
    if host is None or (port and not port.isdigit()) or host in _FORBIDDEN_HOSTS:
        return None
    url = f"{scheme or 'https'}://{host}{':' + port if port else ''}{path}"
    return url if len(url) <= _LONGEST else None


def _without_scheme(token: str) -> tuple[str, str]:
    """Take all schemes off the front; the last one counts (`http://https://…`)."""
    scheme = ""
    while found := _SCHEME.match(token):
        secure = any(found.group(name) for name in ("s1", "s2", "s3"))
        scheme = "https" if secure else "http"
        token = token[found.end() :]
    return scheme, token.lstrip("/:'\"([")


def _parted(rest: str) -> tuple[str, str]:
    match = re.match(r"([^/?#\\]*)(.*)", rest, re.DOTALL)
    return (match.group(1), match.group(2)) if match else (rest, "")


def _host(host: str, *, guessed: bool) -> str | None:
    host = host.casefold()
    if not _HOST.fullmatch(host):
        return None
    certain = not guessed or host.startswith("www.") or host.rpartition(".")[2] in _TOP_LEVELS
    if not certain or (host.startswith("www.") and host.count(".") < 2):
        return None
    try:
        written = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    # Folding may turn a letter into a digit (²), and the top level with it into none.
    return written if _HOST.fullmatch(written) else None


def _meant_as_address(token: str) -> bool:
    return bool(re.search(r"\w\.\w|://|@|^www", token, re.IGNORECASE))


def _faults(text: str, any_read: bool, rejected: list[str]) -> tuple[str, ...]:
    if not re.search(r"\w", text) or (any_read and not rejected):
        return ()
    told = ", ".join(f"«{_shown(token)}»" for token in (rejected or [" ".join(text.split())]))
    return (f"no usable web address: {told}",)


def _shown(token: str) -> str:
    # Without a slash or "www" it may be a person's name or e-mail address.
    public = re.search(r"/|^www", token, re.IGNORECASE) and "@" not in token
    text = token if public else shape(token)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
