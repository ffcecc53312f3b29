"""`hytedata-daemon backup` and `restore`."""

import os
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.screen import print_json, say
from hytedata_daemon.settings import load_settings

_MB = 1_000_000


@click.command(epilog="\b\nExample:\n  hytedata-daemon backup --to /var/backups/hytedata --keep 30")
@config_option
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where backups are. By default as the configuration says.",
)
@click.option(
    "--keep", type=click.IntRange(min=1), help="Leave so many, the newest. By default as it says."
)
@json_option
def backup(file: Path, folder: Path | None, keep: int | None, as_json: bool) -> int:
    """Back up the store and the configuration; the service may go on meanwhile.

    Secrets are in neither. The folder is closed to other users.
    """
    settings = load_settings(file, environ=os.environ)
    from hytedata_daemon.backup import make_backup

    made = make_backup(
        settings,
        folder or settings.backup_folder,
        os.environ,
        keep=keep or settings.daemon.backup.keep,
    )
    if as_json:
        removed = [str(one) for one in made.removed]
        print_json({"folder": str(made.folder), "bytes": made.size_bytes, "removed": removed})
        return Exit.DONE
    say(f"The store is backed up in {made.folder} ({made.size_bytes / _MB:.1f} MB).", style="bold")
    for one in made.removed:
        say(f"Removed, as an older one: {one}", style="dim")
    return Exit.DONE


@click.command(epilog="\b\nExample:\n  hytedata-daemon restore /var/backups/hytedata/hytedata-…")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@config_option
@click.option(
    "--replace", is_flag=True, help="Also where there is a store; that is backed up first."
)
def restore(folder: Path, file: Path, replace: bool) -> int:
    """Put the store of a backup back, with the service stopped; tells what to do afterwards."""
    settings = load_settings(file, environ=os.environ)
    from hytedata_daemon.backup import restore as put_back

    restored = put_back(settings, folder, os.environ, replace=replace)
    made_at = restored.manifest.made_at.isoformat(timespec="minutes")
    say(f"The store {restored.where} is as it was at {made_at}.", style="bold")
    if restored.before is not None:
        say(f"What was there before is backed up in {restored.before.folder}.")
    if restored.aside is not None:
        say(f"What was there before could not be read; it is kept as {restored.aside}.")
    for sentence in restored.advice:
        say(f"- {sentence}")
    return Exit.DONE
