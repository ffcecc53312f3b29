"""Log-ins and tokens (ptv-api 1.3)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv.faults import Broken, Forbidden, Unauthorised
from hytedata.sandbox.ptv.rules.context import Caller
from hytedata.sandbox.seed import SeedUser, palveluhallinta_id

LoginField = Literal["serviceToken", "ptvToken"]

_KEY = b"tokens of the sandbox are worth nothing outside it"
_ROLES = ("Eeva", "Pete")


@dataclass(frozen=True)
class _Token:
    user: SeedUser
    organisation: str
    expires_at: datetime


class Sessions:
    """Issues tokens and says who sends one."""

    def __init__(
        self,
        users: Mapping[str, SeedUser],
        *,
        now: Callable[[], datetime],
        lifetime_s: float,
        field: LoginField,
        members: Callable[[str], frozenset[str]],
    ) -> None:
        self._users, self._now, self._field = users, now, field
        self._lifetime_s, self._members = lifetime_s, members
        self._tokens: dict[str, _Token] = {}
        self._dead: set[str] = set()
        self._issued = 0

    def kill_tokens(self) -> None:
        """Make every token die before its time, as has been seen in production."""
        self._dead.update(self._tokens)
        self._tokens.clear()

    def login(self, request: SimRequest) -> SimResponse:
        """Answer a login; 401 where the password is wrong, 400 where the body is no JSON."""
        try:
            sent: object = json.loads(request.body)
        except ValueError:
            sent = None
        if not isinstance(sent, dict):
            return _json(400, {"errorMessage": "The request must contain data."})
        user = self._users.get(str(sent.get("username")))
        if user is None or not hmac.compare_digest(
            str(sent.get("password")).encode(), user.password.encode()
        ):
            return _json(401, {"errorMessage": "Invalid username or password."})
        organisation = _chosen(user, sent.get("apiUserOrganisation"))
        if organisation is None:
            return _json(401, {"errorMessage": "The user has no such organisation."})
        return _json(200, {self._field: self._issue(user, organisation)})

    def _issue(self, user: SeedUser, organisation: str) -> str:
        self._issued += 1
        issued_at = self._now().timestamp()
        expires_at = issued_at + self._lifetime_s
        claims = {
            "sub": user.username,
            "iat": int(issued_at),
            "exp": int(expires_at),
            "jti": str(self._issued),
        }
        head = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
        signature = hmac.new(_KEY, head.encode(), hashlib.sha256).digest()
        token = f"{head}.{_base64(signature)}"
        self._tokens[token] = _Token(user, organisation, datetime.fromtimestamp(expires_at, UTC))
        return token

    def reader(self, request: SimRequest, trace: Callable[[], str]) -> str | None:
        """User name behind a public GET; None for anonymous ones and dead tokens.

        Raises:
            Broken: The header holds something that is no token of ours.
        """
        sent = _bearer(request)
        if sent is None:
            return None
        token = self._tokens.get(sent)
        if token is None and sent not in self._dead:
            raise Broken(trace())
        return token.user.username if token is not None and self._lives(token) else None

    def caller(self, request: SimRequest) -> Caller:
        """Who calls a protected endpoint.

        Raises:
            Unauthorised: No token, or one that is dead or not ours.
            Forbidden: The role has no rights.
        """
        token = self._tokens.get(_bearer(request) or "")
        if token is None or not self._lives(token):
            raise Unauthorised
        if token.user.role not in _ROLES:
            raise Forbidden("User has no rights to use the interface.")
        members = self._members(token.organisation)
        return Caller(token.user.username, token.user.role, members)

    def _lives(self, token: _Token) -> bool:
        return token.expires_at.timestamp() > self._now().timestamp()


def _chosen(user: SeedUser, sent: object) -> str | None:
    """The organisation that a token is for: named by the login service's id, or the first."""
    if sent in (None, ""):
        return user.organisations[0] if user.organisations else None
    for organisation in user.organisations:
        if palveluhallinta_id(organisation) == sent:
            return organisation
    return None


def _bearer(request: SimRequest) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def _part(claims: Mapping[str, object]) -> str:
    return _base64(json.dumps(claims, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _json(status: int, body: Mapping[str, object]) -> SimResponse:
    return SimResponse(status, json.dumps(body).encode(), {"Content-Type": "application/json"})
