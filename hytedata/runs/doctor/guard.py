"""The wire that the doctor sends over: lets reads and one login through, and counts them."""

from hytedata.connectors._http.values import Response
from hytedata.connectors._http.wire import Interrupted, Outgoing, Wire


class Allowance:
    """How many requests a run may still send, over all upstreams."""

    def __init__(self, most: int) -> None:
        self.most, self.spent = most, 0

    def spend(self) -> None:
        """Take one.

        Raises:
            Interrupted: None is left; nothing leaves then.
        """
        if self.spent >= self.most:
            raise Interrupted(f"the {self.most} requests of a run are spent", left=False)
        self.spent += 1

    @property
    def is_spent(self) -> bool:
        """Whether none is left."""
        return self.spent >= self.most


class WriteForbidden(Exception):
    """Something tried to send what is no read: a mistake in this program."""


class GuardedWire:
    """A wire that lets nothing through that could change an upstream.

    Args:
        inner: What carries the requests.
        allowance: Shared by all upstreams of a run.
        login_url: The one address that takes a POST; None for none.
    """

    def __init__(self, inner: Wire, allowance: Allowance, *, login_url: str | None = None) -> None:
        self._inner, self._allowance, self._login_url = inner, allowance, login_url

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        """Send a read; see `Wire`."""
        is_login = outgoing.method == "POST" and outgoing.url == self._login_url
        if outgoing.method != "GET" and not is_login:
            raise WriteForbidden(f"{outgoing.method} is not sent by the doctor")
        self._allowance.spend()
        return await self._inner.exchange(outgoing, timeout_s=timeout_s)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()
