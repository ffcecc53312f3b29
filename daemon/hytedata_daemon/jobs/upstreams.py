"""The way to upstreams: none that rests is asked, and all works together ask within the bounds.

Both are kept in the store, so they hold for all daemons that share it.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import Final

from hytedata.config import Config
from hytedata.errors import (
    LoginRefused,
    NotFound,
    ReadInterrupted,
    SourceContractError,
    SourceUnavailable,
    StoreError,
    TransientError,
    WriteRefused,
)
from hytedata.store import Store
from hytedata.store.processes import new_token
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.renewing import Renewing
from hytedata_daemon.jobs.shares import Share, at_once, sharing, upstream_of_source, wanted

SLOT_S: Final = 120.0
"""How long a slot lasts without a renewal, seconds."""

_NO_ANSWER: Final = (SourceUnavailable, ReadInterrupted, SourceContractError)
_ANSWERS: Final = (LoginRefused, NotFound, WriteRefused)


class UpstreamRests(TransientError):
    """An upstream is left in peace after several works in vain."""

    def __init__(self, upstream: str, until: datetime) -> None:
        shown = until.astimezone(UTC).isoformat(timespec="seconds")
        super().__init__(
            f"{upstream} gave no usable answer several times in a row and is left in peace until "
            f"{shown}; the work is done then"
        )
        self.upstream, self.until = upstream, until


class NoShareLeft(TransientError):
    """Other works use all that may be asked of an upstream at once."""

    def __init__(self, upstream: str) -> None:
        super().__init__(
            f"other works use all requests that {upstream} gets at once; the work is done later"
        )
        self.upstream = upstream


class Admitted:
    """Leave to ask some upstreams.

    Attributes:
        config: The configuration to ask them by.
        silent: Upstream → why it gave no usable answer, as far as the job has told.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.silent: dict[str, str] = {}

    def gave_nothing(self, upstream: str, reason: str) -> None:
        """Note that nothing usable came of an upstream, where no error says so."""
        self.silent[upstream] = reason


class Gate:
    """Lets one work to its upstreams.

    Args:
        store: Open; shared by all daemons.
        holder: Who works, for people: program, machine, process, work.
        works: How many works a daemon does at once.
        slot_s: How long a slot lasts without a renewal, seconds.
    """

    def __init__(self, store: Store, *, holder: str, works: int, slot_s: float = SLOT_S) -> None:
        self._store, self._holder, self._works = store, holder, works
        self._slot_s = slot_s
        self._renewing: list[Renewing] = []

    @property
    def is_lost(self) -> bool:
        """Whether a share that is in use was lost: nothing more may be asked of the upstream."""
        return any(one.is_lost for one in self._renewing)

    @contextmanager
    def to(self, config: Config, *upstreams: str) -> Iterator[Admitted]:
        """Hold a share of each upstream while the block runs, and note how they answered.

        An upstream answered unless the block ends with an error that says otherwise, or was told
        so by `Admitted.gave_nothing`. Other errors say nothing of it.

        Raises:
            UpstreamRests: One of them is left in peace.
            NoShareLeft: Nothing is left of one of them. Nothing is waited for.
            StoreError: The store cannot be used.
        """
        with ExitStack() as stack:
            trials = self._admit(stack, upstreams)
            admitted = Admitted(sharing(config, self._take(stack, config, upstreams)))
            try:
                yield admitted
            except BaseException as error:
                # What went wrong is told, not that it could not be noted.
                with suppress(StoreError):
                    self._note_error(error, config, upstreams, trials)
                raise
            # The job is done: what cannot be noted of it is of use to the next ones only.
            with suppress(StoreError):
                self._note(admitted, upstreams)
                trials.clear()

    def _admit(self, stack: ExitStack, upstreams: tuple[str, ...]) -> set[str]:
        """Let the work in everywhere, or nowhere; returns of which upstreams it is the trial."""
        trials: set[str] = set()

        def give_up() -> None:
            with suppress(StoreError):  # the trial then ends by itself, a little later
                for one in sorted(trials):
                    self._store.upstreams.undecided(one)

        stack.callback(give_up)
        for name in upstreams:
            admission = self._store.upstreams.admit(name)
            if admission.rests_until is not None:
                raise UpstreamRests(name, admission.rests_until)
            if admission.is_trial:
                trials.add(name)
        return trials

    def _take(
        self, stack: ExitStack, config: Config, upstreams: tuple[str, ...]
    ) -> dict[str, Share]:
        token, shares = new_token(), dict[str, Share]()
        bounded = {name: of for name in upstreams if (of := at_once(config, name))}
        if not bounded:
            return shares

        def release() -> None:
            with suppress(StoreError):  # the slots then run out by themselves
                self._store.upstreams.release(token)

        stack.callback(release)
        for name, of in bounded.items():
            taken = self._store.upstreams.take(
                name,
                wanted=wanted(of, self._works),
                of=of,
                holder=self._holder,
                token=token,
                seconds=self._slot_s,
            )
            if not taken:
                raise NoShareLeft(name)
            shares[name] = Share(taken, of)
        held = sum(share.taken for share in shares.values())
        renewing = Renewing(
            lambda: self._store.upstreams.renew(token, seconds=self._slot_s), held, self._slot_s
        )
        self._renewing.append(renewing)
        stack.callback(self._renewing.remove, renewing)
        stack.enter_context(renewing)
        return shares

    def _note(self, admitted: Admitted, upstreams: tuple[str, ...]) -> None:
        for name in upstreams:
            if name in admitted.silent:
                self._store.upstreams.unanswered(name, plain(admitted.silent[name]))
            else:
                self._store.upstreams.answered(name)

    def _note_error(
        self, error: BaseException, config: Config, upstreams: tuple[str, ...], trials: set[str]
    ) -> None:
        if not isinstance(error, _NO_ANSWER + _ANSWERS):
            return
        name = upstream_of_source(error.source, config)
        if name not in upstreams:
            return
        if isinstance(error, _NO_ANSWER):
            self._store.upstreams.unanswered(name, plain(str(error)))
        else:
            self._store.upstreams.answered(name)
        trials.discard(name)
