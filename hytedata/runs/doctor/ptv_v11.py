"""What we assume of PTV v11's lists: pages, filters, areas, and which paths are there."""

from collections.abc import Callable, Sequence

from hytedata import codes
from hytedata.connectors.ptv.v11.arguments import AT_MOST
from hytedata.models.common import Json
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
    Unsettled,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_sample import (
    CHANNELS,
    ENTITIES_PER_PAGE,
    FAR_PAGE,
    IDS_PER_PAGE,
    NO_COUNTIES,
    NO_SUCH,
    OPERATIONS_2026,
    ORGANISATIONS,
    RECENT_DAYS,
    SERVICES,
    SPELLINGS,
    V11,
    channel_page,
    channels,
    ids_of,
    location_ids,
    locations,
    organisation,
    recent_ids,
    recently,
    root,
    service_ids,
    service_page,
    services,
    spread,
)
from hytedata.runs.doctor.reach import moment_of, reach


def _id_page_size(look: Look) -> Verdict:
    size = as_number(at(service_page(look), "pageSize"))
    return settled(size == IDS_PER_PAGE, f"pageSize {size}")


def _entity_page_size(look: Look) -> Verdict:
    size = as_number(at(channel_page(look), "pageSize"))
    return settled(size == ENTITIES_PER_PAGE, f"pageSize {size}")


def _past_the_end(look: Look) -> Verdict:
    answer = look.get("ptv", SERVICES, ("page", FAR_PAGE))
    body = as_object(answer.body)
    if answer.status != 200 or "itemList" not in body:
        return refuted(f"{answer.status} with {answer.form}")
    items = body["itemList"]
    kind = "null" if items is None else f"a list of {len(as_list(items))}"
    return settled(items is None, f"itemList is {kind}")


def _missing_ids(look: Look) -> Verdict:
    ids, found = spread(location_ids(look)), locations(look)
    known = {as_text(one.get("id")) for one in found}
    seen = f"{len(found)} of {len(ids)} known ids and one that nothing has"
    return settled(bool(found) and known <= set(ids), seen)


def _no_ids_found(look: Look) -> Verdict:
    answer = look.get("ptv", f"{SERVICES}/list", ("guids", NO_SUCH))
    own = answer.is_json or not answer.content.strip()
    return settled(answer.status == 404 and own, f"{answer.status} with {answer.form}")


def _too_many_ids(look: Look) -> Verdict:
    ids = location_ids(look)
    if len(ids) <= AT_MOST:
        return unknown(f"only {counted(len(ids), 'service location')} to ask for")
    answer = look.get("ptv", f"{CHANNELS}/list", ("guids", ",".join(ids[: AT_MOST + 1])))
    told = "guids" in as_object(answer.body)
    seen = f"{AT_MOST + 1} ids: {answer.status} with {answer.form}"
    return settled(answer.status == 400 and told, seen)


def _date_filter(look: Look) -> Verdict:
    found = recent_ids(look)
    if not found:
        return unknown(f"no service changed in {RECENT_DAYS} days")
    page, all_pages = look.body("ptv", SERVICES, ("date", recently(look))), service_ids(look)
    pages = as_number(at(page, "pageCount")) or 0
    before = as_number(at(service_page(look), "pageCount")) or 0
    seen = f"{len(found)} on the first of {pages} pages, {len(all_pages)} of {before} without"
    return settled((pages, len(found)) < (before, len(all_pages)), seen)


def _date_connections(look: Look) -> Verdict:
    if not recent_ids(look):
        return unknown(f"no service changed in {RECENT_DAYS} days")
    since = moment_of(recently(look))
    found = services(look)
    older = [one for one in found if moment_of(as_text(one.get("modified"))) <= since]
    seen = f"{len(older)} of {counted(len(found), 'service')} found were themselves saved earlier"
    return confirmed(seen) if older else unknown(f"{seen}: look again after a connection changed")


def _visible_filter(look: Look) -> Verdict:
    page = channel_page(look)
    if (as_number(at(page, "pageCount")) or 0) > 1:
        return unknown("the organisation has more channels than a page; name a smaller one")
    everyone = {as_text(one.get("id")) for one in channels(look)}
    if not everyone:
        return unknown("the organisation has published no channel")
    query = (("organizationId", organisation(look)), ("isVisibleForAll", "true"))
    shown = set(ids_of(look.body("ptv", CHANNELS, *query)))
    seen = f"{len(shown)} of {counted(len(everyone), 'channel')}"
    if not shown <= everyone:
        return refuted(f"{seen}, and others")
    return confirmed(seen) if 0 < len(shown) < len(everyone) else unknown(f"{seen}: not telling")


def _visible_hidden(look: Look) -> Verdict:
    found = channels(look) or locations(look)
    told = [one for one in found if "isVisibleForAll" in one]
    return settled(not told, f"in {len(told)} of {counted(len(found), 'channel')}")


def _archived_take(look: Look) -> Verdict:
    query = (("ArchivingType", "Manual"), ("OrganizationId", organisation(look)))
    path = f"{CHANNELS}/archived/list"
    without = as_list(look.body("ptv", path, *query))
    if without:
        return refuted(f"without Take there are {len(without)}")
    asked = as_list(look.body("ptv", path, *query, ("Take", "5")))
    if asked:
        return confirmed(f"none without Take, {len(asked)} with Take=5")
    return unknown("the organisation has archived nothing")


def _in_area(look: Look, spelling: str) -> Answer:
    return look.get("ptv", f"{ORGANISATIONS}/area/{spelling}/code/{_county(look)}")


def _county(look: Look) -> str:
    """The municipality's county; Helsinki and Åland have none, and any other does."""
    code = codes.municipality(look.subject.municipality).county.code
    return code if code not in NO_COUNTIES else codes.counties()[0].code


def _area_spelling(look: Look) -> Verdict:
    answer = _in_area(look, SPELLINGS[0])
    return settled(answer.status == 200, f"{SPELLINGS[0]}: {answer.status} with {answer.form}")


def _other_spelling(look: Look) -> Verdict:
    answer = _in_area(look, SPELLINGS[1])
    seen = f"{SPELLINGS[1]}: {answer.status} with {answer.form}"
    return settled(answer.status == 400, seen)


def _area_codes(look: Look, kind: str) -> Answer:
    return look.get("ptv", f"{V11}/CodeList/GetAreaCodes/type/{kind}")


def _county_codes(look: Look) -> Verdict:
    answer = _area_codes(look, SPELLINGS[0])
    stated = {as_text(one.get("code")) for one in objects(answer.body)}
    ours = {county.code for county in codes.counties()} - NO_COUNTIES
    seen = (
        f"{answer.status}; {len(stated)} codes, {len(stated & ours)} of them among our {len(ours)}"
    )
    return settled(answer.status == 200 and ours <= stated, seen)


def _old_areas(look: Look) -> Verdict:
    answer = _area_codes(look, "BusinessRegions")
    found = len(as_list(answer.body))
    return settled(answer.status != 200 or not found, f"BusinessRegions: {answer.status}, {found}")


def _removed(path: str, gone: Sequence[int]) -> Callable[[Look], Verdict]:
    def check(look: Look) -> Verdict:
        answer = look.get("ptv", f"{V11}/{path}")
        return settled(answer.status in gone, f"without a token: {answer.status}")

    return check


def _swagger(look: Look) -> Json:
    return look.body("ptv", root(look, "/swagger/v11/swagger.json"))


def _operations(look: Look) -> Verdict:
    paths = as_object(at(_swagger(look), "paths"))
    if not paths:
        raise Unsettled("the document names no paths")
    found = sum(
        verb in ("get", "post", "put", "delete", "patch")
        for path in paths.values()
        for verb in as_object(path)
    )
    return settled(found == OPERATIONS_2026, counted(found, "operation"))


def _voucher_flag(look: Look) -> Verdict:
    schemas = as_object(at(_swagger(look), "components", "schemas"))
    if not schemas:
        raise Unsettled("the document names no schemas")
    having = [
        name
        for name in schemas
        if "deleteAllServiceVouchers" in as_object(at(schemas[name], "properties"))
    ]
    return settled(bool(having), f"in {counted(len(having), 'model')}")


def _version(look: Look) -> Verdict:
    version = as_text(at(_swagger(look), "info", "version"))
    return settled(version == "v11", f"version {word(version) if version else 'not stated'}")


_PAGES, _LISTING = "connectors/ptv/v11/pages.py", "connectors/ptv/v11/listing.py"
_IDS, _CALLS = "connectors/ptv/v11/id_pages.py", "connectors/ptv/v11/calls.py"
_ARGUMENTS = "connectors/ptv/v11/arguments.py"

PTV_LISTS: Sequence[Assumption] = (
    *reach("ptv", "PTV v11", SERVICES),
    Assumption(
        "ptv.id-page-size",
        "Pages of ids hold 1 000.",
        "ptv-api 3.2, 11",
        f"{_PAGES} (pageCount decides)",
        "Nothing breaks, as pageCount is followed; correct the reference.",
        _id_page_size,
    ),
    Assumption(
        "ptv.entity-page-size",
        "Pages of whole entities hold 100.",
        "ptv-api 3.2, 11",
        f"{_PAGES} (pageCount decides)",
        "Nothing breaks, as pageCount is followed; correct the reference.",
        _entity_page_size,
    ),
    Assumption(
        "ptv.past-the-end",
        "Past the last page `itemList` is null.",
        "ptv-api 3.2",
        f"{_PAGES}, connectors/ptv/v11/wire/reading.py",
        "An empty list is understood already. An error would end walks: look at pages.py.",
        _past_the_end,
    ),
    Assumption(
        "ptv.missing-ids",
        "`list?guids=` leaves out unknown ids without a word.",
        "ptv-api 3.3",
        f"{_CALLS} (by_ids)",
        "Read by single ids until by_ids knows what is said of unknown ones.",
        _missing_ids,
    ),
    Assumption(
        "ptv.no-ids-found",
        "`list?guids=` of nothing but unknown ids is answered with 404, in PTV's own form.",
        "ptv-api 3.3; ptv-v11-field-notes 2",
        f"{_CALLS} (or_empty)",
        "An empty list is understood already. Anything else must be added to or_empty.",
        _no_ids_found,
    ),
    Assumption(
        "ptv.too-many-ids",
        "`ServiceChannel/list` refuses 101 ids with 400 under the key `guids`.",
        "ptv-api 3.3",
        f"{_ARGUMENTS} (AT_MOST)",
        "Nothing breaks, as we never send more than 100; a higher limit would save reads.",
        _too_many_ids,
    ),
    Assumption(
        "ptv.date-filter",
        "`date` narrows the pages of ids to what changed after it.",
        "ptv-api 3.4",
        f"{_IDS}, connectors/ptv/v11/times.py",
        "Reads by time are not to be trusted: read everything.",
        _date_filter,
    ),
    Assumption(
        "ptv.date-connections",
        "The date filter also finds services of which only a connection changed.",
        "ptv-api 3.4, 11",
        "clients/ptv_catalogue/v11/services.py; weekly full reads",
        "Keep the weekly full read: changed connections are found by it alone.",
        _date_connections,
    ),
    Assumption(
        "ptv.visible-filter",
        "`isVisibleForAll=true` lists only the channels that are open to everyone.",
        "ptv-api 3.4, 10 (trap 7)",
        "clients/ptv_visibility.py",
        "Do not write channels until this is mended: a PUT would close or open them by mistake.",
        _visible_filter,
    ),
    Assumption(
        "ptv.visible-hidden",
        "A channel's document does not tell whether it is open to everyone.",
        "ptv-api 10 (trap 7)",
        "clients/ptv_visibility.py",
        "Read it from the document and drop the list.",
        _visible_hidden,
    ),
    Assumption(
        "ptv.archived-take",
        "`archived/list` gives nothing where `Take` is not sent.",
        "ptv-api 3.4",
        "connectors/ptv/v11/archived_lists.py",
        "Nothing breaks, as it is always sent; correct the reference.",
        _archived_take,
    ),
    Assumption(
        "ptv.area-spelling",
        "Paths take `WellbeingServiceCounties`.",
        "ptv-api 3.4, 11",
        f"{_ARGUMENTS} (AreaRef)",
        "The other spelling is tried by itself; put it first in _SPELLINGS if it is the one.",
        _area_spelling,
    ),
    Assumption(
        "ptv.area-other-spelling",
        "Paths refuse `WellbeingServicesCounties` with 400.",
        "ptv-api 3.4, 11",
        f"{_ARGUMENTS} (AreaRef.other_spelling)",
        "If both are taken, nothing breaks. If it is refused otherwise, teach other_spelling.",
        _other_spelling,
    ),
    Assumption(
        "ptv.county-codes",
        "PTV's codes of wellbeing services counties are those of Statistics Finland.",
        "ptv-api 9.2, 11",
        "codes/municipality_codes.py, connectors/ptv/v11/code_lists.py",
        "Translate the codes before they are sent.",
        _county_codes,
    ),
    Assumption(
        "ptv.old-areas",
        "Business sub-regions are no longer listed by that name.",
        "ptv-api 11",
        "connectors/ptv/v11/arguments.py (AreaKind)",
        "Nothing breaks: the kind is still there and could be offered.",
        _old_areas,
    ),
    Assumption(
        "ptv.no-expiring",
        "`Common/ExpiringServiceChannels` is gone.",
        "ptv-api 11",
        "connectors/ptv/v11/tasks.py",
        "Nothing breaks: the list is still there and could be offered.",
        _removed("Common/ExpiringServiceChannels", (404,)),
    ),
    Assumption(
        "ptv.no-saha",
        "`Organization/saha` is gone: its name is read as an id.",
        "ptv-api 11",
        "nothing",
        "Nothing breaks.",
        _removed("Organization/saha", (400, 404)),
    ),
    Assumption(
        "ptv.operations",
        "The description of the API has the 88 operations of 2026.",
        "ptv-api 4, 11",
        "connectors/ptv/v11",
        "Compare the description with ours: something was added or removed.",
        _operations,
    ),
    Assumption(
        "ptv.voucher-flag",
        "The description still has `deleteAllServiceVouchers`.",
        "ptv-api 11",
        "connectors/ptv/v11/bodies/service.py",
        "Take the flag out of what is sent.",
        _voucher_flag,
    ),
    Assumption(
        "ptv.version",
        "The description states version v11.",
        "ptv-api 1.1",
        "connectors/ptv/v11",
        "Look at DVV's news: the version at this address has changed.",
        _version,
    ),
)
