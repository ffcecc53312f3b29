"""Log in to PTV: credentials in, token out. The token is kept and renewed by `SharedLogin`.

The token's place in the answer differs between production and training (ptv-api 1.3), and what a
refusal looks like is not documented: anything but a 200 with a token is one, a 5xx is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time

import msgspec

from hytedata.connectors._http import AsyncShell, Endpoint, Request, Response, SharedLogin
from hytedata.errors import LoginRefused

TOKEN_FIELDS = ("serviceToken", "ptvToken", "access_token")


@dataclass(frozen=True)
class PtvLogin:
    """The credentials of one API user.

    Attributes:
        token_url: Where to log in; a whole address.
        organisation: `apiUserOrganisation`: the organisation's id in Palveluhallinta, which is
            not its PTV id; needed only where the user serves several.
    """

    token_url: str
    username: str
    password: str = field(repr=False)
    organisation: str | None = None

    def endpoint(self) -> Endpoint[str]:
        """Describe the login call. Repeating it does no harm, although it is a POST."""
        credentials = {"username": self.username, "password": self.password}
        if self.organisation:
            credentials["apiUserOrganisation"] = self.organisation
        return Endpoint(
            Request("POST", self.token_url, body=msgspec.json.encode(credentials), repeatable=True),
            decode=self._token,
            refuse=lambda response: LoginRefused("PTV", self.username, status=response.status),
        )

    def shared(
        self, *, now: Callable[[], float] = time, on_login: Callable[[], None] = lambda: None
    ) -> SharedLogin:
        """Return the login as a token source that shells can share.

        Args:
            now: Seconds since 1970, UTC.
            on_login: Called after each login. A change of tokens matters to who reads public
                lists with one: PTV reads a dead token there as none at all (ptv-api 11).
        """

        async def log_in(shell: AsyncShell) -> str:
            token = await shell.send(self.endpoint())
            on_login()
            return token

        return SharedLogin(log_in, now=now)

    def _token(self, response: Response) -> str:
        try:
            answer = msgspec.json.decode(response.content)
        except msgspec.DecodeError:
            answer = None
        if isinstance(answer, dict):
            for name in TOKEN_FIELDS:
                token = answer.get(name)
                if isinstance(token, str) and token:
                    return token
        remedy = "the answer holds no token; check the login address and the user name"
        raise LoginRefused("PTV", self.username, status=response.status, remedy=remedy)
