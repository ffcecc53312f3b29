"""Rules of contact data and addresses of sports sites: missing, unreadable, or of a person."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from hytedata.content.contacts import read_emails, read_phones, read_web
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.family import Checks
from hytedata.quality.rule import Check, Setting
from hytedata.quality.setting_values import number, texts
from hytedata.quality.sites import of_used_sites, type_of

checks = Checks()

_LABEL: Final = re.compile(
    r"\b(?:puh(?:elin)?|p|tel|tfn|gsm|matkapuh(?:elin)?|mob|phone)\b[.:]?", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_DISTANCE: Final = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:km|kilometri\w*|metri\w*)\b", re.IGNORECASE)
_PAGE: Final = re.compile(r"https?://(?!https?:)[^\s/,;]+\.[^\s/,;]+(?:/\S*)?", re.IGNORECASE)
_BOX: Final = re.compile(r"(?:PL|P\.?\s?L\.?|PB|P\.?\s?B\.?)\s*\d+\b", re.IGNORECASE)


@checks("LIPAS-CON-001")
@of_used_sites
def _no_contact_where_needed(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    if _is_silent(site) and _needs_contact(site, setting):
        yield Problem()


@checks("LIPAS-CON-002")
@of_used_sites
def _no_contact_elsewhere(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    kind = type_of(site)
    if _is_silent(site) and kind and not kind.ptv_excluded and not _needs_contact(site, setting):
        yield Problem()


def _unreadable(field: str, read: Callable[[str], Sequence[object]]) -> Check:
    """Make the check that what stands in *field*, if anything, can be read."""

    @of_used_sites
    def check(site: SportsSite, _: Setting) -> Iterator[Problem]:
        stated = getattr(site, field)
        if stated and not read(stated):
            yield Problem(field)

    return check


checks("LIPAS-CON-003")(_unreadable("phone", lambda text: read_phones(text).numbers))
checks("LIPAS-CON-005")(_unreadable("email", lambda text: read_emails(text).addresses))
checks("LIPAS-CON-007")(_unreadable("www", lambda text: read_web(text).urls))
checks("LIPAS-CON-009")(_unreadable("reservations_link", lambda text: read_web(text).urls))


@checks("LIPAS-CON-004")
@of_used_sites
def _more_than_a_phone(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if not site.phone:
        return
    read = read_phones(site.phone)
    if len(read.numbers) > 1 or (read.numbers and _WORD.search(_LABEL.sub("", site.phone))):
        yield Problem("phone", params={"numbers": len(read.numbers)})


@checks("LIPAS-CON-006")
@of_used_sites
def _email_of_a_person(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.email and read_emails(site.email).personal:
        yield Problem("email")


@checks("LIPAS-CON-008")
@of_used_sites
def _mistyped_page(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for field, stated in (("www", site.www), ("reservations_link", site.reservations_link)):
        urls = read_web(stated).urls if stated else ()
        if stated and urls and not _PAGE.fullmatch(stated.strip()):
            yield Problem(field, params={"url": urls[0]})


@checks("LIPAS-CON-010")
@of_used_sites
def _no_address(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if not site.address or not _WORD.search(site.address):
        yield Problem("address", site.address or "")


@checks("LIPAS-CON-011")
@of_used_sites
def _directions(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    address = site.address or ""
    if len(address) > number(setting, "longest") or _DISTANCE.search(address):
        yield Problem("address", address[:100])


@checks("LIPAS-CON-012")
@of_used_sites
def _no_postal_code(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.postal_code is None:
        yield Problem("postal_code")


@checks("LIPAS-CON-013")
@of_used_sites
def _post_office_box(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.address and _BOX.match(site.address.strip()):
        yield Problem("address", site.address[:100], {"address": site.address[:100]})


@checks("LIPAS-CON-014")
@of_used_sites
def _more_than_a_postal_code(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for remark in site.remarks:
        if remark.code == "text-around-postal-code":
            told = {"stated": remark.raw[:100], "code": site.postal_code or ""}
            yield Problem("postal_code", remark.raw[:100], told)


def _is_silent(site: SportsSite) -> bool:
    return not (site.phone or site.email or site.www or site.reservations_link)


def _needs_contact(site: SportsSite, setting: Setting) -> bool:
    kind = type_of(site)
    if kind is None:
        return False
    listed = texts(setting, "sub_categories")
    return str(kind.sub_category) in listed or str(kind.code) in texts(setting, "types")


RULES = checks.packaged("lipas_contacts.toml")
