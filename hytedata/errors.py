"""What can go wrong, and what the caller should do about it.

HytedataError
├── TransientError               try again later, nothing is known to be wrong
│   ├── SourceUnavailable        no usable answer after the last attempt
│   ├── ReadInterrupted          a read stopped half-way; says where to go on
│   ├── AnswerLost               a write was sent and its answer never came: look before repeating
│   └── LeaseHeld                another run works on this organisation now
└── PermanentError               trying again unchanged cannot help
    ├── ConfigError              the configuration is wrong; names file, key and what is allowed
    ├── InputError               a file or argument given by the user is not what it should be
    ├── LoginRefused             the register did not accept the credentials
    ├── NotFound                 the item does not exist, is archived, or is not ours
    ├── WriteRefused             the register refused the content of a write (field → messages)
    ├── SourceContractError      an answer in a shape we do not know
    ├── RecordError              one record is unusable; the run goes on without it
    ├── StoreError               the store cannot be used as it is (older, newer, damaged, full)
    ├── StalePlan                the plan was made from something that has changed since
    └── StoppedForSafety         a person must look first
        ├── ApprovalMissing      the plan exceeds its limits or the policy asks for approval
        └── IdentityDoubt        the store and the register disagree on what is ours

Errors carry fields beside their text, never a header, a body, a password or a token.
"""

from collections.abc import Iterable, Mapping, Sequence


class HytedataError(Exception):
    """Base of every error that hytedata raises on purpose."""

    @property
    def no_answer(self) -> bool:
        """Whether an upstream gave no answer at all: a 504 rather than a 502 to who asked us."""
        return False


class TransientError(HytedataError):
    """Trying again later may help."""


class PermanentError(HytedataError):
    """Trying again unchanged cannot help."""


class SourceUnavailable(TransientError):
    """An upstream gave no usable answer after the last attempt."""

    def __init__(
        self, source: str, url: str, *, attempts: int, status: int | None = None, detail: str = ""
    ) -> None:
        what = f"answered {status}" if status is not None else "gave no answer"
        tail = f": {detail}" if detail else ""
        super().__init__(f"{source} {what} at {url} after {attempts} attempt(s){tail}")
        self.source, self.url, self.attempts = source, url, attempts
        self.status, self.detail = status, detail

    @property
    def no_answer(self) -> bool:
        """Whether no answer came; otherwise it is `status` that could not be used."""
        return self.status is None


class ReadInterrupted(TransientError):
    """A read of many records stopped half-way; its cause tells why.

    Attributes:
        cursor: Give it to the same read to go on with the page that is missing.
        items: How many records had been read.
    """

    def __init__(self, source: str, what: str, *, cursor: str, items: int, detail: str) -> None:
        super().__init__(
            f"{source}: reading {what} stopped after {items} records: {detail}; "
            f"go on later with cursor={cursor!r}"
        )
        self.source, self.what, self.cursor, self.items = source, what, cursor, items
        self.detail = detail

    @property
    def no_answer(self) -> bool:
        """Whether it stopped because no answer came."""
        return isinstance(self.__cause__, HytedataError) and self.__cause__.no_answer


class AnswerLost(TransientError):
    """A write was sent and no answer came; whether it took effect is unknown."""

    def __init__(self, source: str, url: str, *, detail: str = "") -> None:
        super().__init__(
            f"{source}: the answer to a write at {url} was lost ({detail or 'connection broke'}); "
            "it is looked up before anything is sent again"
        )
        self.source, self.url, self.detail = source, url, detail

    @property
    def no_answer(self) -> bool:
        """Always: that is what it tells."""
        return True


class LeaseHeld(TransientError):
    """Another run holds the lease: of an organisation, or of the findings."""

    def __init__(self, organisation: str, holder: str, until: str) -> None:
        super().__init__(
            f"another run ({holder}) works on {organisation} until {until}; "
            "wait for it to end, then start again"
        )
        self.organisation, self.holder, self.until = organisation, holder, until


class ConfigError(PermanentError):
    """The configuration is wrong.

    Attributes:
        file: Where it was read from.
        problems: One line per fault: key, value and what is allowed.
    """

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"{file} cannot be used:\n{lines}")
        self.file, self.problems = file, tuple(problems)


class InputError(PermanentError):
    """A file or argument given by the user is not what it should be."""


class LoginRefused(PermanentError):
    """The register did not accept the credentials of *username*."""

    def __init__(self, source: str, username: str, *, status: int, remedy: str = "") -> None:
        advice = remedy or "check the user name and where its password is read from"
        super().__init__(f"{source} refused the login of {username} (status {status}); {advice}")
        self.source, self.username, self.status = source, username, status


class NotFound(PermanentError):
    """The item does not exist, is archived, or belongs to somebody else."""

    def __init__(self, source: str, what: str, *, detail: str = "") -> None:
        super().__init__(f"{source} has no {what}" + (f": {detail}" if detail else ""))
        self.source, self.what, self.detail = source, what, detail


class WriteRefused(PermanentError):
    """A register refused the content of a write.

    Attributes:
        status: The HTTP status.
        faults: Field path → messages, all that the register named.
        situations: What is known of such messages, stable kebab-case words (`name-taken` …).
    """

    def __init__(
        self,
        source: str,
        what: str,
        *,
        status: int,
        faults: Mapping[str, Sequence[str]],
        situations: Iterable[str] = (),
    ) -> None:
        told = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in faults.items())
        super().__init__(f"{source} refused {what} ({status}): {told}")
        self.source, self.what, self.status = source, what, status
        self.faults = {field: tuple(messages) for field, messages in faults.items()}
        self.situations = frozenset(situations)


class SourceContractError(PermanentError):
    """An upstream answered in a shape we do not know."""

    def __init__(self, source: str, url: str, *, detail: str) -> None:
        super().__init__(f"{source} answered at {url} in a shape we do not know: {detail}")
        self.source, self.url, self.detail = source, url, detail


class RecordError(PermanentError):
    """One record is unusable; a run goes on without it."""

    def __init__(self, source: str, record: str, *, field: str, detail: str) -> None:
        super().__init__(f"{source} {record}: {field}: {detail}")
        self.source, self.record, self.field, self.detail = source, record, field, detail


class StoreError(PermanentError):
    """The store cannot be used as it is.

    Attributes:
        passes: Whether it may be over by itself: a server that is starting or does not answer, or
            another process that keeps the store locked.
    """

    def __init__(self, message: str, *, passes: bool = False) -> None:
        super().__init__(message)
        self.passes = passes


class StalePlan(PermanentError):
    """The plan was made from something that has changed since; make a new one."""


class StoppedForSafety(PermanentError):
    """Nothing was written; a person must look first."""


class ApprovalMissing(StoppedForSafety):
    """The plan needs a person's approval: it exceeds limits, or the policy asks for it."""


class IdentityDoubt(StoppedForSafety):
    """The store and the register disagree on which items are ours."""
