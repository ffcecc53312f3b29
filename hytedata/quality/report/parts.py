"""Which part of a record a finding is about, in words that its forms use, and languages' names."""

import re
from typing import Final

from hytedata.models.finding import Finding
from hytedata.quality.report.language import Words
from hytedata.quality.rule import Rule

_FIELD: Final = re.compile(r"(?P<part>[a-z_]+)(?:\.(?P<language>[a-z]{2,3}))?(?:\[\d+\])?(?:\..*)?")


def part_of(finding: Finding, rule: Rule | None, words: Words) -> str:
    """Return the part of the record, as in `toimintaohje, ruotsi`; "" where it tells nothing new.

    A record may break one rule in several texts and languages, and PTV has no address for any of
    them: the words say where to look. Paths that have no words are for programs alone.
    """
    found = _FIELD.fullmatch(finding.field)
    part = words.entries.get(f"part.{found['part']}") if found else None
    if found is None or not isinstance(part, str):
        return ""
    language = found["language"]
    said = rule is not None and "{language}" in rule.words[words.language].message
    if not language or said:
        return part
    return f"{part}, {language_name(language, words)}"


def language_name(code: str, words: Words) -> str:
    """Return what a language is called; its code where it has no name here."""
    known = words.entries.get(f"language.{code}")
    return known if isinstance(known, str) else code
