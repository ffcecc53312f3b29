"""Bring an older store up to date when the daemon starts, with a backup of it made first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hytedata.errors import StoreError
from hytedata.models.clock import utc_now
from hytedata.store import Store, dumping
from hytedata.store.keeping import Standing, look_at
from hytedata_daemon.backup.making import Backup, Free, free_bytes, make_backup
from hytedata_daemon.settings import Settings


@dataclass(frozen=True)
class Upgraded:
    """What was done to the store.

    Attributes:
        before: Schema that was found; None where there was no store yet.
        after: Schema now; None where there is no store yet.
        backup: Of the store as it was; None where nothing had to be done, or where the settings
            leave backups to somebody else.
    """

    before: str | None
    after: str | None
    backup: Backup | None = None


def upgrade_with_copy(
    settings: Settings,
    folder: Path,
    environ: Mapping[str, str],
    *,
    now: Callable[[], datetime] = utc_now,
    free: Free = free_bytes,
) -> Upgraded:
    """Upgrade the configured store if it is older than this version, after a backup into *folder*.

    All steps are taken or none. Where one fails the store is as it was, and the older version of
    hytedata can go on with it.

    Raises:
        StoreError: It is newer, another daemon runs on it, no backup can be made, or a step
            failed.
    """
    url = settings.config.store
    standing = look_at(url, now=now)
    if not standing.is_older or standing.moved:
        # Of a newer, or a moved, one the store says itself what to do.
        if not standing.is_empty:
            Store.open(url, now=now, create=False).close()
        return Upgraded(standing.schema, standing.schema)
    if standing.users:
        raise StoreError(
            f"the store {standing.where} has to be upgraded from schema {standing.schema}, and is "
            f"in use: {'; '.join(standing.users)}"
        )
    made = _backed_up(settings, folder, standing, environ, now, free)
    done = _upgraded(settings, made, now)
    return Upgraded(done.before, done.after, made)


def _backed_up(
    settings: Settings,
    folder: Path,
    standing: Standing,
    environ: Mapping[str, str],
    now: Callable[[], datetime],
    free: Free,
) -> Backup | None:
    if standing.kind == "postgresql" and (why := dumping.why_not(standing, environ)):
        if settings.daemon.backup.upgrade_without:
            return None
        raise StoreError(
            f"the store {standing.where} has to be upgraded from schema {standing.schema}, and no "
            f"backup can be made first: {why}. If backups are made elsewhere, set "
            "daemon.backup.upgrade_without = true"
        )
    return make_backup(settings, folder, environ, reason="upgrade", now=now, free=free)


def _upgraded(settings: Settings, made: Backup | None, now: Callable[[], datetime]) -> Upgraded:
    try:
        done = Store.upgrade(settings.config.store, now=now, copy_first=False)
    except StoreError as error:
        kept = f"; a backup of it is in {made.folder}" if made is not None else ""
        raise StoreError(
            f"the store could not be upgraded and is as it was, so that the version of hytedata "
            f"before this one can go on with it{kept}: {error}"
        ) from error
    return Upgraded(done.before, done.after)
