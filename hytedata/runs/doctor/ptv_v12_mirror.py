"""What we assume of how PTV v12 mirrors v11: the same ids, as many records, a little later."""

from collections.abc import Sequence
from datetime import timedelta

from hytedata.runs.doctor.answer import (
    Answer,
    Record,
    as_id,
    as_list,
    as_number,
    as_object,
    as_text,
    at,
    counted,
    objects,
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
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_records import class_codes, described, description_classes
from hytedata.runs.doctor.ptv_v11_sample import (
    IDS_PER_PAGE,
    RECENT_DAYS,
    recent_ids,
    service_page,
    services,
)
from hytedata.runs.doctor.ptv_v12 import SERVICES, V12, read_v12, total_v12
from hytedata.runs.doctor.reach import moment_of

LAG = timedelta(hours=2.5)
"""DVV says one to one and a half hours."""
SETTLED = timedelta(hours=4)
"""What was saved longer ago must have arrived."""


def _totals(look: Look) -> Verdict:
    v12 = total_v12(look, f"{SERVICES}/search")
    page = service_page(look)
    pages = as_number(at(page, "pageCount")) or 0
    last = len(objects(at(page, "itemList"))) if pages == 1 else IDS_PER_PAGE
    fewest, most = (pages - 1) * IDS_PER_PAGE, (pages - 1) * IDS_PER_PAGE + last
    slack = max(20, most // 50)
    seen = f"{v12} in v12, {most if pages == 1 else f'{fewest}–{most}'} in v11"
    return settled(fewest - slack <= v12 <= most + slack, seen)


def known(look: Look) -> Record:
    """A service of v11 that v12 must have by now; with a general description where there is one."""
    now = look.now()
    old = [one for one in services(look) if now - moment_of(as_text(one.get("modified"))) > SETTLED]
    if not old:
        raise Unsettled("every service at hand was saved just now")
    return next((one for one in old if one.get("generalDescriptionId")), old[0])


def _mirrored(look: Look) -> Answer:
    path = f"{SERVICES}/{as_id(known(look).get('id'))}"
    return look.get("ptv12", path, credential=look.key())


def _same_id(look: Look) -> Verdict:
    answer = _mirrored(look)
    if answer.status != 200:
        return refuted(f"a published service of v11 is {answer.status} in v12, by its id")
    names = {
        as_text(row.get("language")): as_text(row.get("value"))
        for row in objects(known(look).get("serviceNames"))
        if row.get("type") == "Name"
    }
    told = {
        language: as_text(at(version, "name"))
        for language, version in as_object(at(answer.body, "languageVersions")).items()
    }
    agree = [language for language in names if names[language] == told.get(language)]
    seen = f"found by v11's id; its name agrees in {len(agree)} of {len(names)} languages"
    return settled(bool(agree), seen)


def _inherited(look: Look) -> Verdict:
    service = described(look)
    inherited = description_classes(look)
    if service.get("id") != known(look).get("id"):
        return unknown("the service with a general description was saved just now")
    own = {as_text(code) for code in as_list(at(_mirrored(look).good(), "serviceClasses"))}
    merged = class_codes(service)
    seen = (
        f"v12 shows {len(own & inherited)} of the description's {len(inherited)} classes; "
        f"v11 shows {len(merged)} in all, v12 {len(own)}"
    )
    return settled(inherited <= own, seen)


def _lag(look: Look) -> Verdict:
    if not recent_ids(look):
        return unknown(f"no service changed in {RECENT_DAYS} days")
    saved = moment_of(as_text(known(look).get("modified")))
    if look.now() - saved > timedelta(days=RECENT_DAYS):
        return unknown("the service at hand was saved longer ago")
    migrated = as_text(at(_mirrored(look).good(), "migratedAt"))
    if not migrated:
        return unknown("v12 does not state migratedAt")
    lag = moment_of(migrated) - saved
    seen = f"{lag.total_seconds() / 60:.0f} minutes"
    return settled(timedelta(0) <= lag <= LAG, seen)


def _since_is_inclusive(look: Look) -> Verdict:
    body = _mirrored(look).good()
    published = as_text(at(body, "publishedAt"))
    if not published:
        return unknown("the service at hand has no publishedAt")
    moment_of(published)
    query = (
        ("page", "1"),
        ("pageSize", "100"),
        ("publishedAtOrAfter", published),
        ("organizationContentIds", as_id(at(body, "organizationContentId"))),
    )
    page = read_v12(look, f"{SERVICES}/search", *query)
    found = {as_text(one.get("contentId")) for one in objects(at(page, "items"))}
    seen = f"asked from its own time on, {counted(len(found), 'service')}"
    if as_text(at(body, "contentId")) in found:
        return confirmed(f"{seen}, itself among them")
    if (as_number(at(page, "totalPages")) or 0) > 1:
        return unknown(f"{seen} on the first page, and there are more")
    return refuted(f"{seen}, itself not among them")


def _connections(look: Look) -> Verdict:
    service = known(look)
    asked = ("serviceContentIds", as_id(service.get("id")))
    found = total_v12(look, f"{V12}/connection/search", asked)
    v11 = len(as_list(service.get("serviceChannels")))
    return settled(found == v11, f"{found} in v12, {v11} in v11")


PTV12_MIRROR: Sequence[Assumption] = (
    Assumption(
        "ptv12.totals",
        "v12 has as many services as v11.",
        "ptv-v12 1",
        "clients/ptv_catalogue (either version gives the same)",
        "Ask DVV what is left out, and do not read the catalogue from v12 until then.",
        _totals,
    ),
    Assumption(
        "ptv12.same-id",
        "v11's id is v12's contentId.",
        "ptv-v12 7",
        "clients/ptv_catalogue/v12/searches.py, normalise/ptv_v12/record.py",
        "Keep the versions apart: records of v12 must not be linked with those of v11 by id.",
        _same_id,
    ),
    Assumption(
        "ptv12.inherited-classes",
        "v12 mixes a general description's classes into the service's own, as v11 does.",
        "ptv-v12 6.3",
        "normalise/ptv_v12/services.py (says that it is not known)",
        "Good news: v12 tells a service's own classes. Let the records of v12 say so.",
        _inherited,
    ),
    Assumption(
        "ptv12.lag",
        "What is saved in v11 reaches v12 within about an hour and a half.",
        "ptv-v12 1",
        "clients/ptv_catalogue/version.py (lag), reads by time",
        "Overlap reads by time by more than the lag that was seen.",
        _lag,
    ),
    Assumption(
        "ptv12.since-inclusive",
        "`publishedAtOrAfter` holds its own moment.",
        "ptv-v12 6.1",
        "clients/ptv_catalogue/v12 (reads by time)",
        "Overlap reads by time by a second.",
        _since_is_inclusive,
    ),
    Assumption(
        "ptv12.connections",
        "A service's connections are found by its id, as many as v11 shows.",
        "ptv-v12 5.3",
        "clients/ptv_catalogue/v12/connections.py",
        "Do not read connections from v12 until the difference is understood.",
        _connections,
    ),
)
