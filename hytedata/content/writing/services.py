"""Rules of services (ptv-api 6.5)."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from hytedata.codes import PtvClass, find_life_event, find_service_class, find_target_group
from hytedata.content import limits
from hytedata.content.objections import Objection
from hytedata.content.service_values import (
    f11_service_classes,
    f12_ontology_terms,
    f13_target_groups,
    f14_groups,
)
from hytedata.content.writing.areas import check_area, check_organisations, check_producers, ids
from hytedata.content.writing.contacts import LAW_NAME, VOUCHER_INFO, link
from hytedata.content.writing.faults import Fault, told
from hytedata.content.writing.texts import (
    KEYWORD,
    SERVICE_REQUIRED,
    SERVICE_TEXTS,
    check_languages,
    check_texts,
    length,
)
from hytedata.content.writing.view import View
from hytedata.models.ptv.contact import WebLink
from hytedata.models.ptv.service import Voucher
from hytedata.models.ptv_write.base import is_empty

TYPES: Final = ("Service", "PermitOrOtherObligation", "ProfessionalQualification")
CHARGES: Final = ("Free", "Charged")
FUNDINGS: Final = ("PubliclyFunded", "MarketFunded")
REQUIRED: Final = ("organisation_id", "funding", "area", "producers", "service_languages")
NOT_EMPTIED: Final = (
    *REQUIRED,
    "type",
    "other_organisation_ids",
    "service_classes",
    "ontology_terms",
    "target_groups",
)
_WORDS: Final = {"type": TYPES, "funding": FUNDINGS}
_INDUSTRY: Final = re.compile(
    r"http://(?:www\.stat\.fi/meta/luokitukset/toimiala/001-2008/[0-9]{1,5}"
    r"|uri\.suomi\.fi/codelist/jhs/toimiala_1_20080101/code/[A-Z0-9]{1,5})"
)
_KOKO: Final = re.compile(r"http://www\.yso\.fi/onto/koko/p[0-9]{1,5}")
_CLASSES: Final[dict[str, Callable[[Sequence[str]], Iterator[Objection]]]] = {
    "service_classes": f11_service_classes,
    "ontology_terms": f12_ontology_terms,
    "target_groups": f13_target_groups,
}
_KNOWN: Final[dict[str, Callable[[str], PtvClass | None]]] = {
    "service_classes": find_service_class,
    "target_groups": find_target_group,
    "life_events": find_life_event,
}


def check_service(view: View) -> Iterator[Fault]:
    """Return every fault of a service but those that all writes share."""
    described = view.word("general_description_id") is not None
    softened = frozenset({"description"}) if described else frozenset[str]()
    yield from check_texts(view, SERVICE_TEXTS)
    yield from check_languages(view, SERVICE_REQUIRED, softened=softened)
    yield from _required(view, described=described)
    yield from _words(view)
    yield from ids(view, "general_description_id")
    yield from ids(view, "channel_ids")
    yield from check_area(view)
    yield from check_organisations(view)
    yield from check_producers(view)
    yield from _classification(view, described=described)
    yield from _groups(view, described=described)
    yield from _listed(view)


def _required(view: View, *, described: bool) -> Iterator[Fault]:
    for field in REQUIRED if view.creating else ():
        if is_empty(view.value(field)):
            yield Fault(field, "R1", "is required")
    detached = view.clears("general_description_id")
    if (view.creating or detached) and not described and view.word("type") is None:
        detail = "without a general description a service says its type"
        yield Fault("type", "R1", detail)


def _words(view: View) -> Iterator[Fault]:
    for field, allowed in _WORDS.items():
        value = view.word(field)
        if view.sets(field) and value is not None and value not in allowed:
            yield Fault(field, "V1", f"{value!r} is none of {', '.join(allowed)}")
    charge = view.word("charge")
    if view.sets("charge") and charge is not None and charge not in CHARGES:
        yield Fault("charge", "charge", f"{charge!r} is none of {', '.join(CHARGES)}")


def _classification(view: View, *, described: bool) -> Iterator[Fault]:
    """The three lists that PTV wants on each publishing write (ptv-api 6.5 rules 2 and 3)."""
    needed = not described and view.value("status") != "Draft"
    for field, rule in _CLASSES.items():
        entries = view.words(field)
        if entries is None or not (view.sets(field) or view.whole):
            continue
        if not entries:
            if needed and not view.clears(field):
                rule_id = {"service_classes": "F11", "ontology_terms": "F12"}.get(field, "F13")
                yield Fault(field, rule_id, "none is given, and no general description has any")
            continue
        if view.sets(field):
            yield from told(field, _softened(rule(entries), described=described))
            yield from _unknown(field, entries)


def _softened(objections: Iterator[Objection], *, described: bool) -> Iterator[Objection]:
    # A general description may bring the subclass or the sub-group that is missing here.
    for one in objections:
        missing = "only main classes" in one.detail or "KR2 needs" in one.detail
        yield Objection(one.rule, "warn", one.detail) if described and missing else one


def _unknown(field: str, entries: Sequence[str]) -> Iterator[Fault]:
    """What is no entry of its list: PTV refuses it, and answers a text that is no URI with 500."""
    find = _KNOWN.get(field)
    for entry in entries:
        if find is None:
            continue
        found = find(entry)
        if found is None or found.retired or found.uri is None:
            yield Fault(field, "uri", f"{entry!r} is not in PTV's list")


def _groups(view: View, *, described: bool) -> Iterator[Fault]:
    """Life events are for citizens, industrial classes for businesses (ptv-api 6.5 rule 4)."""
    groups = view.words("target_groups")
    # Those of a general description count too, but not for a new service; as read, a service has
    # them among its own. Whether they alone suffice is PTV's to say.
    inherited = getattr(view.current, "target_groups", ()) if described else ()
    known = (*(groups or ()), *inherited)
    for field in ("life_events", "industrial_classes"):
        entries = view.words(field) or ()
        if not view.sets(field) or not entries:
            continue
        if len(set(entries)) < len(entries):
            yield Fault(field, "duplicate", "an entry is given twice")
        decided = groups is not None and not (described and view.sets("general_description_id"))
        if decided or view.creating:
            yield from told(field, f14_groups(field, entries, known))
    yield from _unknown("life_events", _given(view, "life_events"))
    for entry in _given(view, "industrial_classes"):
        if not _INDUSTRY.fullmatch(entry):
            yield Fault("industrial_classes", "uri", f"{entry!r} is no URI of a TOL class")
    hosts = {entry.split("/")[2] for entry in _given(view, "industrial_classes") if "//" in entry}
    if len(hosts) > 1:
        yield Fault("industrial_classes", "uri", "URIs of several hosts in one list")


def _given(view: View, field: str) -> tuple[str, ...]:
    return (view.words(field) or ()) if view.sets(field) else ()


def _listed(view: View) -> Iterator[Fault]:
    """Keywords, laws and vouchers of each language version."""
    for language, path, laws in view.given("legislation"):
        for number, law in enumerate(laws if isinstance(laws, tuple) else ()):
            at = f"{path}[{number}]"
            if not isinstance(law, WebLink) or is_empty(law.url):
                yield Fault(at, "law-link", "has no address")
                continue
            yield from link(at, law, LAW_NAME, language)
    for _, path, keywords in view.given("keywords"):
        for number, keyword in enumerate(keywords if isinstance(keywords, tuple) else ()):
            if is_empty(keyword):
                yield Fault(f"{path}[{number}]", "blank", "is blank")
            yield from length(f"{path}[{number}]", keyword, KEYWORD, "L1") if keyword else ()
    for language, path, voucher in view.given("voucher"):
        if isinstance(voucher, Voucher):
            yield from _voucher(path, voucher, language)


def _voucher(path: str, voucher: Voucher, language: str) -> Iterator[Fault]:
    for number, one in enumerate(voucher.links):
        at = f"{path}.links[{number}]"
        yield from link(at, one, limits.LINK_TEXT, language, info=VOUCHER_INFO)
    if voucher.info is not None:
        detail = "words are kept beside a link only; put them into the link's info"
        yield Fault(f"{path}.info", "voucher-link", detail)
    if voucher.links and not voucher.in_use:
        yield Fault(
            f"{path}.in_use", "voucher-link", "links of vouchers that are not in use", "warn"
        )
