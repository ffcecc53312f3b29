"""`hytedata gaps rules`, `explain`, `waive` and `trend`: what the rules say and found."""

import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import cast

import click

from hytedata.cli.broken_extensions import print_broken, told_broken
from hytedata.cli.days import day_of
from hytedata.cli.exits import Exit
from hytedata.cli.gaps_options import area_options, codes_of, language_option
from hytedata.cli.gaps_text import finding_text, rule_text, rules_text, trend_text
from hytedata.cli.options import config_option, json_option
from hytedata.cli.organisations import user_name
from hytedata.cli.screen import print_json, results, say
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.models.clock import HELSINKI, day_in_finland, utc_now
from hytedata.models.finding import Waiver
from hytedata.quality.rule import Rule, RuleLanguage
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.open_store import open_store


@click.command("rules", epilog="\b\nExit codes: 0 listed · 4 usage")
@click.option("--family", metavar="PREFIX", help="Only codes that begin so: PTV, LIPAS, EVT, X.")
@language_option
@json_option
def list_rules(family: str | None, language: str, as_json: bool) -> int:
    """List the rules: code, severity and what they say."""
    rules = RuleSet.load()
    chosen = [one for one in rules if one.code.startswith((family or "").upper())]
    if as_json:
        told = [_rule_document(one) for one in chosen]
        print_json({"rules": told, "broken": told_broken(rules.broken)})
        return Exit.DONE
    results().print(rules_text(chosen, cast("RuleLanguage", language)))
    print_broken(rules.broken)
    return Exit.DONE


@click.command(epilog="\b\nExit codes: 0 shown · 2 there is no such finding · 4 usage")
@click.argument("what", metavar="CODE|FINDING")
@config_option
@language_option
@json_option
def explain(what: str, file: Path, language: str, as_json: bool) -> int:
    """Explain a rule by its code, or a finding by its id or the beginning of it."""
    rules, chosen = RuleSet.load(), cast("RuleLanguage", language)
    if "-" in what:
        rule = rules[what]
        if as_json:
            print_json(_rule_document(rule))
            return Exit.DONE
        found: int | None = None
        if file.exists():
            with open_store(load_config(file, environ=os.environ)) as store:
                looked = rule.code in store.catalogue.check_runs.rules()
                counts = store.catalogue.findings.counts(rules=(rule.code,))
                found = sum(one.found for one in counts) if looked else None
        results().print(rule_text(rule, chosen, found=found))
        return Exit.DONE
    with open_store(load_config(file, environ=os.environ)) as store:
        finding = store.catalogue.findings.get(what)
    if as_json:
        print_json(finding.model_dump(mode="json"))
    else:
        known = rules.find(finding.rule)
        results().print(finding_text(finding, known, chosen))
    return Exit.DONE


@click.command(
    epilog="""\b
Examples:
  hytedata gaps waive 3f9a12bc --reason "the hall has no phone" --until +180d
  hytedata gaps waive --rule PTV-STY-001 --owner ID --reason "new texts soon" --until +60d

\b
Exit codes: 0 waived · 2 there is no such finding · 4 usage or configuration"""
)
@click.argument("finding", required=False)
@config_option
@click.option("--rule", metavar="CODE", help="All that this rule finds, instead of one finding.")
@click.option("--owner", default="", help="With --rule: only of this owner (as gaps run shows).")
@click.option("--reason", required=True, help="Why; it stays to be read.")
@click.option("--until", metavar="DAY", help="The last day on which it holds; else for good.")
@click.option("--who", help="Who waives; your user name where it is left out.")
def waive(
    finding: str | None,
    file: Path,
    rule: str | None,
    owner: str,
    reason: str,
    until: str | None,
    who: str | None,
) -> int:
    """Say that a finding, or what a rule finds, is not to be told for a while.

    It is counted as waived until then. To end a waiver early, waive again until yesterday.
    """
    if bool(finding) == bool(rule):
        raise InputError("name one finding, or a rule with --rule")
    if owner and not rule:
        raise InputError("--owner goes with --rule")
    settings = load_config(file, environ=os.environ)
    code = RuleSet.load()[rule].code if rule else ""
    end = _end(until)
    by = (who or "").strip() or user_name()
    with open_store(settings) as store:
        findings = store.catalogue.findings
        key = findings.get(finding).id if finding else ""
        findings.waive(Waiver(by, reason.strip(), finding=key, rule=code, owner=owner, until=end))
    day = f" until {until}" if until else ""
    say(f"Waived{day}: {key or code}{f' of {owner}' if owner else ''}.")
    return Exit.DONE


@click.command(epilog="\b\nExit codes: 0 shown · 4 usage or configuration")
@config_option
@click.option("--rule", "codes", multiple=True, metavar="CODE", help="Only of this rule.")
@click.option("--owner", help="Only what this owner is to mend.")
@area_options
@click.option(
    "--runs", type=click.IntRange(1), default=20, show_default=True, help="At most so many runs."
)
@json_option
def trend(
    file: Path,
    codes: tuple[str, ...],
    owner: str | None,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    runs: int,
    as_json: bool,
) -> int:
    """Show how the number of findings went from run to run; waived ones are left out."""
    settings = load_config(file, environ=os.environ)
    rules = [RuleSet.load()[one].code for one in codes] or None
    with open_store(settings) as store:
        points = store.catalogue.findings.trend(
            rules=rules, owner=owner, municipalities=codes_of(municipalities, counties), runs=runs
        )
    if as_json:
        rows = [{**one._asdict(), "day": one.day.isoformat()} for one in points]
        print_json({"trend": rows})
    elif points:
        results().print(trend_text(points))
    else:
        say("No run has found anything yet: hytedata gaps run")
    return Exit.DONE


def _end(until: str | None) -> datetime | None:
    if until is None:
        return None
    day = day_of("--until", until, day_in_finland(utc_now()))
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=HELSINKI)
    return after.astimezone(UTC)


def _rule_document(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "family": rule.family,
        "severity": rule.severity,
        "kinds": list(rule.kinds),
        "heuristic": rule.heuristic,
        "since": rule.since,
        "reference": rule.reference,
        "guidance": rule.guidance,
        "parameters": dict(rule.parameters),
        "words": {
            language: {
                "title": words.title,
                "message": words.message,
                "why": words.why,
                "mend": words.mend,
            }
            for language, words in rule.words.items()
        },
    }
