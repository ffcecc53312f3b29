"""Raw sites of one read, streamed page by page; and what drives a scan over a shell."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeAlias

from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.lipas.endpoints import PageAnswer
from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.connectors.lipas.scan import Batch, Scan, Steps
from hytedata.errors import HytedataError
from hytedata.models.common import Completeness, Rejection

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each page: sites read so far, and how many there are as far as is known yet."""


class _Read:
    """What both kinds share: the verdict, best asked for after the end."""

    def __init__(self, scan: Scan, progress: Progress | None) -> None:
        self._scan, self._progress = scan, progress

    @property
    def completeness(self) -> Completeness:
        """Whether anything may be missing; before the end it says that the read goes on."""
        return self._scan.completeness

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Documents that Lipas could not show, or that have no id."""
        return self._scan.rejections

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._scan.read, self._scan.expected)


class RawSites(_Read):
    """An iterator of raw sites that fetches pages as they are needed; one page is in memory.

    A site that is saved during the read may come a second time, newer: the later one counts.
    """

    def __init__(self, shell: SyncShell, scan: Scan, progress: Progress | None = None) -> None:
        super().__init__(scan, progress)
        self._sites = self._read(shell)

    def __iter__(self) -> Iterator[RawSite]:
        return self

    def __next__(self) -> RawSite:
        return next(self._sites)

    def _read(self, shell: SyncShell) -> Iterator[RawSite]:
        driver = _Driver(self._scan.steps())
        while (step := driver.step()) is not None:
            if isinstance(step, Endpoint):
                try:
                    driver.answer = shell.send(step)
                except HytedataError as error:
                    driver.error = error
            else:
                self._tell()
                yield from step


class AsyncRawSites(_Read):
    """What `RawSites` is, for `async for`."""

    def __init__(self, shell: AsyncShell, scan: Scan, progress: Progress | None = None) -> None:
        super().__init__(scan, progress)
        self._sites = self._read(shell)

    def __aiter__(self) -> AsyncIterator[RawSite]:
        return self

    async def __anext__(self) -> RawSite:
        return await anext(self._sites)

    async def _read(self, shell: AsyncShell) -> AsyncIterator[RawSite]:
        driver = _Driver(self._scan.steps())
        while (step := driver.step()) is not None:
            if isinstance(step, Endpoint):
                try:
                    driver.answer = await shell.send(step)
                except HytedataError as error:
                    driver.error = error
            else:
                self._tell()
                for site in step:
                    yield site


class _Driver:
    """Feeds a scan with the outcome of its last call: set `answer` or `error`, then `step`."""

    def __init__(self, steps: Steps[None]) -> None:
        self._steps = steps
        self.answer: PageAnswer | None = None
        self.error: HytedataError | None = None

    def step(self) -> Endpoint[PageAnswer] | Batch | None:
        """Return the next call or batch; None at the end. Raises what the scan does not take."""
        answer, error = self.answer, self.error
        self.answer = self.error = None
        try:
            return self._steps.send(answer) if error is None else self._steps.throw(error)
        except StopIteration:
            return None
