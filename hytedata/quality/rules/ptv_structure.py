"""Rules of PTV on what does not belong into free texts (field notes 12.1)."""

from collections.abc import Iterable, Iterator

from hytedata.content.objections import Objection
from hytedata.content.objections import Severity as Step
from hytedata.content.texts import TEXT_RULES
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.ptv.problems import TextRule, found_in
from hytedata.quality.ptv.texts import FreeText, free_texts
from hytedata.quality.rule import Setting, Subject

checks = Checks()


def _rule(rule: str, step: Step | None = None) -> TextRule:
    """Return the rule *rule* of a text: all that it says, or what is as severe as *step*."""
    check = TEXT_RULES[rule]

    def judge(one: FreeText) -> Iterable[Objection]:
        said = check(one.text, one.language)
        if step is None:
            return said
        return [objection for objection in said if objection.severity == step]

    return judge


_S1, _S3, _S4, _S5, _S6 = (_rule(rule) for rule in ("S1", "S3", "S4", "S5", "S6"))
_S2_ADDRESS, _S2_DOMAIN = _rule("S2", "block"), _rule("S2", "warn")


@checks("PTV-STR-001")
def no_email_address(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S1; an address may be a person's, so it is not told."""
    return found_in(free_texts(subject.record), _S1, personal=True)


@checks("PTV-STR-002")
def no_web_address(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S2, what is surely an address."""
    return found_in(free_texts(subject.record), _S2_ADDRESS)


@checks("PTV-STR-003")
def no_phone_number(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S3; a number may be a person's, so it is not told."""
    return found_in(free_texts(subject.record), _S3, personal=True)


@checks("PTV-STR-004")
def no_street_address(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S4."""
    return found_in(_sentences(subject), _S4)


@checks("PTV-STR-005")
def no_opening_hours(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S5."""
    return found_in(_sentences(subject), _S5)


@checks("PTV-STR-006")
def stands_alone(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S6."""
    return found_in(_sentences(subject), _S6)


@checks("PTV-STR-052")
def no_web_domain(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """S2, a bare domain: it may be the name of a service."""
    return found_in(_sentences(subject), _S2_DOMAIN)


def _sentences(subject: Subject) -> list[FreeText]:
    # A place may well be called by its street, "Koulutie 8", and a service by its domain.
    named = {"name", "alternative_name"}
    return [one for one in free_texts(subject.record) if one.stem not in named]


RULES = checks.packaged("ptv_structure.toml")
