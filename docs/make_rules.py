"""Write a page for each rule from the rules themselves: `python docs/make_rules.py`.

`--check` writes nothing and fails where a page is missing, is not what its rule says today, or
belongs to a rule that is gone.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from hytedata.models.common import Json
from hytedata.quality.rule import Rule, RuleLanguage
from hytedata.quality.rule_set import RuleSet

FOLDER = Path(__file__).parent / "rules"
MADE = "Made from the rules by `docs/make_rules.py`."

HEADINGS: dict[RuleLanguage, tuple[str, str, str]] = {
    "fi": ("Suomeksi", "Viesti", "Näin korjaat"),
    "sv": ("På svenska", "Meddelande", "Så rättar du"),
    "en": ("In English", "Message", "How to mend it"),
}
FAMILIES = {
    "ptv": "Records of PTV",
    "lipas": "Sports sites of Lipas",
    "events": "Events of calendars",
    "cross": "Records compared with each other",
    "machinery": "The rules themselves",
}


def pages(rules: RuleSet) -> dict[str, str]:
    """Return the text of each page by its name."""
    made = {f"{one.code}.md": "\n".join(_page(one)).rstrip() + "\n" for one in rules}
    return {"index.md": "\n".join(_index(rules)).rstrip() + "\n"} | made


def _index(rules: RuleSet) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield MADE
    yield ""
    for family, title in FAMILIES.items():
        some = [one for one in rules if one.family == family]
        if not some:
            continue
        yield f"## {title}"
        yield ""
        yield "| Rule | Severity | Suomeksi | In English |"
        yield "|---|---|---|---|"
        for one in some:
            link = f"[{one.code}]({one.code}.md)"
            titles = " | ".join(_cell(one.words[it].title) for it in ("fi", "en"))
            yield f"| {link} | {one.severity}{' (heuristic)' if one.heuristic else ''} | {titles} |"
        yield ""


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code}: {rule.words['en'].title}"
    yield ""
    yield MADE
    yield ""
    yield f"| Code | `{rule.code}` |"
    yield "|---|---|"
    for name, value in _facts(rule):
        yield f"| {name} | {_cell(value)} |"
    yield ""
    for language, (heading, message, mend) in HEADINGS.items():
        words = rule.words[language]
        yield f"## {heading}: {words.title}"
        yield ""
        yield words.why
        yield ""
        yield f"*{message}:* {words.message}"
        yield ""
        yield f"*{mend}:* {words.mend}"
        yield ""
    for heading, example in (("It finds", rule.fires), ("It passes over", rule.silent)):
        if example is not None:
            yield f"## {heading}"
            yield ""
            yield "```json"
            yield json.dumps(example, indent=2, ensure_ascii=False, default=str)
            yield "```"
            yield ""


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Severity", rule.severity
    if rule.heuristic:
        yield "Heuristic", "yes: it may be wrong"
    if rule.kinds:
        yield "Looks at", ", ".join(f"`{one}`" for one in rule.kinds)
    if rule.needs:
        yield "Needs", ", ".join(rule.needs)
    for name, value in rule.parameters.items():
        yield f"Parameter `{name}`", _shown(value)
    if rule.reference:
        yield "Source", f"[{rule.reference}](../sources.md)"
    if rule.guidance:
        yield "Guidance", f"<{rule.guidance}>"
    yield "Since", rule.since


def _shown(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text}`" if len(text) <= 120 else f"`{text[:119]}…`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write or check all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    check = parser.parse_args().check
    FOLDER.mkdir(exist_ok=True)
    wanted = pages(RuleSet.packaged())
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )
    if check:
        if stale:
            sys.stderr.write(f"out of date: {', '.join(stale)}; run python docs/make_rules.py\n")
        return 1 if stale else 0
    for name in stale:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
