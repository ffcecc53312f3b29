"""Rules of PTV on phones, e-mail, links and places (field notes 12.3)."""

from collections.abc import Iterator
from typing import Final

from hytedata.content.contact_values import c2_phone_language, c7_url, c8_email
from hytedata.content.person_rules import c6_email, c6_name, c6_name_after_role
from hytedata.content.phone_rules import c1_model_phone, c3_price, c5_model_phone
from hytedata.content.place_rules import c9_location, c11_apart
from hytedata.models.common import first_text
from hytedata.models.finding import Problem
from hytedata.models.ptv import EChannel, PhoneChannel, PrintableForm, ServiceLocation, WebPage
from hytedata.quality.family import Checks
from hytedata.quality.ptv.contacts import emails, phone_lists, phones, urls, visited
from hytedata.quality.ptv.problems import shortened
from hytedata.quality.ptv.texts import contact_words, free_texts
from hytedata.quality.ptv.versions import text_versions
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.setting_values import whole_number

checks = Checks()

_NOT_IN_FINLAND: Final = frozenset({"swapped-coordinates", "degrees", "outside-finland"})
_ASSESSED: Final = frozenset({"FullyCompliant", "PartiallyCompliant", "NonCompliant"})
_CALLED: Final = "phoneNumbers"
_FAX: Final = '"type": "Fax"'


@checks("PTV-CON-001")
def phones_have_their_form(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C1."""
    for path, _, phone in phones(subject.record):
        if any(c1_model_phone(phone)):
            params = {"number": phone.number, "prefix": phone.dial_code or "–"}
            yield Problem(path, shortened(phone.number), params)


@checks("PTV-CON-051")
def phones_have_a_number(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C1, a row without a number; an empty row for a fax keeps nobody from calling."""
    for remark in subject.record.remarks:
        if remark.code == "no-number" and _CALLED in remark.field and _FAX not in remark.raw:
            yield Problem(remark.field)


@checks("PTV-CON-002")
def phones_have_a_language(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C2."""
    for path, language, _ in phones(subject.record):
        if any(c2_phone_language(language)):
            yield Problem(path, params={"language": language})


@checks("PTV-CON-003")
def calls_have_a_price(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C3."""
    limit = whole_number(setting, "limit")
    for path, _, phone in phones(subject.record):
        if any(c3_price(phone, limit)):
            yield Problem(path, params={"charge": phone.charge or "–"})


@checks("PTV-CON-004")
def phones_are_explained(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C4."""
    for path, listed in phone_lists(subject.record):
        if len(listed) > 1 and not all((phone.info or "").strip() for phone in listed):
            yield Problem(path, params={"count": len(listed)})


@checks("PTV-CON-005")
def phones_are_long_enough(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C5."""
    for path, _, phone in phones(subject.record):
        if any(c5_model_phone(phone)):
            told = shortened(phone.number)
            yield Problem(path, told, {"number": told, "length": len(phone.number)})


@checks("PTV-CON-006")
def names_no_persons(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C6; the name itself is not told."""
    record = subject.record
    for path, email in emails(record):
        if any(c6_email(email.address)):
            yield Problem(f"{path}.address", params={"kind": "e-mail"})
    for one in contact_words(record):
        if any(c6_name(one.text)):
            yield Problem(one.field, params={"kind": "info"})
    for one in free_texts(record):
        if any(c6_name_after_role(one.text)):
            yield Problem(one.field, params={"kind": "text"})


@checks("PTV-CON-007")
def links_can_be_followed(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C7."""
    for path, url in urls(subject.record):
        if any(c7_url(url)):
            found = "" if "@" in url else shortened(url)
            yield Problem(path, found, {"found": found or "–"})


@checks("PTV-CON-008")
def emails_can_be_sent(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C8; what stands there may be a person, so it is not told."""
    for path, email in emails(subject.record):
        if any(c8_email(email.address)):
            yield Problem(f"{path}.address")


@checks("PTV-CON-009")
def places_have_an_address(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C9."""
    record = subject.record
    if not isinstance(record, ServiceLocation):
        return
    told = {
        f"location.street[{index}]": f"{first_text(one.street)} {one.detail or ''}".strip()
        for index, one in enumerate(record.location.street)
    }
    for one in c9_location(record.location):
        field = f"location.{one.field}".rstrip(".")
        address = shortened(told.get(field.rpartition(".")[0], ""))
        yield Problem(field, address, {"address": address or "–"})


@checks("PTV-CON-010")
def places_are_shown(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C10."""
    record = subject.record
    if isinstance(record, ServiceLocation) and record.location.other and not record.location.street:
        yield Problem("location.other", position=record.position)


@checks("PTV-CON-011")
def a_place_is_one_place(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C11; a mobile service may have several."""
    record = subject.record
    if not isinstance(record, ServiceLocation):
        return
    if len(record.location.street) + len(record.location.other) == 1:
        return
    positions = [one.position for _, one in visited(record) if one.position is not None]
    apart = c11_apart(positions, whole_number(setting, "metres"))
    if apart is not None:
        params = {"count": len(positions), "km": round(apart / 1000, 1)}
        yield Problem("location", params=params)


@checks("PTV-CON-012")
def places_are_in_finland(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C12, the bounds: positions outside them did not become positions, and left a remark."""
    for remark in subject.record.remarks:
        if remark.code in _NOT_IN_FINLAND:
            found = shortened(remark.raw)
            yield Problem(remark.field, found, {"found": found, "reason": remark.code})


@checks("PTV-CON-062")
def places_are_where_they_say(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C12, the municipality: addresses name one, and evidence or another address another."""
    record = subject.record
    if not isinstance(record, ServiceLocation):
        return
    stated = [one.municipality for one in record.location.street if one.municipality]
    others = [
        code for code in (*stated[1:], subject.municipality) if code not in {None, *stated[:1]}
    ]
    if stated and others:
        params = {"stated": stated[0], "found": others[0]}
        yield Problem("location.street", params=params, position=record.position)


@checks("PTV-CON-013")
def pages_have_an_address(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C13, the address."""
    record = subject.record
    if isinstance(record, (EChannel, WebPage)):
        for language, texts in text_versions(record):
            if texts.web_address is None or not (texts.web_address.url or "").strip():
                yield Problem(f"web_address.{language}", params={"language": language})


@checks("PTV-CON-063")
def accessibility_is_assessed(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C13, a level without a statement; only version 11 tells of statements."""
    record = subject.record
    if not isinstance(record, (EChannel, WebPage)) or record.published_at is not None:
        return
    if "accessibilityClassification" in record.extras:
        return
    for language, texts in record.language_versions.items():
        if texts.accessibility in _ASSESSED:
            params = {"language": language, "level": texts.accessibility}
            yield Problem(f"accessibility.{language}", texts.accessibility, params)


@checks("PTV-CON-014")
def channels_have_what_they_are(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C14: a form may have its files in one language for all."""
    record = subject.record
    if isinstance(record, PhoneChannel):
        for language, texts in text_versions(record):
            if not texts.phones:
                yield Problem(f"phones.{language}", params={"language": language, "part": "phone"})
    elif isinstance(record, PrintableForm):
        versions = record.language_versions
        if not any(texts.files for texts in versions.values()):
            params = {"language": ", ".join(versions) or "–", "part": "file"}
            yield Problem("files", params=params)


@checks("PTV-CON-015")
def signatures_are_counted(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """C15: without a count normalising leaves none, and a remark."""
    record = subject.record
    if any(remark.code == "no-signature-quantity" for remark in record.remarks):
        yield Problem("signatures")


RULES = checks.packaged("ptv_contacts.toml")
