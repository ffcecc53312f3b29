"""The rules by which findings are explained, loaded once a process."""

from functools import cache

from hytedata.models.finding import Finding
from hytedata.quality.report.language import Words
from hytedata.quality.report.language import words as report_words
from hytedata.quality.report.view import RowView, row_view
from hytedata.quality.rule import Rule, RuleLanguage
from hytedata.quality.rule_set import RuleSet


@cache
def all_rules() -> RuleSet:
    """Return the packaged rules and other projects'."""
    return RuleSet.load()


def told_finding(finding: Finding, language: RuleLanguage) -> RowView:
    """Return a finding in words."""
    return row_view(finding, all_rules().find(finding.rule), report_words(language))


def title_of(code: str, language: RuleLanguage) -> str:
    """Return what a rule is called; its code where it is gone."""
    rule: Rule | None = all_rules().find(code)
    return rule.words[language].title if rule else code


def words_of(language: RuleLanguage) -> Words:
    """Return the report's words: names of severities, states and registers."""
    return report_words(language)
