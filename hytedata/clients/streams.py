"""Reads that are streamed and yet end with a verdict: pages as they come, then their worth."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from hytedata.clients.pages import Page
from hytedata.clients.walking import Reading, begin, read_on
from hytedata.clients.walks import T, Walk
from hytedata.connectors._http import AsyncShell
from hytedata.errors import ReadInterrupted, SourceContractError, TransientError
from hytedata.models.common import Completeness, Rejection


@dataclass(frozen=True)
class StreamEnd:
    """What is to be thought of the pages before it; the last that a stream gives.

    Attributes:
        completeness: Whether anything may be missing.
        rejections: Records that could not be used.
        drift: Path of a field that no model knows → how many records have it.
    """

    completeness: Completeness
    rejections: tuple[Rejection, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)


async def walk_streamed(shell: AsyncShell, walk: Walk[T]) -> AsyncGenerator[Page[T] | StreamEnd]:
    """Read *walk* page by page, and once more where its lists moved or were short; then the end.

    Records of a second reading come again: who takes them must not mind. What only the first
    reading had has come, too, even where the second stands by itself.

    Raises:
        SourceUnavailable: Not even the first page could be read.
        RecordError: A record cannot be used, with `on_invalid="raise"`.
    """
    reading = begin(walk)
    async with aclosing(_pages(shell, reading)) as pages:
        async for page in pages:
            yield page
    end = _end(reading)
    if reading.doubts:
        second = begin(walk)
        with suppress(TransientError, SourceContractError):  # the first reading is there
            async with aclosing(_pages(shell, second)) as pages:
                async for page in pages:
                    yield page
            end = _better(reading, second)
    reading.tell()
    yield end


async def _pages(shell: AsyncShell, reading: Reading[T]) -> AsyncGenerator[Page[T]]:
    try:
        async with aclosing(read_on(shell, reading)) as pages:
            async for page in pages:
                yield page
    except ReadInterrupted as error:
        reading.gaps.append(f"reading {error.what} stopped: {error.detail}")


def _end(reading: Reading[T]) -> StreamEnd:
    reasons = reading.reasons
    verdict = Completeness(complete=not reasons, items=len(reading.seen), reasons=reasons)
    rejections = tuple(one.rejection for one in reading.skipped)
    return StreamEnd(verdict, rejections, dict(sorted(reading.drift.items())))


def _better(first: Reading[T], second: Reading[T]) -> StreamEnd:
    one, other = _end(first), _end(second)
    if first.is_completed_by(second):
        seen = first.seen | second.seen
        unusable = {each.ref.id: each for each in (*one.rejections, *other.rejections)}
        rejections = tuple(unusable[key] for key in unusable if key not in seen)
        return StreamEnd(Completeness(complete=True, items=len(seen)), rejections, other.drift)
    return other if _rank(other) >= _rank(one) else one


def _rank(end: StreamEnd) -> tuple[bool, int]:
    return end.completeness.complete, end.completeness.items
