"""Plan files: written whole or not at all, and checked when they are read."""

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from hytedata.errors import InputError
from hytedata.models.plan import PLAN_SCHEMA, Plan
from hytedata.sync.plan import plan_id


def write_plans(plans: Sequence[Plan], out: Path, *, single: bool) -> list[Path]:
    """Write the single plan to the file *out*, or each into a file of the folder *out*.

    Raises:
        InputError: *out* cannot be written.
    """
    try:
        if single and not out.is_dir():
            return [_write(plan, out) for plan in plans]
        out.mkdir(parents=True, exist_ok=True)
        return [_write(plan, out / f"{plan.organisation}.json") for plan in plans]
    except OSError as error:
        raise InputError(f"the plan cannot be written to {out}: {error.strerror}") from error


def _write(plan: Plan, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = plan.model_dump_json(indent=1, by_alias=True) + "\n"
    if path.exists() and not path.is_file():
        # A pipe or a device is written to; putting a file in its place would take it away.
        path.write_text(text, encoding="utf-8")
        return path
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
    return path


def read_plans(path: Path) -> list[Plan]:
    """Read one plan file, or all `*.json` of a folder, in the order of their names.

    Raises:
        InputError: It is no plan, is of another schema, or was changed after it was made.
    """
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise InputError(f"{path} holds no plan: make one with hytedata sync plan --out {path}")
        return [_read(file) for file in files]
    return [_read(path)]


def _read(path: Path) -> Plan:
    try:
        document = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}): make a plan with "
            f"hytedata sync plan --out {path}"
        ) from error
    return plan_of(document, str(path))


def plan_of(document: bytes, where: str = "the plan in the store") -> Plan:
    """Read a plan from its JSON.

    Args:
        document: The JSON.
        where: Where it stands, for messages.

    Raises:
        InputError: It is no plan, is of another schema, or was changed after it was made.
    """
    try:
        plan = Plan.model_validate_json(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(
            f"{where} is no plan of this version: {field}: {first['msg']}; make a new one"
        ) from error
    if plan.schema_ != PLAN_SCHEMA:
        raise InputError(
            f"{where} has plan schema {plan.schema_}, and this version reads {PLAN_SCHEMA}; "
            "make a new plan"
        )
    if plan_id(plan) != plan.id:
        raise InputError(
            f"{where} was changed after it was made (its content does not match its id {plan.id}); "
            "make a new plan: what should be different belongs into Lipas or the configuration"
        )
    return plan
