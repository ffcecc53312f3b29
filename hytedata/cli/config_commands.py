"""`hytedata config check` and `config fields`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import chosen_organisations
from hytedata.cli.screen import print_json, results, say
from hytedata.config import load_config
from hytedata.runs.field_owners import MEANING, FieldOwnership, field_owners


@click.group()
def config() -> None:
    """Look at the configuration."""


@config.command(epilog="\b\nExample:\n  hytedata config check --config hytedata.toml")
@config_option
@json_option
def check(file: Path, as_json: bool) -> int:
    """Read the configuration and its passwords; name every fault at once. Calls nobody."""
    settings = load_config(file, environ=os.environ)
    for organisation in settings.organisation:
        if organisation.username:
            settings.password(organisation, os.environ)
    if as_json:
        print_json({"file": str(file), "valid": True, "settings": dict(settings.redacted())})
        return Exit.DONE
    say(f"{file} is valid.", style="bold green")
    for organisation in settings.organisation:
        say(
            f"  {organisation.name} ({organisation.id}): policy {organisation.policy}, "
            f"approval {organisation.approval}, municipalities "
            f"{', '.join(organisation.municipalities)}, languages "
            f"{', '.join(organisation.languages)}"
        )
    return Exit.DONE


@config.command(epilog="\b\nExample:\n  hytedata config fields -c hytedata.toml -o ID")
@config_option
@organisation_option
@json_option
def fields(file: Path, organisation: str | None, as_json: bool) -> int:
    """Show who decides on each field in PTV: Lipas, or the people who look after PTV."""
    settings = load_config(file, environ=os.environ)
    chosen = chosen_organisations(settings, organisation)
    if as_json:
        documents = [
            {"organisation": one.id, "fields": [vars(row) for row in field_owners(one)]}
            for one in chosen
        ]
        print_json(documents[0] if len(chosen) == 1 else {"organisations": documents})
        return Exit.DONE
    for one in chosen:
        rows = field_owners(one)
        say(f"{one.name} ({one.id})", style="bold")
        results().print(_owners_table([row for row in rows if row.set_by != "fixed"]))
        kept = ", ".join(row.field for row in rows if row.set_by == "fixed")
        say(f"target, always, since Lipas says nothing of them: {kept}")
        say("")
    for owner, meaning in MEANING.items():
        say(f"{owner:<8}{meaning}", style="dim")
    return Exit.DONE


def _owners_table(rows: Sequence[FieldOwnership]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("field", "owner", "set by"):
        table.add_column(title)
    for row in rows:
        style = "bold" if row.set_by == "configuration" else None
        table.add_row(row.field, row.owner, row.set_by, style=style)
    return table
