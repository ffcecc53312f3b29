"""Whether a rule of another project is whole: its words, its examples, and what its check does."""

from collections.abc import Iterator, Sequence

from hytedata.models.common import Json
from hytedata.models.finding import Problem
from hytedata.quality.facts.example import example_findings
from hytedata.quality.registry import OWN_PREFIXES, prefix_of, rule_faults
from hytedata.quality.rule import Rule
from hytedata.quality.wording import NAME
from hytedata.testing.faults import raise_faults, told_error
from hytedata.testing.rule_examples import problems_of, texts_of


def check_rule(rule: Rule) -> None:
    """Check a rule on its own examples, `fires` and `silent`; it is run on no other record.

    Raises:
        ExtensionFaults: With all that is to be mended.
    """
    what = f"rule {rule.code}" if isinstance(rule, Rule) else "a rule"
    raise_faults(what, rule_faults(rule) if not isinstance(rule, Rule) else _faults(rule))


def _faults(rule: Rule) -> Iterator[str]:
    yield from rule_faults(rule)
    if prefix_of(rule.code) in OWN_PREFIXES:
        yield f"the prefix {prefix_of(rule.code)} is hytedata's; choose one of your project"
    yield from _of_words(rule)
    if rule.family != "machinery":
        yield from _of_firing(rule)
        yield from _of_silence(rule)


def _of_words(rule: Rule) -> Iterator[str]:
    for place, text in texts_of(rule):
        if not text.strip():
            yield f"{place} is empty"
        elif text != text.strip() or "  " in text:
            yield f"{place} has a space too many"
        if not place.endswith("message") and NAME.search(text):
            yield f"{place} names a parameter; only messages may"


def _of_firing(rule: Rule) -> Iterator[str]:
    if rule.fires is None:
        yield "it has no example `fires`: give a record, as JSON, that it finds something in"
        return
    try:
        found, again = _found(rule, rule.fires), _found(rule, rule.fires)
    except Exception as error:  # noqa: BLE001 - the author's code: whatever it raises is told
        yield f"its example `fires` cannot be judged: {told_error(error)}"
        return
    if not found:
        yield "it finds nothing in its example `fires`"
    if found != again:
        yield "it judges the same record otherwise the second time; a check keeps nothing"
    for name in sorted(_named(rule)):
        if any(name not in one.params for one in found):
            yield f"a message names {{{name}}}, and a problem of `fires` has no such parameter"


def _of_silence(rule: Rule) -> Iterator[str]:
    if rule.silent is None:
        yield "it has no example `silent`: give a record like `fires` that it finds nothing in"
        return
    try:
        found = _found(rule, rule.silent)
    except Exception as error:  # noqa: BLE001 - the author's code: whatever it raises is told
        yield f"its example `silent` cannot be judged: {told_error(error)}"
        return
    for problem in found:
        yield f"it finds something in its example `silent`, in {problem.field or 'the record'}"


def _found(rule: Rule, example: Json) -> Sequence[Problem]:
    if rule.is_cross:
        return [problem for _, problem in example_findings(rule, example)]
    return problems_of(rule, example)


def _named(rule: Rule) -> set[str]:
    return {name for words in rule.words.values() for name in NAME.findall(words.message)}
