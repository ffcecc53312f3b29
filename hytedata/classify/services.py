"""Themes of a service of PTV: from its classes and terms, never from its target group alone."""

from collections.abc import Iterable, Iterator
from typing import Final

from hytedata.classify.rows import RowSource, ThemeRow
from hytedata.classify.table import ThemeTable
from hytedata.classify.weigh import Sign, weigh
from hytedata.codes.ptv_codes import find_service_class, find_target_group
from hytedata.models.classification import ClassEvidence, ThemeVerdict
from hytedata.models.ptv.service import GeneralDescription, Service

PERMITS: Final = frozenset({"PermitOrOtherObligation", "ProfessionalQualification"})
"""Types of services that are no activity, whatever their classes say."""

_INHERITED: Final = " (general description)"
_BUSINESSES: Final = ("KR2", "KR3")


def themes_of_service(
    service: Service,
    general_description: GeneralDescription | None = None,
    table: ThemeTable | None = None,
) -> tuple[ThemeVerdict, ...]:
    """Return the themes of *service*, each with what speaks for it, in the order of the themes.

    Permits, and what is for businesses or authorities only, have no theme for certain: grants,
    rentals and permits are filed under the classes of the activities that they are about.

    Args:
        service: Of either version of PTV's API.
        general_description: What it builds on. v12 does not merge its classes, groups and terms
            into the service; v11 does, unmarked.
        table: A caller's own; None takes the packaged one.
    """
    used = ThemeTable.packaged() if table is None else table
    return weigh(signs_of_service(service, general_description, used))


def signs_of_service(
    service: Service, general: GeneralDescription | None, table: ThemeTable
) -> Iterator[Sign]:
    """Yield what *service* says of themes: classes, terms, keywords, groups; and its brakes."""
    for code, note in _codes(service.service_classes, general.service_classes if general else ()):
        yield from _of_class(code, note, table)
    for uri, note in _codes(service.ontology_terms, general.ontology_terms if general else ()):
        yield from _signs(_rows_of_term(uri, table), note)
    yield from _of_words(service, table)
    groups = [*_codes(service.target_groups, general.target_groups if general else ())]
    for code, note in groups:
        for row in table.by_code("ptv-target-group", _group(code)):
            if row.theme != "none":
                yield Sign(row.theme, _evidence(row, note), people=True)
    yield from _brakes(service, [_group(code) for code, _ in groups])


def _codes(own: Iterable[str], inherited: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each code once, with a note on where it comes from."""
    known = dict.fromkeys(own, "") | {one: _INHERITED for one in inherited if one not in {*own}}
    yield from known.items()


def _of_class(code: str, note: str, table: ThemeTable) -> Iterator[Sign]:
    # Two lists of addresses name the same classes; our models keep codes, others may not.
    known = find_service_class(code)
    yield from _signs(table.by_code("ptv-service-class", known.code if known else code), note)


def _rows_of_term(uri: str, table: ThemeTable) -> tuple[ThemeRow, ...]:
    sources: tuple[RowSource, ...] = ("ontology-term", "event-keyword")
    return next((rows for one in sources if (rows := table.by_code(one, uri))), ())


def _of_words(service: Service, table: ThemeTable) -> Iterator[Sign]:
    """Yield the brakes in the name, and the signs of free keywords, which never decide alone.

    Words of names are no signs of themes here: "Ruokailu palvelutaloissa" is catering, and every
    other municipal service is called *neuvonta*. The classes of the register say what it is.
    """
    for language, text in service.name.items():
        for row, told in table.words.found_in(text, language):
            if row.theme == "none":
                evidence = ClassEvidence(source="title", code=row.code, label=told, weight="brake")
                yield Sign(None, evidence)
    for version in service.language_versions.values():
        for word in version.keywords:
            yield from _of_keyword(word, table)


def _of_keyword(word: str, table: ThemeTable) -> Iterator[Sign]:
    for row in table.by_label("ontology-term", word):
        if row.theme != "none":
            code = row.code or row.name_fi
            evidence = ClassEvidence(source="keyword", code=code, label=word, weight="weak")
            yield Sign(row.theme, evidence, people=row.names_people)


def _brakes(service: Service, groups: Iterable[str]) -> Iterator[Sign]:
    if service.type in PERMITS:
        yield _brake("type", service.type)
    stated = tuple(groups)
    if stated and all(one.startswith(_BUSINESSES) for one in stated):
        yield _brake("ptv-target-group", stated[0])


def _brake(source: str, code: str) -> Sign:
    return Sign(None, ClassEvidence(source=source, code=code, label=code, weight="brake"))


def _signs(rows: Iterable[ThemeRow], note: str) -> Iterator[Sign]:
    for row in rows:
        if row.theme != "none":
            yield Sign(row.theme, _evidence(row, note), people=row.names_people)
        elif row.source == "ontology-term":
            yield Sign(None, _evidence(row, note).model_copy(update={"weight": "brake"}))


def _group(code: str) -> str:
    known = find_target_group(code)
    return known.code if known else code


def _evidence(row: ThemeRow, note: str) -> ClassEvidence:
    code = row.code or row.name_fi
    label = f"{row.name_fi}{note}"
    return ClassEvidence(source=row.source, code=code, label=label, weight=row.weight)
