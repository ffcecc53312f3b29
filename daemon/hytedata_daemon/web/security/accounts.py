"""What `hytedata-daemon account` does: add people, give passwords, keep people out."""

import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from typing import TextIO

from pydantic import SecretStr

from hytedata.errors import InputError
from hytedata.models.account import Account, Role
from hytedata.models.common import Json
from hytedata.store import Store
from hytedata_daemon.settings import Settings
from hytedata_daemon.web.security.names import LONGEST, normal_name
from hytedata_daemon.web.security.passwords import Passwords


def add(
    store: Store,
    settings: Settings,
    name: str,
    *,
    role: Role,
    organisations: Sequence[str] = (),
    password: SecretStr | None,
    who: str,
    passwords: Passwords | None = None,
) -> Account:
    """Add an account.

    Args:
        store: Where accounts are kept.
        settings: The organisations that there are.
        name: Of the person; where a proxy signs people in, as it names them.
        role: What they may do.
        organisations: Ids of the organisations that the role holds for; none means all of them.
        password: None where a proxy signs people in.
        who: Who adds it, for the audit log.
        passwords: How to hash.

    Raises:
        InputError: There is such an account, or a value is not what it should be.
    """
    plain, ids = _name(name), _organisations(settings, organisations)
    hashed = None if password is None else (passwords or Passwords()).hash(password)
    store.accounts.add(plain, role, ids, password=hashed)
    _audit(store, "account-added", who, plain, role=role, organisations=list(ids))
    found = store.accounts.get(plain)
    if found is None:
        raise InputError(f"the account {plain} was removed at the same moment; add it again")
    return found


def set_password(
    store: Store, name: str, password: SecretStr, *, who: str, passwords: Passwords | None = None
) -> None:
    """Give an account a new password; whoever is signed in with it has to sign in again.

    Raises:
        InputError: The password is too short or too long.
        NotFound: There is no such account.
    """
    plain = _name(name)
    store.accounts.set_password(plain, (passwords or Passwords()).hash(password))
    _audit(store, "account-password-set", who, plain)


def set_role(
    store: Store,
    settings: Settings,
    name: str,
    *,
    role: Role,
    organisations: Sequence[str] = (),
    who: str,
) -> None:
    """Give an account another role or other organisations; the person signs in again.

    Raises:
        InputError: An organisation is not in the configuration.
        NotFound: There is no such account.
    """
    plain, ids = _name(name), _organisations(settings, organisations)
    store.accounts.set_role(plain, role, ids)
    _audit(store, "account-role-set", who, plain, role=role, organisations=list(ids))


def disable(store: Store, name: str, *, who: str, disabled: bool = True) -> None:
    """Keep a person out at once, also where they are signed in; or let them in again.

    Raises:
        NotFound: There is no such account.
    """
    plain = _name(name)
    store.accounts.disable(plain, disabled=disabled)
    _audit(store, "account-disabled" if disabled else "account-enabled", who, plain)


def remove(store: Store, name: str, *, who: str) -> None:
    """Remove an account; what the person did stays in the audit log.

    Raises:
        NotFound: There is no such account.
    """
    plain = _name(name)
    store.accounts.remove(plain)
    _audit(store, "account-removed", who, plain)


def read_password(given: TextIO | None = None, *, ask: Callable[[str], str] = getpass) -> SecretStr:
    """Read a new password: asked for twice at a terminal, else the first line that is piped in.

    It is no argument of a command, where every user of the machine could read it.

    Raises:
        InputError: Nothing was given, or two different ones.
    """
    source = sys.stdin if given is None else given
    if not source.isatty():
        line = source.readline().rstrip("\r\n")
        if not line:
            raise InputError("no password was given; pipe it in, or start this at a terminal")
        return SecretStr(line)
    first = ask("Password: ")
    if first != ask("Again: "):
        raise InputError("the two passwords differ; start again")
    return SecretStr(first)


def _name(name: str) -> str:
    plain = normal_name(name)
    if plain is None:
        raise InputError(f"an account's name has 1 to {LONGEST} visible characters")
    return plain


def _organisations(settings: Settings, ids: Sequence[str]) -> tuple[str, ...]:
    known = {one.id for one in settings.config.organisation}
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in ids))
    for unknown in (one for one in wanted if one not in known):
        raise InputError(
            f"the configuration has no organisation {unknown}; "
            f"it has {', '.join(sorted(known)) or 'none'}"
        )
    return wanted


def _audit(store: Store, what: str, who: str, name: str, **detail: Json) -> None:
    store.audit(what, who=who, detail={"account": name, **detail})
