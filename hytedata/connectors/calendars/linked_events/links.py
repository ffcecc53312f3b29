"""The link to the next page: on which hosts it may lie, and that it leads on (events.md 2.2)."""

from urllib.parse import parse_qs, urljoin, urlsplit

from hytedata.connectors._http import Response
from hytedata.errors import SourceContractError


def check_next(
    link: object, page: int, response: Response, *, source: str, hosts: frozenset[str]
) -> bool:
    """Return whether there is a page after *page*; the link is checked, and never followed.

    Args:
        link: `meta.next`; null or empty on the last page.
        page: The page that states it.
        response: The answer, for messages.
        source: The calendar's name, for messages.
        hosts: Where the calendar may link to, lower case.

    Raises:
        SourceContractError: It is no address, leads to a host that is not the calendar's, or leads
            back.
    """
    if link is None or link == "":
        return False
    host, following = _parts(link, response, source)
    if host not in hosts:
        remedy = "if the calendar answers there too, name it in `allowed_hosts`"
        detail = f"the link to the next page leads to another host ({host}); {remedy}"
        raise SourceContractError(source, response.url, detail=detail)
    if following is not None and following <= page:
        detail = f"the link to the page after {page} leads to page {following}"
        raise SourceContractError(source, response.url, detail=detail)
    return True


def host_of(url: str) -> str:
    """Return the host of *url*, lower case; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _parts(link: object, response: Response, source: str) -> tuple[str, int | None]:
    """Return the host of a link, and the page that it names."""
    try:
        address = urlsplit(urljoin(response.url, link if isinstance(link, str) else "\n:"))
        host = (address.hostname or "").lower()
    except ValueError:
        host = ""
    if not isinstance(link, str) or not host:
        detail = f"the link to the next page is no address: {str(link)[:100]!r}"
        raise SourceContractError(source, response.url, detail=detail)
    stated = parse_qs(address.query).get("page", [""])[0]
    return host, int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 9 else None
