"""How rules of single records are asked in tests, and the corpora that they are shown."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from hytedata.models.common import Json
from hytedata.quality.rule import Check, Rule, Setting, Subject, Verdict


def answer(
    rule: Rule, subject: Subject, today: date, parameters: Mapping[str, Json] | None = None
) -> Verdict:
    """What a rule says of a record on a day, as a verdict."""
    check = cast("Check", rule.check)
    said = check(subject, Setting(today, {**rule.parameters, **(parameters or {})}))
    return said if isinstance(said, Verdict) else Verdict(tuple(said))


def corpus_beside(file: str) -> dict[str, Any]:
    """The corpus beside a test module: code → `fires` and `silent`, what records state."""
    return tomllib.loads((Path(file).parent / "corpus.toml").read_text(encoding="utf-8"))


def cases_of(corpus: Mapping[str, Any]) -> list[Any]:
    """Every record of a corpus as a case: code, `fires` or `silent`, what it states."""
    return [
        pytest.param(code, verb, stated, id=f"{code}-{verb}-{number}")
        for code, table in corpus.items()
        for verb in ("fires", "silent")
        for number, stated in enumerate(table[verb])
    ]
