"""The single values of the configuration: addresses, paths, codes, each with its own check."""

import difflib
import ipaddress
import re
import uuid
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from hytedata import codes
from hytedata.models.common import MunicipalityCode

NO_BOUND = "none"
"""How the file says that a limit has no bound; TOML has no word for it."""

_SECRET_KEY = re.compile(r"passw|passphrase|(^|_)pass$|pwd|salasana|secret|token|api_?key")
_SECRET_WORDS = ("password", "secret", "token", "api_key")


def looks_secret(key: str) -> bool:
    """Whether a key would hold a secret itself, rather than name where it is; also misspelt."""
    word = key.lower()
    if word.endswith(("_env", "_file", "_credential", "_url")):
        return False
    return bool(_SECRET_KEY.search(word) or difflib.get_close_matches(word, _SECRET_WORDS, 1, 0.75))


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port  # refuses a port that is no number
    except ValueError as exc:
        raise ValueError(f"must be an address such as https://host/path ({exc})") from exc
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address such as https://host/path")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a user name or password")
    if any(character.isspace() or not character.isprintable() for character in address):
        raise ValueError("must not hold white space or control characters")
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_address(address: str, *, with_query: bool = False) -> str:
    """Return a web address without its last slash, if it is one that may be configured.

    Args:
        address: What stands in the file.
        with_query: Whether it may have a query; its slash is part of it then.

    Raises:
        ValueError: It is none; says what is allowed.
    """
    parts = _split(address)
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise ValueError("must begin with https://; http:// is for this machine (127.0.0.1) only")
    if parts.fragment or (parts.query and not with_query):
        raise ValueError(f"must end with its path, without {'#' if with_query else '? or #'}")
    return address if parts.query else address.rstrip("/")


def _check_url(address: str) -> str:
    return check_address(address)


def _check_proxy(address: str) -> str:
    _split(address)
    return address


def _in_folder(path: Path, info: ValidationInfo) -> Path:
    if not path.parts:
        raise ValueError("must name a file or folder")
    # A relative path is relative to the file that it stands in, wherever hytedata is started.
    folder = info.context["folder"] if info.context else Path.cwd()
    return Path(folder, path.expanduser())


def _check_store(url: str, info: ValidationInfo) -> str:
    scheme, separator, rest = url.partition("://")
    if separator and scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        if "?" in rest:
            raise ValueError("takes no ? after the file's name")
        return f"sqlite:///{_in_folder(Path(rest[1:]), info).as_posix()}"
    if separator and scheme == "postgresql":
        try:
            holds_password = urlsplit(url).password is not None
        except ValueError as exc:
            raise ValueError(f"must be such as postgresql://user@host/name ({exc})") from exc
        if holds_password or "password=" in rest:
            raise ValueError(
                "must not hold a password; put it into ~/.pgpass or the environment (PGPASSWORD)"
            )
        return url
    raise ValueError("must be sqlite:///file.db or postgresql://user@host/name")


def _check_contact(contact: str) -> str:
    if not contact.isprintable() or not contact.isascii():
        # It travels in a header, which takes no other characters.
        raise ValueError("must be plain ASCII on one line")
    if "@" not in contact and not contact.startswith("https://"):
        raise ValueError("must be an e-mail address or an https:// page of whoever runs hytedata")
    return contact


def _check_uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError as exc:
        raise ValueError(
            "must be the organisation's PTV id: a UUID such as 6fd9c25c-6d3c-4b7d-9a7d-2f4f5b4e1c11"
        ) from exc


def _check_municipality(code: str) -> str:
    found = codes.find_municipality(code)
    if found is None:
        raise ValueError(f"is no municipality of {codes.division_year()}; a code has three digits")
    if (old := found.abolished) is not None:
        now = found.municipality
        raise ValueError(
            f"is no municipality any more: {old.name.fi} became part of {now.name.fi} on "
            f"{old.abolished_on}; use {now.code}"
        )
    return found.municipality.code


def _check_owner(owner: str) -> str:
    known = [entry.value for entry in codes.owners()]
    if owner not in known:
        raise ValueError(f"must be one of {', '.join(known)}")
    return owner


def _check_category(code: int) -> int:
    try:
        return codes.sub_category(code).code
    except codes.UnknownCode as exc:
        known = ", ".join(str(category.code) for category in codes.sub_categories())
        raise ValueError(f"must be a sub-category of Lipas: {known}") from exc


def _lift(value: object) -> object:
    return None if value == NO_BOUND else value


Url = Annotated[str, AfterValidator(_check_url)]
"""An https address without user, query or trailing slash; http for loopback hosts only."""

ProxyUrl = Annotated[str, AfterValidator(_check_proxy)]
"""The address of a proxy, without user and password."""

FilePath = Annotated[Path, AfterValidator(_in_folder)]
"""A path; a relative one is resolved against the configuration's folder."""

StoreUrl = Annotated[str, AfterValidator(_check_store)]
"""`sqlite:///…` (absolute after loading) or `postgresql://…`, without a password."""

Contact = Annotated[str, AfterValidator(_check_contact)]
"""Who runs this installation, for the User-Agent."""

OrganisationId = Annotated[str, AfterValidator(_check_uuid)]
"""A PTV organisation id in lower case."""

KnownMunicipality = Annotated[MunicipalityCode, AfterValidator(_check_municipality)]
"""The code of a municipality of today."""

Owner = Annotated[str, AfterValidator(_check_owner)]
"""One of Lipas's owner codes."""

SubCategory = Annotated[int, AfterValidator(_check_category)]
"""A sub-category of Lipas."""

Liftable = BeforeValidator(_lift)
"""Turns the word `none` into no bound."""
