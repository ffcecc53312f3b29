"""Passwords: kept as hashes by argon2id, compared slowly, and only a few at a time."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import SecretStr

from hytedata.errors import InputError, TransientError

SHORTEST: Final = 12
LONGEST: Final = 1_000
"""Characters of a password."""

_AT_ONCE: Final = 2
_WAITING: Final = 6


class HashingBusy(TransientError):
    """Too many passwords are being compared at once."""

    def __init__(self) -> None:
        super().__init__("too many people sign in at this moment; try again in a few seconds")


class Passwords:
    """Makes hashes and compares with them, some 70 ms and 32 MB each (measured on one core).

    Two run at once, a few more wait, the others are refused: a flood of attempts can take neither
    the memory nor all threads of the pages.

    Args:
        hasher: How to hash; for tests, which cannot wait that long.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        # One lane each: more would only move the work to more cores.
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=32_768, parallelism=1)
        self._nobody = self._hasher.hash("nobody has this password")
        self._at_work = BoundedSemaphore(_AT_ONCE)
        self._in_line = BoundedSemaphore(_AT_ONCE + _WAITING)

    def hash(self, password: SecretStr) -> str:
        """Return the hash of a new password, with a new salt.

        Raises:
            InputError: It is too short or too long. Nothing else is asked of it.
            HashingBusy: Too many are at it.
        """
        plain = _normal(password)
        if not SHORTEST <= len(plain) <= LONGEST:
            raise InputError(
                f"a password has {SHORTEST} to {LONGEST} characters, this one {len(plain)}; "
                "a few words in a row are easy to remember"
            )
        return self.hash_again(password)

    def hash_again(self, password: SecretStr) -> str:
        """Return another hash of a password that is in use already.

        Raises:
            HashingBusy: Too many are at it.
        """
        with self._turn():
            return self._hasher.hash(_normal(password))

    def matches(self, known: str | None, password: SecretStr) -> bool:
        """Whether *password* is the one that was hashed.

        Args:
            known: The hash. None where there is no such person, or none with a password: that is
                false, and takes as long.
            password: What was typed.

        Raises:
            HashingBusy: Too many are at it.
        """
        plain = _normal(password)[: LONGEST + 1]
        with self._turn():
            try:
                is_same = self._hasher.verify(known or self._nobody, plain)
            except (VerificationError, InvalidHashError):
                return False
        return is_same and known is not None

    def is_outdated(self, known: str) -> bool:
        """Whether a hash was made with other parameters than a new one would be."""
        return self._hasher.check_needs_rehash(known)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._in_line.acquire(blocking=False):
            raise HashingBusy
        try:
            with self._at_work:
                yield
        finally:
            self._in_line.release()


def _normal(password: SecretStr) -> str:
    # The same letters are typed as one character or as two, depending on the keyboard.
    return unicodedata.normalize("NFKC", password.get_secret_value())
