"""Rules of PTV on the fields of services, channels and organisations (field notes 12.2).

Classes, terms and groups of a general description come mixed with the service's own through v11
(hyte.md 10, trap 5): a service with one is not blamed for its lists.
"""

from collections.abc import Iterator
from typing import Any, Final

from hytedata.codes import find_service_class, find_target_group
from hytedata.content.law_rules import f17_law_link, f17_law_words
from hytedata.content.lengths import check_length
from hytedata.content.limits import Limit
from hytedata.content.names import f6_summary
from hytedata.content.service_values import (
    f11_service_classes,
    f12_ontology_terms,
    f13_target_groups,
    f14_groups,
)
from hytedata.models.finding import Problem
from hytedata.models.ptv import Channel, Organisation, PhoneChannel, Service, ServiceLocation
from hytedata.quality.family import Checks
from hytedata.quality.ptv.classes import named
from hytedata.quality.ptv.problems import found_in, shortened
from hytedata.quality.ptv.texts import prose
from hytedata.quality.ptv.versions import text_versions
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.setting_values import texts as listed
from hytedata.quality.setting_values import whole_number

checks = Checks()

_OPTIONAL: Final = ("user_instruction", "conditions", "charge_info")


@checks("PTV-FLD-001")
def has_a_name(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F1; version 12 allows channels longer names, and what came through it was published there."""
    record = subject.record
    longer = isinstance(record, Channel) and record.published_at is not None
    limit = Limit(whole_number(setting, "channel_limit_v12" if longer else "limit"))
    if not text_versions(record):
        yield Problem("name", params={"length": 0, "limit": limit.refuse})
    yield from _length_of(record, "name", limit, "F1", required=True)


@checks("PTV-FLD-004")
def has_a_summary(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F4, of organisations too: the drafts of version 12 ask for a summary of all three."""
    return _missing(subject.record, "summary")


@checks("PTV-FLD-005")
def summary_has_its_length(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F5."""
    return _length_of(subject.record, "summary", _limit(setting), "F5")


@checks("PTV-FLD-006")
def summary_is_not_the_name(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F6."""
    for language, texts in text_versions(subject.record):
        if any(f6_summary(texts.name or "", texts.summary or "")):
            yield Problem(f"summary.{language}", shortened(texts.summary))


@checks("PTV-FLD-008")
def has_a_description(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F8; a general description brings its own."""
    record = subject.record
    limit = _limit(setting)
    if isinstance(record, Organisation):
        limit = Limit(whole_number(setting, "organisation_limit"), least=limit.least)
    return _length_of(record, "description", limit, "F8", required=not _is_described(record))


@checks("PTV-FLD-009")
def instructions_have_their_length(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F9, what can be counted."""
    for stem in ("user_instruction", "conditions"):
        yield from _length_of(subject.record, stem, _limit(setting), "F9")


@checks("PTV-FLD-059")
def has_instructions(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """Required since March 2026; whether with a general description too is not known."""
    if not _is_described(subject.record):
        yield from _missing(subject.record, "user_instruction")


@checks("PTV-FLD-010")
def charges_have_their_length(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F10."""
    stems = ["charge_info"]
    if not isinstance(subject.record, Service):
        stems.append("description")
    for stem in stems:
        yield from _length_of(subject.record, stem, _limit(setting), "F10")


@checks("PTV-FLD-011")
def has_service_classes(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F11, what blocks."""
    classes = subject.record.service_classes
    blocked = any(one.severity == "block" for one in f11_service_classes(classes))
    if blocked and not _is_described(subject.record):
        codes = ", ".join(classes) or "–"
        yield Problem("service_classes", codes, named("classes", classes, find_service_class))


@checks("PTV-FLD-061")
def service_classes_are_of_today(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F11, classes that the list of today does not have."""
    found = {code: find_service_class(code) for code in subject.record.service_classes}
    old = [code for code, known in found.items() if known is None or known.retired]
    if old and not _is_described(subject.record):
        codes = ", ".join(old)
        yield Problem("service_classes", codes, named("classes", old, find_service_class))


@checks("PTV-FLD-012")
def has_ontology_terms(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F12."""
    terms = subject.record.ontology_terms
    if any(f12_ontology_terms(terms)) and not _is_described(subject.record):
        usable = sum(not any(f12_ontology_terms((term,))) for term in terms)
        yield Problem("ontology_terms", params={"count": len(terms), "usable": usable})


@checks("PTV-FLD-013")
def has_target_groups(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F13, what blocks."""
    groups = subject.record.target_groups
    blocked = any(one.severity == "block" for one in f13_target_groups(groups))
    if blocked and not _is_described(subject.record):
        yield _groups("target_groups", groups)


@checks("PTV-FLD-063")
def chooses_target_groups(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F13, nearly all groups of citizens."""
    groups = subject.record.target_groups
    many = any("sub-groups of citizens" in one.detail for one in f13_target_groups(groups))
    if many and not _is_described(subject.record):
        count = sum(group.startswith("KR1.") for group in groups)
        yield Problem("target_groups", params={"count": count})


@checks("PTV-FLD-014")
def groups_fit(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F14."""
    record = subject.record
    for field in ("life_events", "industrial_classes"):
        missing = any(f14_groups(field, getattr(record, field), record.target_groups))
        if missing and not _is_described(record):
            yield _groups(field, record.target_groups)


@checks("PTV-FLD-015")
def tells_languages_of_service(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F15, of what people serve in; e-services and forms have none in PTV's own records."""
    record = subject.record
    served = isinstance(record, (Service, ServiceLocation, PhoneChannel))
    if served and not record.service_languages:
        yield Problem("service_languages")


@checks("PTV-FLD-017")
def laws_link_to_finlex(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F17, where laws link to."""
    hosts = listed(setting, "hosts")
    for language, texts in subject.record.language_versions.items():
        for index, law in enumerate(texts.legislation):
            if law.url and any(f17_law_link(law.url, hosts)):
                found = shortened(law.url)
                yield Problem(f"legislation.{language}[{index}].url", found, {"found": found})


@checks("PTV-FLD-067")
def names_no_laws(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F17, laws in texts."""
    return found_in(prose(subject.record), lambda one: f17_law_words(one.text))


@checks("PTV-FLD-018")
def language_versions_match(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F18, of texts that may be left out: F1, F4 and F8 speak for the others."""
    record = subject.record
    versions = text_versions(record)
    # Without a general description PTV-FLD-059 asks for instructions in every language.
    stems = _OPTIONAL if _is_described(record) else _OPTIONAL[1:]
    for stem in stems:
        having = [language for language, texts in versions if texts.__dict__.get(stem)]
        for language, _ in versions if having else ():
            if language not in having:
                params = {"language": language, "other_language": having[0]}
                yield Problem(f"{stem}.{language}", params=params)


@checks("PTV-FLD-020")
def terms_before_keywords(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """F20."""
    record = subject.record
    keywords = {one for texts in record.language_versions.values() for one in texts.keywords}
    if keywords and not record.ontology_terms:
        yield Problem("ontology_terms", params={"count": len(keywords)})


def _is_described(record: Any) -> bool:
    """Whether a general description brings classes, terms, groups and a description."""
    return isinstance(record, Service) and record.general_description_id is not None


def _limit(setting: Setting) -> Limit:
    return Limit(whole_number(setting, "limit"), least=whole_number(setting, "least"))


def _missing(record: Any, stem: str) -> Iterator[Problem]:
    for language, texts in text_versions(record):
        if not (getattr(texts, stem) or "").strip():
            yield Problem(f"{stem}.{language}", params={"language": language})


def _length_of(
    record: Any, stem: str, limit: Limit, rule: str, *, required: bool = False
) -> Iterator[Problem]:
    for language, texts in text_versions(record):
        text = (getattr(texts, stem) or "").strip()
        if (text or required) and any(check_length(text, limit, rule)):
            params = {"language": language, "length": len(text), "least": limit.least,
                      "limit": limit.refuse}  # fmt: skip
            yield Problem(f"{stem}.{language}", params=params)


def _groups(field: str, groups: tuple[str, ...]) -> Problem:
    return Problem(field, params=named("groups", groups, find_target_group))


RULES = checks.packaged("ptv_fields.toml")
