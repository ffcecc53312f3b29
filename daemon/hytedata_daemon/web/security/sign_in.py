"""One attempt to sign in: waited for, compared, counted, written down."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from pydantic import SecretStr

from hytedata.models.account import Account
from hytedata.store.attempts import KNOWN
from hytedata_daemon.web.security.names import normal_name
from hytedata_daemon.web.security.passwords import HashingBusy
from hytedata_daemon.web.security.peers import Address, neighbourhood
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.tokens import key_of, new_id


@dataclass(frozen=True)
class SignedIn:
    """It was the right password: the browser is to hold *session_id*."""

    session_id: str


@dataclass(frozen=True)
class Wrong:
    """No such name, or not its password, or kept out: which of them is not told."""


@dataclass(frozen=True)
class Wait:
    """Too many have failed: the next attempt may be made after *wait*."""

    wait: timedelta


Attempt: TypeAlias = SignedIn | Wrong | Wait

WRONG: Final = Wrong()


@dataclass(frozen=True)
class _Subjects:
    """What failures are counted for: hashes, since addresses are personal data.

    The key is no secret from whoever has the store. What stands there is deleted after an hour
    (what has signed in, after 90 days).
    """

    name: str
    address: str
    known: str

    @property
    def counted(self) -> tuple[str, str]:
        return self.name, self.address


def try_password(
    security: Security, name: str, password: SecretStr, *, address: Address | None, before: str
) -> Attempt:
    """Sign a person in by a password.

    The same is done for a name that there is not as for one that there is, so that neither answer
    nor time tells which names there are.

    Args:
        security: What it takes.
        name: As typed.
        password: As typed.
        address: Who asks.
        before: The id that the browser holds. It is never the one that it gets.

    Raises:
        HashingBusy: Too many sign in at once; the attempt is not counted.
    """
    store, plain = security.store, normal_name(name) or ""
    subjects = _subjects(store.id, plain, address)
    wait = store.attempts.begin(subjects.counted, known=subjects.known)
    account = store.accounts.get(plain)
    if wait > timedelta():
        _refused(security, account, "waits")
        return Wait(wait)
    known = None if account is None or account.disabled else account.password
    try:
        is_right = security.passwords.matches(known, password)
    except HashingBusy:
        store.attempts.take_back(subjects.counted, known=subjects.known)
        raise
    if not is_right or account is None or known is None:
        _refused(security, account, _reason(account))
        return WRONG
    store.attempts.succeeded(subjects.counted, known=subjects.known, clears=[subjects.name])
    if security.passwords.is_outdated(known):
        renewed = security.passwords.hash_again(password)
        store.accounts.set_password(account.name, renewed, instead_of=known)
    return _begun(security, account.name, before)


def _begun(security: Security, name: str, before: str) -> SignedIn:
    session_id = new_id()
    ends = key_of(before) if before else ""
    security.store.sessions.begin(key_of(session_id), name, {"by": "password"}, ends=ends)
    security.audit("signed-in", who=name, by="password")
    return SignedIn(session_id)


def _refused(security: Security, account: Account | None, reason: str) -> None:
    # A name that there is not is not written down: people type passwords into that field.
    who = "" if account is None else account.name
    security.audit_rarely("sign-in-refused", who=who, reason=reason)


def _reason(account: Account | None) -> str:
    if account is None:
        return "unknown-account"
    if account.disabled:
        return "disabled"
    return "no-password" if account.password is None else "wrong-password"


def _subjects(key: str, name: str, address: Address | None) -> _Subjects:
    where = neighbourhood(address)

    def hashed(text: str) -> str:
        return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()

    return _Subjects(
        name=hashed(f"name {name}"),
        address=hashed(f"address {where}"),
        known=KNOWN + hashed(f"both {where} {name}"),
    )
