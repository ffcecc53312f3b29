"""The person who asks, and what they may do."""

from dataclasses import dataclass
from typing import Self

from starlette.exceptions import HTTPException
from starlette.requests import Request

from hytedata.models.account import Account, Role
from hytedata_daemon.outcome import EVERYBODY


@dataclass(frozen=True)
class User:
    """Who is signed in.

    Attributes:
        name: For people and for the audit log.
        role: What they may do.
        organisations: Ids of the organisations that the role holds for; empty means all of them.
        by_proxy: Whether a proxy signed them in, so that it signs them out as well.
    """

    name: str
    role: Role
    organisations: tuple[str, ...] = ()
    by_proxy: bool = False

    @classmethod
    def of(cls, account: Account, *, by_proxy: bool) -> Self:
        """Return the person of an account."""
        return cls(account.name, account.role, account.organisations, by_proxy)

    def may_see(self, organisation: str) -> bool:
        """Whether they may see what is of an organisation; what is of nobody is for all."""
        return organisation == EVERYBODY or self._is_of(organisation)

    def can_approve(self, organisation: str) -> bool:
        """Whether they may decide for an organisation; for `EVERYBODY` only who has them all."""
        return self.role == "approver" and self._is_of(organisation)

    def _is_of(self, organisation: str) -> bool:
        return not self.organisations or organisation in self.organisations


def require(request: Request, role: Role, organisation: str) -> User:
    """Return who asks, if they have *role* for *organisation*.

    A refusal is written to the audit log, as every answer 403 to somebody signed in is.

    Raises:
        HTTPException: 403, they have not; 401, nobody is signed in.
    """
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise HTTPException(401)
    if not (user.can_approve if role == "approver" else user.may_see)(organisation):
        raise HTTPException(403)
    return user
