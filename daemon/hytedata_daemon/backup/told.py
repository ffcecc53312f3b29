"""What was done with backups, told to the administrator who did it: lines in English."""

from collections.abc import Iterator

from hytedata_daemon.backup.making import Backup
from hytedata_daemon.backup.restoring import Restored
from hytedata_daemon.backup.upgrading import Upgraded


def told_backup(backup: Backup) -> Iterator[str]:
    """Yield what was backed up where, and what was removed for it."""
    manifest = backup.manifest
    size = f"{backup.size_bytes / 2**20:.1f} MiB"
    yield f"Backed up to {backup.folder} ({size}, schema {manifest.store_schema}, verified)."
    if backup.removed:
        names = ", ".join(one.name for one in backup.removed)
        yield f"Removed older ones: {names}."
    yield "Passwords and keys are in no backup: keep those elsewhere."


def told_restore(restored: Restored) -> Iterator[str]:
    """Yield what was put back, where what was there before is now, and what to know."""
    made = f"{restored.manifest.made_at:%Y-%m-%d %H:%M} UTC"
    yield f"{restored.where} is the store of {made} again."
    if restored.before is not None:
        yield f"What was there before is in {restored.before.folder}."
    if restored.aside is not None:
        yield f"What was there before could not be read and is now {restored.aside}."
    for sentence in restored.advice:
        yield f"→ {sentence}"


def told_upgrade(done: Upgraded) -> Iterator[str]:
    """Yield what an upgrade did; nothing where there was nothing to do."""
    if done.before == done.after:
        return
    yield f"The store went from schema {done.before} to {done.after}."
    if done.backup is not None:
        yield f"As it was before it is in {done.backup.folder}."
