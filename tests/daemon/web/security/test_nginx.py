"""The set-ups with nginx that docs/daemon-sign-in.md shows, with a real nginx before the pages."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hytedata_daemon.web.serving import Serving, listen
from tests.daemon.web.security.world import (
    BEHIND_PROXY,
    BY_PROXY,
    PASSWORD,
    PROXY,
    PUBLIC,
    TOKEN,
    MakeWorld,
    World,
)

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[4] / "docs" / "daemon-sign-in.md"
LOCAL_ACCOUNTS, SINGLE_SIGN_ON = re.findall(
    r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
)
HOST = PUBLIC.removeprefix("https://")
# In place of a helper that asks the single sign-on: it says that matti is signed in.
ASK_HELPER = """
    location /oauth2/auth {{
        internal;
        proxy_pass http://unix:{folder}/helper;
    }}
"""
HELPER = """
server {{
    listen unix:{folder}/helper;
    add_header X-Auth-Request-Preferred-Username matti;
    location / {{ return 200; }}
}}
"""
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def nginx(tmp_path: Path) -> str:
    found = shutil.which("nginx")
    if found is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    make = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj"
    files = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "pem")]
    subprocess.run(
        ["openssl", *make.split(), f"/CN={HOST}", *files], check=True, capture_output=True
    )
    return found


@contextmanager
def behind(nginx: str, folder: Path, world: World, server: str) -> Iterator[Ask]:
    """Serve *world* behind nginx; gives a function that asks it as a browser would."""
    with ExitStack() as stack:
        serving = stack.enter_context(Serving(world.app(), listen("127.0.0.1", 0)))
        with listen("127.0.0.1", 0) as free:
            port = int(free.getsockname()[1])
        config = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        config = config.replace("127.0.0.1:8470", f"127.0.0.1:{serving.port}")
        config = config.replace("/etc/ssl/private/hyte.key", str(folder / "key"))
        config = config.replace("/etc/ssl/hyte.pem", str(folder / "pem"))
        stack.enter_context(_running(nginx, folder, config, port))

        def ask(
            path: str, body: str | None = None, headers: Mapping[str, str] | None = None
        ) -> tuple[int, str, str]:
            trusting = ssl._create_unverified_context()
            connection = HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
            try:
                method = "GET" if body is None else "POST"
                connection.request(method, path, body, {"Host": HOST, **(headers or {})})
                answer = connection.getresponse()
                cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
                return answer.status, answer.read().decode(), cookie
            finally:
                connection.close()

        yield ask


@contextmanager
def _running(nginx: str, folder: Path, server: str, port: int) -> Iterator[None]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}"
        f" http {{ access_log off; {paths} {server} }}",
        encoding="utf-8",
    )
    process = subprocess.Popen([nginx, "-c", str(file), "-e", str(folder / "error.log")])
    try:
        end = time.monotonic() + 30
        while not _is_open(port):
            assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            assert time.monotonic() < end, "nginx does not listen"
        yield
    finally:
        process.terminate()
        process.wait(30)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_local_accounts_sign_in_behind_nginx(
    nginx: str, tmp_path: Path, make_world: MakeWorld
) -> None:
    world = make_world(BEHIND_PROXY.replace(PROXY, "127.0.0.1"))
    world.add()
    with behind(nginx, tmp_path, world, LOCAL_ACCOUNTS) as ask:
        _, page, cookie = ask("/sign-in")
        found = TOKEN.search(page)
        assert found is not None
        form = urlencode({"csrf": found[1], "name": "maija", "password": PASSWORD})
        sent = {
            "Cookie": cookie,
            "Origin": PUBLIC,
            "Content-Type": "application/x-www-form-urlencoded",
        }

        status, _, signed_in = ask("/sign-in", form, sent)

        assert status == 303
        assert signed_in.startswith("__Host-hytedata=")
        assert ask("/", headers={"Cookie": signed_in})[1] == "maija reads in fi"
        assert ask("/", headers={"Host": "paha.example"})[0] == 421
        assert ask("/metrics")[0] == 403
        assert ask("/sign-in", "a" * 2_000_000, sent)[0] == 413


def test_nginx_lets_nobody_say_who_they_are(
    nginx: str, tmp_path: Path, make_world: MakeWorld
) -> None:
    world = make_world(BY_PROXY.replace(PROXY, "127.0.0.1"))
    world.add(password=None)
    world.add("matti", "viewer", password=None)
    location = re.compile(r"    location / \{.*?\n    \}\n", re.DOTALL)
    ask_helper = ASK_HELPER.format(folder=tmp_path)
    server = location.sub(lambda _: SINGLE_SIGN_ON + ask_helper, LOCAL_ACCOUNTS)
    server += HELPER.format(folder=tmp_path)
    with behind(nginx, tmp_path, world, server) as ask:
        honest = ask("/")
        forged = ask("/", headers={"X-Remote-User": "maija"})
        underscored = ask("/", headers={"X_Remote_User": "maija"})

    assert [one[1] for one in (honest, forged, underscored)] == ["matti reads in fi"] * 3
    assert {who for _, who, _ in world.audited()} == {"matti"}
