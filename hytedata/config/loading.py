"""Read `hytedata.toml`: file, environment, checks; every fault is told at once."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hytedata.config import shape
from hytedata.config.crosschecks import cross_checks
from hytedata.config.own_texts import with_texts_files
from hytedata.config.problems import Problem, from_validation, unknown_key
from hytedata.config.shape import Step
from hytedata.config.tables import REQUIRE_APPROVAL, Config
from hytedata.errors import ConfigError

_PREFIX: Final = "HYTEDATA_"
_BETWEEN: Final = "__"

Raw = dict[str, object]
Variables = dict[tuple[Step, ...], str]


def load_config(path: Path, *, environ: Mapping[str, str]) -> Config:
    """Read the configuration.

    Single values can be set by environment: `HYTEDATA_CONTACT`, `HYTEDATA_LIPAS__URL`,
    `HYTEDATA_ORGANISATION__0__POLICY`. They win over the file. A list is written as in the file
    or with commas.

    Args:
        path: The file. Relative paths in it are relative to its folder.
        environ: The environment, such as `os.environ`.

    Raises:
        ConfigError: The file is missing, no TOML, or wrong; names every fault.
    """
    raw = _read(path)
    problems: list[Problem] = []
    variables: Variables = {}
    kept = _names_of_secrets(raw)
    for name, keys in _overrides(environ):
        if name not in kept:
            problems += _override(raw, keys, environ[name], name, variables)
    problems += cross_checks(raw)
    _lift_text_settings(raw)
    try:
        config = _validate(raw, path)
    except ValidationError as exc:
        # A key that was told of already, such as a password, is not told of as unknown too.
        told = {problem.path for problem in problems}
        problems += (problem for problem in from_validation(exc) if problem.path not in told)
        raise _error(path, problems, variables) from exc
    config, faults = with_texts_files(config)
    problems += faults
    if problems:
        raise _error(path, problems, variables)
    return config


def _read(path: Path) -> Raw:
    try:
        # Some editors put a mark of three bytes before the text.
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as exc:
        raise ConfigError(
            str(path),
            ["the file does not exist; make it, or name yours with --config"],
        ) from exc
    except OSError as exc:
        raise ConfigError(str(path), [f"the file cannot be read: {exc.strerror}"]) from exc
    except UnicodeDecodeError as exc:
        raise ConfigError(
            str(path), [f"the file is not text in UTF-8 (byte {exc.start}); save it as UTF-8"]
        ) from exc
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise ConfigError(str(path), [f"this is no TOML: {exc}"]) from exc


def _lift_text_settings(raw: Raw) -> None:
    """Part the one setting among the texts from the texts, whose keys are free."""
    organisations = raw.get("organisation")
    for table in organisations if isinstance(organisations, list) else ():
        texts = table.get("texts") if isinstance(table, dict) else None
        group, _, key = REQUIRE_APPROVAL.partition(".")
        if isinstance(texts, dict) and key in texts:
            table[group] = {name: value for name, value in texts.items() if name != key}
            table[REQUIRE_APPROVAL] = texts[key]


def _validate(raw: Raw, path: Path) -> Config:
    # By way of JSON, where a strict check takes a list for a tuple and a text for a path.
    # TOML's dates become text, its `nan` and `inf` stay and are refused as numbers.
    context = {"file": str(path), "folder": path.absolute().parent}
    return Config.model_validate_json(json.dumps(raw, default=str), context=context)


def _names_of_secrets(raw: Raw) -> frozenset[str]:
    """Return the variables that hold passwords: they are nobody's setting, whatever their name."""
    found: set[str] = set()
    organisations = raw.get("organisation")
    for table in organisations if isinstance(organisations, list) else ():
        if isinstance(table, Mapping):
            found.add(str(table.get("password_env")))
    return frozenset(found)


def _overrides(environ: Mapping[str, str]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield the variables that mean a setting, with the keys that they lead to."""
    for name in sorted(environ):
        if not name.startswith(_PREFIX):
            continue
        words = name.removeprefix(_PREFIX).lower().split(_BETWEEN)
        keys = tuple(int(word) if word.isdecimal() else word for word in words)
        # One word alone is ours only if it is a single value of the top; others may use the prefix.
        if len(keys) > 1 or (shape.exists(keys) and shape.takes_text(keys)):
            yield name, keys


def _override(
    raw: Raw, keys: tuple[Step, ...], text: str, name: str, variables: Variables
) -> Iterator[Problem]:
    table: object = raw
    for depth, key in enumerate(keys[:-1]):
        if isinstance(key, int):
            if not isinstance(table, list) or key >= len(table):
                yield Problem(keys, f"set by {name}, but the file has no number [{key}] there")
                return
            table = table[key]
        elif isinstance(table, dict):
            if not shape.holds_others(keys[: depth + 1]):
                yield from _unknown(keys[: depth + 1], text, name)
                return
            table = table.setdefault(key, {})
    last = keys[-1]
    if not isinstance(table, dict) or isinstance(last, int):
        yield Problem(keys, f"cannot be set by {name}; set single values only")
    elif not shape.exists(keys):
        yield from _unknown(keys, text, name)
    else:
        variables[keys] = name
        table[last] = _value(keys, text)


def _unknown(keys: tuple[Step, ...], text: str, name: str) -> Iterator[Problem]:
    if shape.exists(keys):
        yield Problem(keys, f"holds a single value, so {name} leads nowhere; drop the last part")
    else:
        yield Problem(keys, f"{unknown_key(keys, text).told} (set by {name})")


def _value(keys: tuple[Step, ...], text: str) -> object:
    if shape.takes_text(keys):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, KeyError):
        # No TOML value: a list with commas, or a text that the check will name.
        is_list = shape.takes_list(keys)
        return [part.strip() for part in text.split(",")] if is_list else text


def _error(path: Path, problems: list[Problem], variables: Variables) -> ConfigError:
    ordered = sorted(problems, key=lambda problem: problem.order)
    lines = dict.fromkeys(problem.line(variables) for problem in ordered)
    return ConfigError(str(path), list(lines))
