"""Accounts of the daemon's pages."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Row, delete, insert, select, update

from hytedata.errors import InputError, NotFound
from hytedata.models.account import Account, Role
from hytedata.store.daemon_tables import account, session
from hytedata.store.part import Part

_UNKNOWN: Final = "see `hytedata-daemon account list`"


class Accounts(Part):
    """Who may look at the pages, and who may decide there."""

    def add(
        self, name: str, role: Role, organisations: Sequence[str] = (), *, password: str | None
    ) -> None:
        """Add an account.

        Args:
            name: In lower case.
            role: What the person may do.
            organisations: Ids of the organisations that the role holds for; none means all.
            password: A hash; None where a proxy signs the person in.

        Raises:
            InputError: There is one of this name.
        """
        row = {
            "name": name,
            "role": role,
            "organisations": list(organisations),
            "password": password,
            "made_at": self._database.now(),
        }
        same = select(account.c.name).where(account.c.name == name)
        with self._database.writing() as connection:
            if connection.execute(same).one_or_none() is not None:
                raise InputError(f"there is an account {name} already; {_UNKNOWN}")
            connection.execute(insert(account), row)

    def get(self, name: str) -> Account | None:
        """Return the account of this name; None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(account).where(account.c.name == name)).one_or_none()
        return None if row is None else account_of(row)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        with self._database.reading() as connection:
            return tuple(
                map(account_of, connection.execute(select(account).order_by(account.c.name)))
            )

    def set_password(self, name: str, password: str, *, instead_of: str | None = None) -> bool:
        """Keep the hash of a new password, and end the account's sessions.

        Args:
            name: Whose.
            password: The new hash.
            instead_of: The hash that it replaces where only its parameters changed. Sessions go on
                then, and nothing happens where another password has been set meanwhile.

        Returns:
            Whether it was kept.

        Raises:
            NotFound: There is no such account.
        """
        if instead_of is None:
            self._change(name, {"password": password})
            return True
        same = (account.c.name == name, account.c.password == instead_of)
        with self._database.writing() as connection:
            kept = connection.execute(update(account).where(*same).values(password=password))
        return kept.rowcount == 1

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Keep a person out, or let them in again; their sessions end.

        Raises:
            NotFound: There is no such account.
        """
        self._change(name, {"disabled": disabled})

    def set_role(self, name: str, role: Role, organisations: Sequence[str] = ()) -> None:
        """Give a person another role, or other organisations (none: all); their sessions end.

        Raises:
            NotFound: There is no such account.
        """
        self._change(name, {"role": role, "organisations": list(organisations)})

    def remove(self, name: str) -> None:
        """Remove an account and its sessions; what the person did stays in the audit log.

        Raises:
            NotFound: There is no such account.
        """
        with self._database.writing() as connection:
            gone = connection.execute(delete(account).where(account.c.name == name))
            connection.execute(delete(session).where(session.c.account == name))
        _raise_unknown(name, gone.rowcount)

    def _change(self, name: str, values: Mapping[str, object]) -> None:
        with self._database.writing() as connection:
            changed = connection.execute(
                update(account).where(account.c.name == name).values(**values)
            )
            connection.execute(delete(session).where(session.c.account == name))
        _raise_unknown(name, changed.rowcount)


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """Return the account that a row with the columns of `account` holds."""
    return Account(
        name=row.name,
        role=row.role,
        organisations=tuple(row.organisations),
        made_at=row.made_at,
        disabled=row.disabled,
        password=row.password,
    )


def _raise_unknown(name: str, found: int) -> None:
    if not found:
        raise NotFound("the store", f"account {name}", detail=_UNKNOWN)
