"""What we assume of Lipas's API v2."""

from collections.abc import Sequence

from hytedata.connectors.lipas.query import WINDOW, all_statuses
from hytedata.runs.doctor.answer import (
    as_list,
    as_number,
    as_object,
    as_text,
    at,
    counted,
    listed,
    objects,
    word,
)
from hytedata.runs.doctor.assumption import (
    Assumption,
    Unsettled,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.lipas_sample import (
    IN_USE,
    NOBODY,
    SITES,
    local_sites,
    one_site,
    same,
    single,
    stated_total,
    total,
    whole_list,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.reach import reach

LIST_KEYS = frozenset(
    [
        "lipas-id",
        "event-date",
        "status",
        "name",
        "marketing-name",
        "name-localized",
        "owner",
        "admin",
        "owner-org-id",
        "email",
        "www",
        "phone-number",
        "comment",
        "construction-year",
        "renovation-years",
        "renovations",
        "type",
        "location",
        "properties",
        "activities",
        "images",
        "fields",
        "locker-rooms",
        "audits",
        "circumstances",
    ]
)
REQUIRED_KEYS = frozenset(
    ["lipas-id", "event-date", "status", "name", "owner", "admin", "type", "location"]
)
PARAMETERS = frozenset(
    ["page", "page-size", "statuses", "city-codes", "type-codes", "admins", "owners", "activities"]
)
NO_LOI = "00000000-0000-4000-8000-000000000000"
ABOLISHED = "911"
"""Valtimo, part of Nurmes since 2020."""
LINGERING = "99"
"""Honkajoki, part of Kankaanpää since 2021, still on Lipas's list."""
CANDIDATES = 2
"""Sites looked at alone for the block that Lipas keeps of those it publishes."""

_COERCION = "reitit.coercion/"


def _statuses_default(look: Look) -> Verdict:
    without = stated_total(whole_list(look))
    in_use = total(look, ("statuses", ",".join(IN_USE)))
    all_six = total(look, ("statuses", ",".join(all_statuses())))
    seen = f"{without} without a filter, {all_six} with all six, {in_use} with the two in use"
    if same(all_six, in_use):
        return unknown(f"{seen}: nothing retired to tell them apart by")
    return settled(same(without, all_six), seen)


def _ceiling(look: Look) -> Verdict:
    found = stated_total(whole_list(look))
    return settled(found < WINDOW, f"{found} documents of {WINDOW}")


def _list_keys(look: Look) -> Verdict:
    items = objects(at(whole_list(look), "items"))
    if not items:
        raise Unsettled("the list is empty")
    new = {key for item in items for key in item} - LIST_KEYS
    if new:
        return refuted(f"{counted(len(items), 'site')} with other keys: {listed(list(new))}")
    return confirmed(f"{counted(len(items), 'site')}, no other key")


def _required_keys(look: Look) -> Verdict:
    items = objects(at(whole_list(look), "items"))
    missing = {key for item in items for key in REQUIRED_KEYS if item.get(key) is None}
    seen = f"{counted(len(items), 'site')}; missing: {listed(list(missing))}"
    return settled(bool(items) and not missing, seen)


def _codes_are_numbers(look: Look) -> Verdict:
    items = objects(at(whole_list(look), "items"))
    codes = [at(one, "type", "type-code") for one in items]
    codes += [at(one, "location", "city", "city-code") for one in items]
    kinds = listed([type(code).__name__ for code in codes])
    return settled(bool(codes) and all(as_number(code) is not None for code in codes), kinds)


def _event_date(look: Look) -> Verdict:
    dates = [as_text(one.get("event-date")) for one in objects(at(whole_list(look), "items"))]
    odd = [date for date in dates if not (date.endswith("Z") and "T" in date)]
    return settled(bool(dates) and not odd, f"{len(dates) - len(odd)} of {len(dates)} end in Z")


def _past_the_end(look: Look) -> Verdict:
    answer = look.get(
        "lipas",
        SITES,
        ("page", "50000"),
        ("page-size", "1"),
        ("city-codes", look.subject.municipality),
    )
    items = at(answer.body, "items")
    seen = f"{answer.status} with {counted(len(as_list(items)), 'item')}"
    return settled(answer.status == 200 and isinstance(items, list) and not items, seen)


def _window(look: Look) -> Verdict:
    answer = look.get("lipas", SITES, ("page", str(WINDOW + 1)), ("page-size", "1"))
    return settled(answer.status == 500, f"page {WINDOW + 1} of size 1: {answer.status}")


def _unknown_parameter(look: Look) -> Verdict:
    answer = look.get("lipas", SITES, ("page-size", "1"), ("city-code", look.subject.municipality))
    if answer.status != 200:
        return refuted(f"city-code (for city-codes) is answered with {answer.status}")
    found, without = stated_total(answer.body), stated_total(whole_list(look))
    return settled(same(found, without), f"200 with {found} of {without} sites")


def _abolished(look: Look) -> Verdict:
    answer = look.get("lipas", SITES, ("page-size", "1"), ("city-codes", ABOLISHED))
    return settled(answer.status == 400, f"city-codes={ABOLISHED}: {answer.status}")


def _bad_request(look: Look) -> Verdict:
    answer = look.get("lipas", SITES, ("page-size", "1"), ("city-codes", ABOLISHED))
    if answer.status != 400:
        return unknown(f"nothing was refused: {answer.status}")
    body = as_object(answer.body)
    as_known = body.get("type") == f"{_COERCION}request-coercion" and "humanized" in body
    return settled(as_known, f"400 with {answer.form}")


def _lingering(look: Look) -> Verdict:
    answer = look.get("lipas", SITES, ("page-size", "1"), ("city-codes", LINGERING))
    return settled(answer.status == 200, f"city-codes={LINGERING}: {answer.status}")


def _unknown_id(look: Look) -> Verdict:
    answer = look.get("lipas", f"{SITES}/{NOBODY}")
    body = as_object(answer.body)
    empty = body.get("type") == f"{_COERCION}response-coercion" and body.get("value") is None
    return settled(answer.status == 500 and empty, f"{answer.status} with {answer.form}")


def _unknown_loi(look: Look) -> Verdict:
    answer = look.get("lipas", f"/v2/lois/{NO_LOI}")
    of_the_engine = as_object(answer.body).get("type") == "internal-server-error"
    return settled(answer.status == 500 and of_the_engine, f"{answer.status} with {answer.form}")


def _single_view(look: Look) -> Verdict:
    more = set(one_site(look)) - LIST_KEYS
    return settled(bool(more), f"besides those of the list: {listed(list(more))}")


def _ptv_block(look: Look) -> Verdict:
    known = look.subject.lipas_id
    ids = [known] if known else [as_number(one.get("lipas-id")) for one in local_sites(look)]
    looked_at = [single(look, lipas_id) for lipas_id in ids[:CANDIDATES] if lipas_id]
    with_block = [as_object(one["ptv"]) for one in looked_at if isinstance(one.get("ptv"), dict)]
    if with_block:
        return confirmed(f"its keys: {listed([key for one in with_block for key in one], 20)}")
    if known:
        return refuted(f"the named site shows none; its keys: {listed(list(looked_at[0]), 40)}")
    return unknown(
        f"none of {counted(len(looked_at), 'site')} carries it; name one that Lipas publishes to "
        "PTV with --lipas-id"
    )


def _compressed(look: Look) -> Verdict:
    answer = look.get("lipas", SITES)
    encoding = answer.headers.get("content-encoding", "")
    if len(answer.content) <= 1024:
        return unknown(f"{len(answer.content)} bytes are too few to tell")
    return settled(
        "gzip" in encoding,
        f"{len(answer.content)} bytes, encoded: {word(encoding) if encoding else 'no'}",
    )


def _no_caching(look: Look) -> Verdict:
    headers = look.get("lipas", SITES).headers
    there = [name for name in ("etag", "last-modified", "cache-control") if name in headers]
    return settled(not there, f"there are: {listed(there)}")


def _parameters(look: Look) -> Verdict:
    paths = as_object(at(look.body("lipas", "/v2/openapi.json"), "paths"))
    known = next((paths[path] for path in paths if path.endswith("/sports-sites")), None)
    stated = {as_text(one.get("name")) for one in objects(at(known, "get", "parameters"))}
    if not stated:
        raise Unsettled("the document names no parameters of the list")
    new, gone = stated - PARAMETERS, PARAMETERS - stated
    seen = f"new: {listed(list(new))}; gone: {listed(list(gone))}"
    return settled(not new and not gone, seen)


def _version(look: Look) -> Verdict:
    info = as_object(at(look.body("lipas", "/v2/openapi.json"), "info"))
    return settled(bool(as_text(info.get("version"))), f"version {word(info.get('version'))}")


_QUERY, _ENDPOINTS = "connectors/lipas/query.py", "connectors/lipas/endpoints.py"
_SCAN, _WIRE = "connectors/lipas/scan.py", "connectors/lipas/wire.py"

LIPAS: Sequence[Assumption] = (
    *reach("lipas", "Lipas", "/v2"),
    Assumption(
        "lipas.statuses-default",
        "A list without `statuses` holds sites in all statuses.",
        "lipas-api 2.4",
        f"{_QUERY} (all statuses are named all the same)",
        "Nothing breaks, as we always name the statuses; correct the reference.",
        _statuses_default,
    ),
    Assumption(
        "lipas.ceiling",
        "All documents together stay below the window of 60 000.",
        "lipas-api 2.2",
        f"{_SCAN} (partitions)",
        "Make sure that every read is partitioned; totals without a filter are capped from now on.",
        _ceiling,
    ),
    Assumption(
        "lipas.list-keys",
        "The list view has no other keys than the 25 that we know.",
        "lipas-api 2.4, 3",
        f"{_WIRE}, connectors/lipas/seen.py",
        "Nothing breaks: unknown keys are counted as drift. Add the new ones to the wire model.",
        _list_keys,
    ),
    Assumption(
        "lipas.required-keys",
        "Each site of a list has id, date, status, name, owner, admin, type and location.",
        "lipas-api 3",
        f"{_WIRE}, normalise/lipas.py",
        "Sites without them are rejected one by one; see whether the key became optional.",
        _required_keys,
    ),
    Assumption(
        "lipas.codes-are-numbers",
        "Codes of types and municipalities are JSON numbers.",
        "lipas-api 2.4",
        f"{_WIRE} (Number takes both)",
        "Nothing breaks, as both are read; correct the reference.",
        _codes_are_numbers,
    ),
    Assumption(
        "lipas.event-date",
        "`event-date` is UTC and ends in Z.",
        "lipas-api 3",
        "normalise/lipas_head.py",
        "Look at how the time is read; without a zone it must not be taken for UTC.",
        _event_date,
    ),
    Assumption(
        "lipas.past-the-end",
        "A page past the end is 200 with no items.",
        "lipas-api 2.2",
        f"connectors/lipas/walk.py, {_SCAN}",
        "Teach the walk what the end looks like now.",
        _past_the_end,
    ),
    Assumption(
        "lipas.window",
        "page × page-size beyond 60 000 is answered with 500.",
        "lipas-api 2.2",
        f"{_QUERY} (WINDOW), connectors/lipas/walk.py",
        "Nothing breaks, as we never ask for it; a wider window would allow larger partitions.",
        _window,
    ),
    Assumption(
        "lipas.unknown-parameter",
        "An unknown parameter is dropped without a word, so that a typo reads the whole country.",
        "lipas-api 2.3",
        f"{_QUERY} (names are guarded)",
        "Nothing breaks; the guard is no longer needed.",
        _unknown_parameter,
    ),
    Assumption(
        "lipas.abolished-municipality",
        "The code of an abolished municipality is refused with 400.",
        "lipas-api 2.1",
        f"{_QUERY} (refuses it first), codes/municipality_codes.py",
        "Look at what such a filter finds, and whether sites still carry abolished codes.",
        _abolished,
    ),
    Assumption(
        "lipas.bad-request",
        "A refused parameter is told in a request-coercion document with `humanized`.",
        "lipas-api 2.3",
        f"{_ENDPOINTS} (_refuse)",
        "The status still tells; teach the messages the new form.",
        _bad_request,
    ),
    Assumption(
        "lipas.lingering-municipality",
        "Honkajoki (099), part of Kankaanpää since 2021, is still taken as a filter.",
        "lipas-api 2.1",
        f"{_QUERY} (LINGERING), connectors/lipas/v1_query.py",
        "Take 099 out of LINGERING: it makes every read of Kankaanpää fail with 400.",
        _lingering,
    ),
    Assumption(
        "lipas.unknown-id",
        "An unknown lipas-id is answered with 500, response-coercion of a null value.",
        "lipas-api 2.3",
        f"{_ENDPOINTS} (get_site)",
        "A 404 is understood already. Anything else must be added to get_site.",
        _unknown_id,
    ),
    Assumption(
        "lipas.unknown-loi",
        "An unknown LOI is answered with 500, internal-server-error.",
        "lipas-api 2.3",
        f"{_ENDPOINTS} (get_loi), clients/lipas_single.py",
        "A 404 is understood already. Anything else must be added to get_loi.",
        _unknown_loi,
    ),
    Assumption(
        "lipas.single-view",
        "The single view shows more keys than the list, `search-meta` among them.",
        "lipas-api 2.4",
        f"{_ENDPOINTS} (get_site)",
        "If the view was cut to the list's keys, `ptv` is gone too: see lipas.ptv-block.",
        _single_view,
    ),
    Assumption(
        "lipas.ptv-block",
        "The single view of a site that Lipas publishes to PTV has a block `ptv`.",
        "lipas-api 2.4; lipas-to-ptv 1",
        f"runs/publishes.py, {_WIRE} (WirePtv)",
        "Then nothing tells which sites Lipas publishes itself: agree with the municipality, and "
        'set lipas_publishes = "no" once Lipas has stopped.',
        _ptv_block,
    ),
    Assumption(
        "lipas.compressed",
        "Answers above 1 024 bytes are compressed with gzip.",
        "lipas-api 1",
        "connectors/_http/wire.py",
        "Nothing breaks; reads take more of the network.",
        _compressed,
    ),
    Assumption(
        "lipas.no-caching",
        "Answers have no ETag, Last-Modified or Cache-Control.",
        "lipas-api 1",
        "nothing: conditional requests are not sent",
        "Nothing breaks; conditional requests have become possible.",
        _no_caching,
    ),
    Assumption(
        "lipas.parameters",
        "The list takes the eight parameters that we know, and no others.",
        "lipas-api 2.1",
        f"{_QUERY}, clients/lipas_filters.py",
        "A new one (changed since, sort, fields) may save reads; a lost one breaks its filter.",
        _parameters,
    ),
    Assumption(
        "lipas.version",
        "The OpenAPI document of v2 states a version.",
        "lipas-api 1",
        "nothing",
        "Nothing breaks.",
        _version,
    ),
)
