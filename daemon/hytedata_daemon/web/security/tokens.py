"""What a browser holds, one random id in a cookie, and what is derived from it.

Sessions are rows of the store. The library for this that the package index offers, starsessions
2.2.1, was read and not taken: it saves a session under whatever id the browser sends, so that one
planted before signing in lives on; a new id leaves the old row behind; it keeps the id itself, has
one lifetime and not two, and writes at every request.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

_ID_BYTES: Final = 32
_ID_LENGTH: Final = 43  # of so many bytes in base64


def new_id() -> str:
    """Return a new random id."""
    return secrets.token_urlsafe(_ID_BYTES)


def key_of(session_id: str) -> str:
    """Return what the session of an id is kept by: who reads the store cannot take it over."""
    return hashlib.sha256(session_id.encode()).hexdigest()


def form_token(session_id: str) -> str:
    """Return what forms of this session carry; the id cannot be told from it."""
    return hmac.new(session_id.encode(), b"form", hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class SessionCookie:
    """The cookie with the id.

    It is `Lax`, not `Strict`: a link in a mail that tells of a waiting plan must find the reader
    signed in. What changes anything is a POST, to which other sites' pages cannot add it either.
    It has no end of its own: the browser drops it when it is closed, the store long before.

    Attributes:
        secure: Whether it goes by TLS only. Its name then binds it to this very host, so that a
            neighbour under the same domain cannot plant one.
    """

    secure: bool

    @property
    def name(self) -> str:
        """The cookie's name."""
        return "__Host-hytedata" if self.secure else "hytedata-session"

    def read(self, connection: HTTPConnection) -> str:
        """Return the id that the browser sends; "" for none, or for what was never one."""
        found = connection.cookies.get(self.name, "")
        return found if len(found) == _ID_LENGTH and found.isascii() else ""

    def set(self, response: Response, session_id: str) -> None:
        """Have the browser hold *session_id* from now on."""
        response.set_cookie(
            self.name, session_id, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def drop(self, response: Response) -> None:
        """Have the browser forget it."""
        response.delete_cookie(
            self.name, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
