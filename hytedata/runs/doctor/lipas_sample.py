"""What the checks of Lipas look at: a few pages and sites, read once for all of them."""

from hytedata.models.common import Json
from hytedata.runs.doctor.answer import Record, as_number, as_object, at, objects
from hytedata.runs.doctor.assumption import Unsettled
from hytedata.runs.doctor.look import Look

SITES = "/v2/sports-sites"
IN_USE = ("active", "out-of-service-temporarily")
NOBODY = 999_999_999
"""A lipas-id that no site has."""
AT_MOST_APART = 5
"""Totals of two reads may differ so much: people save while we read."""


def whole_list(look: Look) -> Json:
    """The list as it comes when nothing is asked for."""
    return look.body("lipas", SITES)


def total(look: Look, *query: tuple[str, str]) -> int:
    """How many sites a filter finds."""
    return stated_total(look.body("lipas", SITES, ("page-size", "1"), *query))


def stated_total(body: Json) -> int:
    """How many sites a page says that there are."""
    number = as_number(at(body, "pagination", "total-items"))
    if number is None:
        raise Unsettled("a page does not state total-items")
    return number


def same(one: int, other: int) -> bool:
    """Whether two totals agree, but for what was saved meanwhile."""
    return abs(one - other) <= AT_MOST_APART


def local_sites(look: Look) -> list[Record]:
    """A few sites in use: the municipality's, or else any."""
    body = look.body(
        "lipas",
        SITES,
        ("page-size", "3"),
        ("city-codes", look.subject.municipality),
        ("statuses", ",".join(IN_USE)),
    )
    found = objects(at(body, "items")) or [
        one for one in objects(at(whole_list(look), "items")) if one.get("status") in IN_USE
    ]
    if not found:
        raise Unsettled("no site in use was found")
    return found


def single(look: Look, lipas_id: int) -> Record:
    """The single view of a site."""
    return as_object(look.body("lipas", f"{SITES}/{lipas_id}"))


def one_site(look: Look) -> Record:
    """The single view of some site in use."""
    return single(look, as_number(local_sites(look)[0].get("lipas-id")) or NOBODY)
