"""`hytedata-daemon account`: who may look at the status pages, and who may decide there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.organisations import user_name
from hytedata.cli.screen import print_json, results, say
from hytedata_daemon.settings import Settings, load_settings

if TYPE_CHECKING:
    from hytedata.models.account import Account, Role
    from hytedata.store import Store

_role_option = click.option(
    "--role",
    type=click.Choice(["viewer", "approver"]),
    required=True,
    help="viewer reads; approver also decides.",
)
_organisations_option = click.option(
    "-o",
    "--organisation",
    "organisations",
    metavar="ID",
    multiple=True,
    help="Only for this organisation (its PTV id); may be given again. By default for all.",
)


@click.group()
def account() -> None:
    """Look after the accounts of the status pages."""


@account.command(epilog="\b\nExample:\n  hytedata-daemon account add anna.aho --role approver")
@click.argument("name")
@_role_option
@_organisations_option
@click.option(
    "--by-proxy", is_flag=True, help="A reverse proxy signs this person in: there is no password."
)
@config_option
def add(name: str, role: "Role", organisations: tuple[str, ...], by_proxy: bool, file: Path) -> int:
    """Add a person; the password is asked for, or read from standard input."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, settings):
        password = None if by_proxy else accounts.read_password()
        added = accounts.add(
            store,
            settings,
            name,
            role=role,
            organisations=organisations,
            password=password,
            who=user_name(),
        )
    say(f"{added.name} is {added.role} for {_whom(added, settings)}.")
    return Exit.DONE


@account.command()
@click.argument("name")
@config_option
def password(name: str, file: Path) -> int:
    """Give a person a new password; whoever is signed in with the old one is signed out."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, _):
        accounts.set_password(store, name, accounts.read_password(), who=user_name())
    say(f"{name} has a new password.")
    return Exit.DONE


@account.command()
@click.argument("name")
@_role_option
@_organisations_option
@config_option
def role(name: str, role: "Role", organisations: tuple[str, ...], file: Path) -> int:
    """Give a person another role, or other organisations."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, settings):
        accounts.set_role(
            store, settings, name, role=role, organisations=organisations, who=user_name()
        )
    say(f"{name} is {role} now.")
    return Exit.DONE


@account.command()
@click.argument("name")
@config_option
def disable(name: str, file: Path) -> int:
    """Keep a person out from now on, also where they are signed in."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, _):
        accounts.disable(store, name, who=user_name())
    say(f"{name} is kept out.")
    return Exit.DONE


@account.command()
@click.argument("name")
@config_option
def enable(name: str, file: Path) -> int:
    """Let a person in again."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, _):
        accounts.disable(store, name, who=user_name(), disabled=False)
    say(f"{name} is let in again.")
    return Exit.DONE


@account.command()
@click.argument("name")
@config_option
def remove(name: str, file: Path) -> int:
    """Remove a person; what they decided stays in the audit log."""
    from hytedata_daemon.web.security import accounts

    with _store_of(file) as (store, _):
        accounts.remove(store, name, who=user_name())
    say(f"{name} is removed.")
    return Exit.DONE


@account.command("list")
@config_option
@json_option
def list_accounts(file: Path, as_json: bool) -> int:
    """List the people."""
    with _store_of(file) as (store, settings):
        people = store.accounts.all()
    if as_json:
        print_json({"accounts": [_document(one) for one in people]})
        return Exit.DONE
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("name", "role", "for", "signs in by", "made"):
        table.add_column(title, overflow="fold")
    for one in people:
        way = "kept out" if one.disabled else "password" if one.password else "proxy"
        made = one.made_at.date().isoformat()
        table.add_row(one.name, one.role, _whom(one, settings), way, made)
    results().print(table if people else "There are no accounts.")
    return Exit.DONE


@contextmanager
def _store_of(file: Path) -> Iterator[tuple["Store", Settings]]:
    from hytedata.runs.open_store import open_store

    settings = load_settings(file, environ=os.environ)
    with open_store(settings.config) as store:
        yield store, settings


def _whom(person: "Account", settings: Settings) -> str:
    names = {one.id: one.name for one in settings.config.organisation}
    return ", ".join(names.get(id, id) for id in person.organisations) or "all organisations"


def _document(person: "Account") -> dict[str, object]:
    return {
        "name": person.name,
        "role": person.role,
        "organisations": list(person.organisations),
        "disabled": person.disabled,
        "has_password": person.password is not None,
        "made_at": person.made_at.isoformat(),
    }
