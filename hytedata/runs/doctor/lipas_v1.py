"""What we assume of Lipas's frozen API v1: partial answers, its window, its two time zones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hytedata.connectors.lipas.v1_query import V1_WINDOW, helsinki_time, utc_time
from hytedata.models.clock import HELSINKI
from hytedata.runs.doctor.answer import (
    Answer,
    as_list,
    as_number,
    as_object,
    as_text,
    at,
    counted,
    objects,
    word,
)
from hytedata.runs.doctor.assumption import (
    Assumption,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.lipas_sample import IN_USE, local_sites, one_site, same, total
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.reach import moment_of

PLACES, DELETED = "/v1/sports-places", "/v1/deleted-sports-places"
DAYS = 60
"""How far back retired sites are looked for."""


def _first_page(look: Look) -> Answer:
    return look.get("lipas", PLACES, ("fields", "lastModified"))


def _partial(look: Look) -> Verdict:
    answer = _first_page(look)
    stated, link = answer.headers.get("x-total-count", ""), answer.headers.get("link", "")
    total_told = word(stated) if stated else "missing"
    seen = f"{answer.status}, X-total-count {total_told}, Link {'there' if link else 'missing'}"
    return settled(answer.status == 206 and stated.isdigit() and 'rel="next"' in link, seen)


def _page_size(look: Look) -> Verdict:
    items = as_list(_first_page(look).body)
    return settled(len(items) == 10, counted(len(items), "site"))


def _content(look: Look) -> Verdict:
    stated = _first_page(look).headers.get("x-total-count", "")
    if not stated.isdigit():
        return unknown("v1 states no total")
    in_use = total(look, ("statuses", ",".join(IN_USE)))
    return settled(same(int(stated), in_use), f"v1 has {stated}, v2 {in_use} in use")


def _window(look: Look) -> Verdict:
    answer = look.get("lipas", PLACES, ("page", str(V1_WINDOW + 1)), ("pageSize", "1"))
    seen = f"page {V1_WINDOW + 1} of size 1: {answer.status}"
    if answer.status in (200, 206) and not as_list(answer.body):
        return unknown(f"{seen}, with no site: there are fewer")
    return settled(answer.status == 500, seen)


def _last_modified(look: Look) -> Verdict:
    revised = moment_of(as_text(one_site(look).get("event-date")))
    lipas_id = as_number(one_site(look).get("lipas-id"))
    place = as_object(look.body("lipas", f"{PLACES}/{lipas_id}"))
    local = _as_utc(as_text(place.get("lastModified")))
    apart = local - revised
    expected = revised.astimezone(HELSINKI).utcoffset() or timedelta(0)
    hours = apart.total_seconds() / 3600
    seen = f"v1 is {hours:+.2f} h from v2; Helsinki was {expected.total_seconds() / 3600:+.0f} h"
    return settled(abs(apart - expected) < timedelta(seconds=1), seen)


def _modified_after(look: Look) -> Verdict:
    site = max(local_sites(look), key=lambda one: as_text(one.get("event-date")))
    revised = moment_of(as_text(site.get("event-date")))
    since = helsinki_time(revised - timedelta(milliseconds=1), "event-date")
    body = look.body(
        "lipas",
        PLACES,
        ("modifiedAfter", since),
        ("cityCodes", str(as_number(at(site, "location", "city", "city-code")))),
        ("fields", "lastModified"),
        ("pageSize", "100"),
    )
    found = objects(body)
    earlier = [one for one in found if as_text(one.get("lastModified")) <= since]
    there = any(one.get("sportsPlaceId") == site.get("lipas-id") for one in found)
    seen = f"{counted(len(found), 'site')}, {len(earlier)} of them earlier"
    if earlier:
        return refuted(f"{seen}: the filter means something else")
    if len(found) >= 100 and not there:
        return unknown(f"{seen}: the page is too short to tell")
    if there:
        return confirmed(f"{seen}; a site is found a millisecond before its local time")
    return refuted(f"{seen}; a site is not found a millisecond before its local time")


def _deleted_since(look: Look) -> Verdict:
    since = _some_time_ago(look)
    gone = objects(look.body("lipas", DELETED, ("since", since)))
    if not gone:
        return unknown(f"nothing was retired in {DAYS} days")
    newest = max(gone, key=lambda one: as_text(one.get("deletedAt")))
    moment = _as_local(as_text(newest.get("deletedAt"))) + timedelta(seconds=1)
    later = objects(look.body("lipas", DELETED, ("since", utc_time(moment, "deletedAt"))))
    again = any(one.get("sportsPlaceId") == newest.get("sportsPlaceId") for one in later)
    told = "still found" if again else "not found"
    return settled(not again, f"the newest of {len(gone)} is {told} a second after its time in UTC")


def _newest_first(look: Look) -> Verdict:
    since = _some_time_ago(look)
    times = [
        as_text(one.get("deletedAt"))
        for one in objects(look.body("lipas", DELETED, ("since", since)))
    ]
    if len(times) < 2:
        return unknown(f"{counted(len(times), 'site')} in {DAYS} days do not tell")
    return settled(times == sorted(times, reverse=True), counted(len(times), "site"))


def _some_time_ago(look: Look) -> str:
    """Midnight a while ago: the same for all checks of a run."""
    midnight = look.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return utc_time(midnight - timedelta(days=DAYS), "now")


def _as_utc(text: str) -> datetime:
    """A time without a zone, as if it were UTC."""
    return moment_of(text)


def _as_local(text: str) -> datetime:
    """A time without a zone, as Helsinki's."""
    return moment_of(text).replace(tzinfo=HELSINKI)


_CALLS = "connectors/lipas/v1_endpoints.py"

LIPAS_V1: Sequence[Assumption] = (
    Assumption(
        "lipas.v1-partial",
        "v1 answers a part of a list with 206, X-total-count and Link.",
        "lipas-api 4",
        f"{_CALLS} (list_places)",
        "Teach list_places where the total is stated now.",
        _partial,
    ),
    Assumption(
        "lipas.v1-page-size",
        "v1 gives 10 sites where no pageSize is asked for.",
        "lipas-api 4",
        "nothing: it is always asked for",
        "Nothing breaks; correct the reference.",
        _page_size,
    ),
    Assumption(
        "lipas.v1-content",
        "v1 holds exactly the sites that v2 has as active or temporarily out of service.",
        "lipas-api 4",
        "clients/lipas_v1_reads.py",
        "If v1 has 10 000, its total is capped: read by municipality only.",
        _content,
    ),
    Assumption(
        "lipas.v1-window",
        "v1's page × pageSize beyond 10 000 is answered with 500.",
        "lipas-api 4",
        "connectors/lipas/v1_query.py (V1_WINDOW)",
        "Nothing breaks, as we never ask for it; a wider window needs fewer partitions.",
        _window,
    ),
    Assumption(
        "lipas.v1-last-modified",
        "v1's lastModified is v2's event-date in local time of Helsinki.",
        "lipas-api 4",
        "normalise/lipas_v1.py",
        "Read lastModified in the zone that was seen; incremental reads miss sites otherwise.",
        _last_modified,
    ),
    Assumption(
        "lipas.v1-modified-after",
        "v1's modifiedAfter is compared as local time of Helsinki.",
        "lipas-api 4",
        "connectors/lipas/v1_query.py (helsinki_time)",
        "Send modifiedAfter in the zone that was seen, and overlap by three hours until then.",
        _modified_after,
    ),
    Assumption(
        "lipas.v1-deleted-since",
        "`since` of v1's deleted sites is read as UTC, while deletedAt is local time.",
        "lipas-api 4",
        f"{_CALLS} (list_deleted)",
        "Shift `since` back by three hours until it is sent in the zone that was seen.",
        _deleted_since,
    ),
    Assumption(
        "lipas.v1-newest-first",
        "v1 lists deleted sites newest first.",
        "lipas-api 4",
        f"{_CALLS} (list_deleted)",
        "Nothing breaks; correct the reference.",
        _newest_first,
    ),
)
