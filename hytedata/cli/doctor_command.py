"""`hytedata doctor`: one gentle look at each real upstream."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console

from hytedata.cli.broken_extensions import print_broken, told_broken
from hytedata.cli.doctor_text import RECORDING, TEXT, print_report
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, organisation_option, without_file
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.runs.broken_extensions import broken_extensions
from hytedata.runs.doctor import (
    ASSUMPTIONS,
    Finding,
    Look,
    Place,
    Report,
    doors_of,
    examine,
    visit_of,
)
from hytedata.runs.doctor.doors import PER_SECOND

WIDTH_OF_FILES = 100


@click.command(
    epilog="""\b
Examples:
  hytedata doctor --config hytedata.toml --out doctor
  hytedata doctor --contact me@kunta.example --only lipas
  HYTEDATA_PTV_API_KEY=… hytedata doctor --only ptv12"""
)
@config_option
@click.option("--contact", metavar="EMAIL", help="Read no configuration: yours, for User-Agents.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(ASSUMPTIONS)),
    help="Only this upstream; may be repeated.",
)
@organisation_option
@click.option("--municipality", metavar="CODE", help="Whose sites are looked at.")
@click.option("--lipas-id", type=click.IntRange(1), help="A site that Lipas publishes to PTV.")
@click.option(
    "--out",
    type=OutPath(file_okay=False),
    help="Write the report and a redacted recording into this folder.",
)
@click.option(
    "--pause-s",
    type=click.FloatRange(0),
    default=1 / PER_SECOND,
    show_default=True,
    help="Between two reads of one upstream.",
)
@click.option("--all", "everything", is_flag=True, help="Show what was seen of everything.")
@json_option
def doctor(
    file: Path,
    contact: str | None,
    only: Sequence[str],
    organisation: str | None,
    municipality: str | None,
    lipas_id: int | None,
    out: Path | None,
    pause_s: float,
    everything: bool,
    as_json: bool,
) -> int:
    """Look at the real registers once, and tell which of our assumptions hold.

    Writes nothing to any register: about sixty small reads, one after the other. Confirms the
    set-up too: addresses, certificates, login, key, clock, and extensions by other projects.
    """
    settings = without_file(contact) if contact else load_config(file, environ=os.environ)
    visit = visit_of(
        settings, organisation=organisation, municipality=municipality, lipas_id=lipas_id
    )
    if out is not None:
        _make(out)
    doors = doors_of(
        settings,
        os.environ,
        organisation=visit.organisation,
        per_second=1 / pause_s if pause_s else 0,
    )
    places = [place for place in ASSUMPTIONS if not only or place in only]
    with Look(doors, visit.subject) as look:
        report = _look(look, places)
    if out is not None:
        _write(report, out)
    broken = broken_extensions()
    if as_json:
        print_json({**report.to_json(), "broken_extensions": told_broken(broken)})
    else:
        print_report(report, results(), out, everything=everything)
        print_broken(broken)
    return Exit.DONE if report.is_sound else Exit.FAILED


def _look(look: Look, places: Sequence[Place]) -> Report:
    """Look at everything, or at as much as there is time for until Ctrl-C."""
    findings: list[Finding] = []
    try:
        with progress() as tell:
            for finding in examine(look, places, tell=tell):
                findings.append(finding)  # noqa: PERF402 - kept one by one: Ctrl-C may come
    except KeyboardInterrupt:
        notes().print("Stopped. This is what was found until then.")
    wanted = sum(len(ASSUMPTIONS[place]) for place in places)
    return Report.of(look, findings, left=wanted - len(findings))


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"--out: {out} cannot be made: {error.strerror}") from error


def _write(report: Report, out: Path) -> None:
    encoded = msgspec.json.format(msgspec.json.encode(report.recording()), indent=2)
    try:
        (out / RECORDING).write_bytes(encoded + b"\n")
        with (out / TEXT).open("w", encoding="utf-8") as file:
            console = Console(file=file, width=WIDTH_OF_FILES, no_color=True)
            # Beside the recording, and without the path of this machine.
            print_report(report, console, Path(), everything=True)
    except OSError as error:
        raise InputError(f"--out: {out} cannot be written: {error.strerror}") from error
