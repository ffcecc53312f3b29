"""Which process made a token, so that what a dead process held need not be waited for."""

import hashlib
import os
import uuid
from functools import cache
from pathlib import Path
from typing import Final

_MARK: Final = 10
_PID: Final = 8


def new_token() -> str:
    """Return 32 hexadecimal digits that no other call gives, and that name this process."""
    rest = uuid.uuid4().hex
    mark = _machine()
    return f"{mark}{os.getpid():0{_PID}x}{rest}"[:32] if mark else rest


def is_of_this_process(token: str) -> bool:
    """Whether *token* was made by this process, or by one before with its number.

    False wherever that cannot be told for certain.
    """
    mark = _machine()
    return bool(mark) and token.startswith(f"{mark}{os.getpid():0{_PID}x}")


def is_alive(token: str) -> bool:
    """Whether *token* was made by a process of this machine that still runs.

    False wherever that cannot be told for certain.
    """
    mark = _machine()
    if not mark or not token.startswith(mark):
        return False
    return not is_orphan(token)


def is_orphan(token: str) -> bool:
    """Whether *token* was made by a process of this machine that is no more.

    False wherever that cannot be told for certain: another machine or container, a time before
    the last start of this one, a process number that is in use again.
    """
    mark = _machine()
    if not mark or not token.startswith(mark):
        return False
    try:
        os.kill(int(token[_MARK : _MARK + _PID], 16), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return False


@cache
def _machine() -> str:
    """A digest of what makes process numbers comparable: this start of Linux, this container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        space = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        return ""
    return hashlib.blake2b(f"{boot}:{space}".encode(), digest_size=_MARK // 2).hexdigest()
