"""Rules of PTV on how texts are written (field notes 12.4)."""

from collections.abc import Iterator
from typing import Final

from hytedata.content.objections import Objection
from hytedata.content.passive_words import t1_passive, t4_folded_clause
from hytedata.content.style_rules import sentences, t2_sentence, t3_paragraph, t5_date, words_of
from hytedata.content.texts import TEXT_RULES
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.ptv.problems import found_in
from hytedata.quality.ptv.texts import FreeText, free_texts, prose
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.setting_values import whole_number

checks = Checks()

_T6: Final = TEXT_RULES["T6"]


@checks("PTV-STY-001")
def speaks_to_the_reader(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T1; one passive in a text is no style yet."""
    least = whole_number(setting, "least")
    texts = [one for one in prose(subject.record) if one.language == "fi"]
    for problem in found_in(texts, lambda one: t1_passive(one.text, one.language)):
        if _count(problem) >= least:
            yield problem


@checks("PTV-STY-002")
def sentences_are_short(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T2."""
    limit = whole_number(setting, "limit")
    for one in prose(subject.record):
        long = [*t2_sentence(one.text, limit)]
        if long:
            words = max(words_of(one.text[each.start : each.end]) for each in long)
            params = {"count": len(long), "words": words, "limit": limit}
            yield Problem(one.field, params=params)


@checks("PTV-STY-003")
def paragraphs_are_short(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T3."""
    limit = whole_number(setting, "limit")
    for one in prose(subject.record):
        long = [*t3_paragraph(one.text, limit)]
        if long:
            most = max(sum(1 for _ in sentences(one.text[each.start : each.end])) for each in long)
            yield Problem(one.field, params={"sentences": most, "limit": limit})


@checks("PTV-STY-004")
def clauses_are_written_out(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T4."""
    texts = [one for one in prose(subject.record) if one.language == "fi"]
    return found_in(texts, lambda one: t4_folded_clause(one.text, one.language))


@checks("PTV-STY-005")
def nothing_ages(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T5."""
    return found_in(prose(subject.record), lambda one: t5_date(one.text))


@checks("PTV-STY-006")
def no_html(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T6, what nobody wants to read."""
    return found_in(free_texts(subject.record), lambda one: _marks(one, "block"))


@checks("PTV-STY-056")
def no_emphasis(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """T6, bold and italics."""
    return found_in(prose(subject.record), lambda one: _marks(one, "warn"))


def _marks(one: FreeText, severity: str) -> list[Objection]:
    return [said for said in _T6(one.text, one.language) if said.severity == severity]


def _count(problem: Problem) -> int:
    count = problem.params["count"]
    return count if isinstance(count, int) else 0


RULES = checks.packaged("ptv_style.toml")
