"""Where reports of quality lie: a folder per run of the job `gaps`, in it one per county."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

KEPT: Final = 3
"""So many runs are kept, the newest."""

_NAMES: Final = "*Z"
_DRAFT: Final = ".draft-"


@contextmanager
def new_reports(folder: Path, made_at: datetime) -> Iterator[Path]:
    """Give a folder to write reports to, which takes its place when the block is through.

    Who reads meanwhile, or after a failure, finds the reports of the run before. Older ones are
    removed, and what runs that were killed have left.

    Args:
        folder: Of all reports; it is made where it is missing, closed to other users.
        made_at: Aware; runs are told apart by it.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"{_DRAFT}*"):
        shutil.rmtree(left, ignore_errors=True)
    draft, target = folder / f"{_DRAFT}{secrets.token_hex(4)}", folder / f"{made_at:%Y%m%dT%H%M%S}Z"
    draft.mkdir(mode=0o700)
    try:
        yield draft
        shutil.rmtree(target, ignore_errors=True)  # of the same second
        os.replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _forget_older(folder, target)


def newest_report(folder: Path, county: str) -> Path | None:
    """Return the folder of a county's newest report; None where there is none."""
    found = [one / county for one in _runs(folder) if (one / county).is_dir()]
    return found[-1] if found else None


def _runs(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.glob(_NAMES) if one.is_dir())
    except OSError:  # of another user, say: then there is nothing to show
        return []


def _forget_older(folder: Path, kept: Path) -> None:
    # The one that was written stays, also where a clock was set back.
    others = [one for one in _runs(folder) if one != kept]
    for old in others[: max(0, len(others) - KEPT + 1)]:
        shutil.rmtree(old, ignore_errors=True)
