"""`hytedata store upgrade`, `store copy` and `store reopen`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.screen import print_json, progress, say
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.runs.move_store import move_store, reopen_store
from hytedata.runs.open_store import upgrade_store


@click.group()
def store() -> None:
    """Look after the store."""


@store.command(epilog="\b\nExample:\n  hytedata store upgrade --config hytedata.toml")
@config_option
def upgrade(file: Path) -> int:
    """Bring an older store to this version's schema; an SQLite file is copied first."""
    settings = load_config(file, environ=os.environ)
    say(upgrade_store(settings))
    return Exit.DONE


@store.command(
    epilog="""\b
Examples:
  hytedata store copy postgresql://hytedata@db.kunta.example/hytedata
  hytedata store copy sqlite:///hytedata.db postgresql://hytedata@db.kunta.example/hytedata"""
)
@click.argument("urls", nargs=-1, required=True, metavar="[FROM] TO")
@config_option
@click.option(
    "--while-used", is_flag=True, help="Copy although a daemon or run uses it, which loses it."
)
@json_option
def copy(urls: Sequence[str], file: Path, while_used: bool, as_json: bool) -> int:
    """Move a store to an empty database, of SQLite or PostgreSQL.

    FROM is the configuration's store unless it is named. All of it is copied in one state, read
    again and compared; then FROM is marked, so that not two stores write to PTV. Passwords come
    from ~/.pgpass or PGPASSWORD.
    """
    source, target = _from_to(urls, file)
    with progress() as tell:
        done = move_store(source, target, while_used=while_used, tell=tell)
    if as_json:
        print_json({"from": done.source, "to": done.target, "tables": done.tables})
        return Exit.DONE
    say(
        f"Copied and compared: {done.rows} rows of {len(done.tables)} tables, from {done.source} "
        f"to {done.target}.",
        style="bold green",
    )
    say(f"Now set `store` in the configuration to {target}.")
    say("The old one is kept and refuses to be used; hytedata store reopen would take that back.")
    return Exit.DONE


@store.command(epilog="\b\nExample:\n  hytedata store reopen sqlite:///hytedata.db --confirm")
@click.argument("url", required=False)
@config_option
@click.option("--confirm", is_flag=True, help="Its copy is used no more, or never came to be.")
def reopen(url: str | None, file: Path, confirm: bool) -> int:
    """Let a store that was moved be used again: the configuration's, or the one at URL."""
    if not confirm:
        raise InputError(
            "two copies of one store would both write to PTV; stop what uses the other one, then "
            "say so with --confirm"
        )
    say(reopen_store(_without_password(url) or load_config(file, environ=os.environ).store))
    return Exit.DONE


def _from_to(urls: Sequence[str], file: Path) -> tuple[str, str]:
    if len(urls) > 2:
        raise InputError("store copy takes one or two URLs: [FROM] TO")
    for url in urls:
        _without_password(url)
    if len(urls) == 2:
        return urls[0], urls[1]
    return load_config(file, environ=os.environ).store, urls[0]


def _without_password(url: str | None) -> str | None:
    """Refuse a password: everybody on the machine can read the arguments of a command."""
    user, at, _ = (url or "").partition("://")[2].rpartition("@")
    if (at and ":" in user) or "password=" in (url or ""):
        raise InputError(
            "the URL must not hold a password; put it into ~/.pgpass or the environment "
            "(PGPASSWORD)"
        )
    return url
