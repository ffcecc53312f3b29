"""`hytedata sandbox`: simulated Lipas, PTV, map service and event calendars on loopback."""

import signal
import threading
from pathlib import Path
from typing import Literal

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, say
from hytedata.errors import InputError


@click.command(
    epilog="""\b
Examples:
  hytedata sandbox --out hytedata.toml
  hytedata sandbox --scale county --seed 7 --latency-ms 150"""
)
@click.option("--port", default=8765, show_default=True, help="On 127.0.0.1; 0 picks a free one.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same world.")
@click.option(
    "--scale",
    type=click.Choice(["municipality", "county", "country"]),
    default="municipality",
    show_default=True,
)
@click.option("--latency-ms", default=0.0, help="Wait before each answer.")
@click.option(
    "--ptv12-lag-min",
    default=0.0,
    help="Minutes until v12 of PTV shows what was written through v11; about 90 in production.",
)
@click.option(
    "--codes",
    type=click.Path(path_type=Path),
    help="File of postal codes; otherwise they are invented.",
)
@click.option(
    "--out",
    type=OutPath(),
    help="Write the configuration here instead of printing it.",
)
@json_option
def sandbox(
    port: int,
    seed: int,
    scale: Literal["municipality", "county", "country"],
    latency_ms: float,
    ptv12_lag_min: float,
    codes: Path | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Start simulated registers and calendars here, and print a configuration for them.

    Nothing leaves the machine. Stop it with Ctrl-C.
    """
    try:
        from hytedata.sandbox import Sandbox, World
    except ModuleNotFoundError as error:
        raise InputError(
            f"the sandbox needs {error.name}: install it with pip install 'hytedata[sandbox]'"
        ) from error
    world = World(seed=seed, scale=scale, codes=codes)
    with Sandbox(world, port=port, latency_ms=latency_ms, ptv12_lag_min=ptv12_lag_min) as running:
        settings = running.config_toml()
        if as_json:
            print_json({"url": running.url, "control": running.control_url, "config": settings})
        elif out:
            out.write_text(settings, encoding="utf-8")
            say(f"Configuration written to {out}")
        else:
            say(settings)
        notes().print(
            f"Lipas {running.lipas_url}  PTV {running.ptv_url}  v12 {running.ptv12_url}  "
            f"borders {running.boundaries_url}  control {running.control_url}\n"
            f"Calendars {'  '.join(map(running.calendar_url, running.calendars))}\n"
            f"In another terminal: export {running.password_env}={running.password}\n"
            f"and, to read v12: export {running.api_key_env}={running.api_key}\n"
            f"then: hytedata sync plan --config {out or 'hytedata.toml'} --out plan.json\n"
            "Stop with Ctrl-C.",
            markup=False,
        )
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        try:
            stop.wait()
        except KeyboardInterrupt:
            notes().print("Stopped.")
    return Exit.DONE
