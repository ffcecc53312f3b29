"""`hytedata config check` and `hytedata store upgrade`."""

import os
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.screen import print_json, say
from hytedata.config import load_config
from hytedata.runs.open_store import upgrade_store


@click.group()
def config() -> None:
    """Look at the configuration."""


@click.group()
def store() -> None:
    """Look after the store."""


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


@store.command(epilog="\b\nExample:\n  hytedata store upgrade --config hytedata.toml")
@config_option
def upgrade(file: Path) -> int:
    """Bring an older store to this version's schema; an SQLite file is copied first."""
    settings = load_config(file, environ=os.environ)
    say(upgrade_store(settings))
    return Exit.DONE
