"""Stands in for the service, to see what its unit's rules let it do and what they do not."""

import importlib
import json
import mmap
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

STATE = Path("/var/lib/hytedata")
COMPILED = (
    *("argon2", "dbos", "geopandas", "greenlet", "matplotlib.pyplot", "msgspec", "nh3", "numpy"),
    *("pandas", "PIL.Image", "psycopg_binary", "pydantic", "pyogrio", "pyproj", "rapidfuzz"),
    *("selectolax.lexbor", "shapely", "sqlalchemy", "yaml"),
    *("apprise", "prometheus_client", "starlette.applications", "uvicorn"),
)


def hash_a_password() -> None:
    importlib.import_module("argon2").PasswordHasher().hash("salasana")


def change_coordinates() -> None:
    importlib.import_module("pyproj").Transformer.from_crs(4326, 3067).transform(64.2, 27.7)


def draw() -> None:
    matplotlib = importlib.import_module("matplotlib")
    matplotlib.use("Agg")
    figure = importlib.import_module("matplotlib.pyplot").figure()
    figure.savefig(STATE / "picture.png")


def keep() -> None:
    with sqlite3.connect(STATE / "probe.db") as store:
        assert store.execute("PRAGMA journal_mode=wal").fetchone() == ("wal",)


def read_settings_and_secret() -> None:
    assert Path("/etc/hytedata/hytedata.toml").read_text("utf-8")
    folder = Path(os.environ["CREDENTIALS_DIRECTORY"])
    assert (folder / "hytedata_probe").read_text("utf-8") == "salainen\n"
    assert (folder / "hytedata_probe").stat().st_mode & 0o077 == 0


def start_a_child() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def know_the_boot() -> None:
    assert Path("/proc/sys/kernel/random/boot_id").read_text("ascii")


def listen() -> None:
    socket.create_server(("127.0.0.1", 0)).close()


def change_settings() -> None:
    Path("/etc/hytedata/more.toml").write_text("", "utf-8")


def read_the_secrets_of_root() -> None:
    Path("/etc/hytedata/credentials/probe").read_text("utf-8")


def change_the_program() -> None:
    Path(sys.argv[0]).write_text("", "utf-8")


def run_what_it_wrote() -> None:
    script = STATE / "script"
    script.write_text("#!/bin/sh\n", "utf-8")
    script.chmod(0o700)
    subprocess.run([script], check=True)


def write_and_run_memory() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def speak_raw() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)


def give_away() -> None:
    os.chown(STATE / "probe.db", 0, 0)


ABLE = (
    *(hash_a_password, change_coordinates, draw, keep, read_settings_and_secret, start_a_child),
    *(know_the_boot, listen),
)
UNABLE = (
    *(change_settings, read_the_secrets_of_root, change_the_program, run_what_it_wrote),
    *(write_and_run_memory, speak_raw, give_away),
)


def outcome(deed: Callable[[], None]) -> str:
    """Do it; gives "" or the error."""
    try:
        deed()
    except (ImportError, OSError, AssertionError) as error:
        return repr(error)
    return ""


def imported(name: str) -> str:
    def bring() -> None:
        importlib.import_module(name)

    return outcome(bring)


def tell(text: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(os.environ["NOTIFY_SOCKET"])
        line.send(text.encode())


def serve() -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGHUP, lambda *_: tell("STATUS=reloaded"))
    tell("READY=1")
    stop.wait()


if __name__ == "__main__" and "run" in sys.argv:
    found = {name: imported(name) for name in COMPILED} | {
        deed.__name__: outcome(deed) for deed in (*ABLE, *UNABLE)
    }
    (STATE / "probe.json").write_text(json.dumps(found), "utf-8")
    serve()
