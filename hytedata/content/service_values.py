"""F11-F13: classes, terms and target groups of a service (field notes 12.2, ptv-api 6.5)."""

import re
from collections.abc import Iterator, Sequence

from hytedata.codes import find_service_class, find_target_group
from hytedata.content import limits
from hytedata.content.objections import Objection

_KOKO = re.compile(r"http://www\.yso\.fi/onto/koko/p[0-9]{1,5}")
_TOP_GROUPS = {"life_events": "KR1", "industrial_classes": "KR2"}
_CODE = re.compile(r"[A-Z]{1,2}\d+(?:\.\d+)?")


def f11_service_classes(classes: Sequence[str]) -> Iterator[Objection]:
    """F11: 1-4 service classes, one of them a subclass."""
    if not 1 <= len(classes) <= limits.SERVICE_CLASSES:
        yield Objection("F11", "block", f"{len(classes)} service classes, 1-4 are allowed")
    if len(set(classes)) < len(classes):
        yield Objection("F11", "block", "a service class is given twice")
    codes = [_code(entry) for entry in classes]
    for entry, code in zip(classes, codes, strict=True):
        found = find_service_class(entry)
        if not _CODE.fullmatch(code):
            yield Objection("F11", "block", f"{entry!r} is no service class")
        elif found is None or found.retired:
            yield Objection("F11", "warn", f"service class {entry!r} is not in the list of 2026")
    if classes and not any("." in code for code in codes):
        yield Objection("F11", "block", "only main classes; one must be a subclass (P27.1)")
    yield from _mixed("F11", classes)


def f12_ontology_terms(terms: Sequence[str]) -> Iterator[Objection]:
    """F12: 1-10 ontology terms, each a KOKO URI."""
    if not 1 <= len(terms) <= limits.ONTOLOGY_TERMS:
        yield Objection("F12", "block", f"{len(terms)} ontology terms, 1-10 are allowed")
    if len(set(terms)) < len(terms):
        yield Objection("F12", "block", "an ontology term is given twice")
    for term in terms:
        if not _KOKO.fullmatch(term):
            yield Objection("F12", "block", f"{term!r} is no KOKO URI")


def f13_target_groups(groups: Sequence[str]) -> Iterator[Objection]:
    """F13: KR2 needs a sub-group; five or more sub-groups of citizens say no more than KR1."""
    if not groups:
        yield Objection("F13", "block", "no target group")
    codes = [_code(entry) for entry in groups]
    for entry, code in zip(groups, codes, strict=True):
        if not _CODE.fullmatch(code):
            yield Objection("F13", "block", f"{entry!r} is no target group")
        elif find_target_group(entry) is None:
            yield Objection("F13", "warn", f"target group {entry!r} is not in the list of 2026")
    if "KR2" in codes and not any(code.startswith("KR2.") for code in codes):
        yield Objection("F13", "block", "KR2 needs one of its sub-groups (KR2.1-KR2.8)")
    citizens = sum(code.startswith("KR1.") for code in codes)
    if citizens >= limits.SOME_CITIZEN_GROUPS:
        yield Objection("F13", "warn", f"{citizens} sub-groups of citizens; KR1 alone says it")
    yield from _mixed("F13", groups)


def _code(entry: str) -> str:
    """Return the code within a URI, or of an old URN through its list; a bare code as it is."""
    found = find_service_class(entry) or find_target_group(entry)
    return found.code if found else entry.rsplit("/", 1)[-1]


def _mixed(rule: str, entries: Sequence[str]) -> Iterator[Objection]:
    # PTV takes scheme and host from the first URI; a mixed list is a 500 (ptv-api 6.3).
    hosts = {entry.rsplit("/", 1)[0].split("/codelist")[0] for entry in entries if "/" in entry}
    if len(hosts) > 1 or (hosts and not all("/" in entry for entry in entries)):
        yield Objection(rule, "block", "one list mixes codes and URIs, or URIs of several hosts")


def f14_groups(field: str, entries: Sequence[str], groups: Sequence[str]) -> Iterator[Objection]:
    """F14: life events need a target group KR1 or below it, industrial classes KR2.

    Args:
        field: `life_events` or `industrial_classes`.
        entries: What stands there.
        groups: Target groups, codes or URIs.
    """
    top = _TOP_GROUPS[field]
    if entries and not any(_code(group).split(".")[0] == top for group in groups):
        yield Objection("F14", "block", f"no target group {top} or below it")
