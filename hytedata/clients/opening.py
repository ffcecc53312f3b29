"""How clients are opened and closed: the same for every register, synchronous and asynchronous."""

from types import TracebackType
from typing import Self

from hytedata.connectors._http import AsyncShell, SyncShell


class SyncClient:
    """A client for `with`. It opens at the first use too; whoever makes it gives it its shell."""

    _shell: SyncShell

    def __enter__(self) -> Self:
        self._shell.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._shell.close()


class AsyncClient:
    """A client for `async with`; whoever makes it gives it its shell."""

    _shell: AsyncShell

    async def __aenter__(self) -> Self:
        await self._shell.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._shell.__aexit__(exc_type, exc, trace)
