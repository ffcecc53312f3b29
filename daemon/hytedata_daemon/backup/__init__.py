"""Backups of the store: made, put back, and made before an upgrade."""

from hytedata_daemon.backup.making import Backup, make_backup
from hytedata_daemon.backup.manifest import Manifest, verify
from hytedata_daemon.backup.restoring import Restored, restore
from hytedata_daemon.backup.told import told_backup, told_restore, told_upgrade
from hytedata_daemon.backup.upgrading import Upgraded, upgrade_with_copy

__all__ = [
    "Backup",
    "Manifest",
    "Restored",
    "Upgraded",
    "make_backup",
    "restore",
    "told_backup",
    "told_restore",
    "told_upgrade",
    "upgrade_with_copy",
    "verify",
]
