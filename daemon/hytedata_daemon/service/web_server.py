"""The web server on a thread of its own, ended by the service and not by signals."""

import asyncio
import logging
import socket
import threading
from contextlib import suppress
from typing import Final

import uvicorn

from hytedata.errors import PermanentError

_START_S: Final = 30.0
_TICK_S: Final = 1.0

log = logging.getLogger(__name__)


class PagesNotServed(PermanentError):
    """The web server did not come up; its log says why."""

    def __init__(self) -> None:
        super().__init__("the web server did not start; the lines of the log above say why")


class WebServer:
    """Serves one application at a bound socket.

    Args:
        config: What is served and how: limits, time limits, proxies.
        listening: Bound; the server listens on it and closes it.
    """

    def __init__(self, config: uvicorn.Config, listening: socket.socket) -> None:
        self._server = _Server(config)
        self._listening = listening
        self._thread = threading.Thread(target=self._run, name="web", daemon=True)

    def start(self) -> None:
        """Answer requests from now on.

        Raises:
            PagesNotServed: The server ended, or was not up within half a minute.
        """
        self._thread.start()
        self._server.up.wait(_START_S)
        if not self._server.started:
            raise PagesNotServed

    def serves(self) -> bool:
        """Whether it still answers."""
        return self._thread.is_alive() and self._server.started

    def stop(self, *, within_s: float) -> None:
        """Answer what was asked, then no more; what takes longer than *within_s* is cut off."""
        self._server.config.timeout_graceful_shutdown = max(1, int(within_s))
        self._server.end()
        if self._thread.ident is not None:
            self._thread.join(within_s + _TICK_S)

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._listening])
        except (OSError, SystemExit) as exc:
            # The latter is how uvicorn gives up; lines of its own say why.
            log.error("web_server_gave_up", extra={"error": str(exc)})
        finally:
            self._server.up.set()


class _Server(uvicorn.Server):
    """As uvicorn's, but asleep while nobody asks.

    uvicorn looks ten times a second whether it is to end, which is a good part of the CPU time that
    an idle service may take.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self._ending = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and tell who waits for it."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets=sockets)
        self.up.set()

    async def main_loop(self) -> None:
        """Wait for the end; once a second the date in the answers is brought up to date."""
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _TICK_S)

    def end(self) -> None:
        """End, from another thread; at once, or right after the start."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._ending.set)
