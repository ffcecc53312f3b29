"""Messages over real sockets: mail, webhook, Teams; secrets stay where they are."""

import json
import logging
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hytedata.errors import ConfigError
from hytedata_daemon.notices import NotSent, send_due, send_test, sending
from tests.daemon.notices.conftest import MakeOffice, Office

SECRET = "hemmelig-token-4711"
pytestmark = pytest.mark.slow


@dataclass
class Mailbox:
    port: int
    refused: set[str] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(
        self, server: object, session: object, envelope: Any, address: str, options: object
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@contextmanager
def mail_server(**options: object) -> Iterator[Mailbox]:
    controller = pytest.importorskip(
        "aiosmtpd.controller", reason="aiosmtpd, a mail server for tests, is not installed"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    box = Mailbox(port)
    running = controller.Controller(box, hostname="127.0.0.1", port=port, **options)
    running.start()
    yield box
    running.stop()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server of this machine."""
    with mail_server() as box:
        yield box


@pytest.fixture
def tls_mailbox(certificate: Path) -> Iterator[Mailbox]:
    """One that takes no mail before the connection is encrypted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with mail_server(tls_context=context, require_starttls=True) as box:
        yield box


@dataclass
class Hook:
    """A web server that remembers what is posted and answers with `status`."""

    port: int = 0
    status: int = 200
    posts: list[tuple[str, Any]] = field(default_factory=list)


def _serve(hook: Hook, tls: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.posts.append((self.path, json.loads(body)))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    hook.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    return server


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    server = _serve(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that only we trust, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl, which is not installed")
    key, made, both = tmp_path / "key.pem", tmp_path / "cert.pem", tmp_path / "both.pem"
    options = f"req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {made} -days 2"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([openssl, *options.split(), *names], check=True, capture_output=True)
    both.write_text(key.read_text() + made.read_text())
    return both


@pytest.fixture
def tls_hook(certificate: Path) -> Iterator[Hook]:
    made, context = Hook(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = _serve(made, context)
    yield made
    server.shutdown()
    server.server_close()


def mail(box: Mailbox, *to: str, more: str = "") -> str:
    return (
        '[[daemon.notices.channel]]\nname = "it"\nmail_from = "hytedata@kunta.example"\n'
        f'mail_to = {json.dumps(to or ["tuki@kunta.example"])}\nmail_server = "127.0.0.1"\n'
        f'mail_port = {box.port}\nmail_security = "none"\n{more}'
    )


def encrypted(box: Mailbox) -> str:
    return mail(box).replace('mail_security = "none"\n', "")


def webhook(name: str = "hook", more: str = "") -> str:
    return f'[[daemon.notices.channel]]\nname = "{name}"\nurl_env = "{name.upper()}"\n{more}'


def test_a_mail_has_a_plain_and_a_designed_part_that_say_the_same(
    office: MakeOffice, mailbox: Mailbox
) -> None:
    it = office(
        '[daemon.web]\npublic_url = "https://hyte.kunta.example"\n'
        'proxy_addresses = ["10.0.0.5"]\n' + mail(mailbox)
    )
    it.ends("apply", "waiting", "plan-waits", plan="abc")

    sent = send_due(it.store, it.settings, {}, it.clock())

    assert sent.messages == 1
    (got,) = mailbox.mails
    plain, designed = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert designed is not None
    assert got["Subject"] == "hytedata: Suunnitelma odottaa hyväksyntää: Mallila"
    assert got["Auto-Submitted"] == "auto-generated"
    assert "https://hyte.kunta.example/plans/abc" in plain.get_content()
    assert "<h2" in designed.get_content()


def test_one_closed_mailbox_does_not_keep_the_others_from_their_mail(
    office: MakeOffice, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    it = office(mail(mailbox, "a@kunta.example", "gone@kunta.example", "b@kunta.example"))
    mailbox.refused.add("gone@kunta.example")

    with caplog.at_level(logging.WARNING):
        send_test(it.settings, {}, "it")

    assert [one["To"] for one in mailbox.mails] == ["a@kunta.example", "b@kunta.example"]
    assert [(one.message, one.__dict__["refused"]) for one in caplog.records] == [
        ("notice_refused_by_some", 1)
    ]


def test_mail_asks_for_encryption_unless_told_otherwise(
    office: MakeOffice, mailbox: Mailbox
) -> None:
    it = office(encrypted(mailbox))

    with pytest.raises(NotSent, match="could not be reached"):
        send_test(it.settings, {}, "it")

    assert mailbox.mails == []


def test_encrypted_mail_goes_out_where_the_settings_trust_the_server(
    office: MakeOffice, tls_mailbox: Mailbox, certificate: Path
) -> None:
    it = office(encrypted(tls_mailbox), before=f'ca_bundle = "{certificate}"\n')

    send_test(it.settings, {}, "it")

    assert len(tls_mailbox.mails) == 1


def test_mail_is_not_given_to_a_server_that_nobody_trusts(
    office: MakeOffice, tls_mailbox: Mailbox
) -> None:
    it = office(encrypted(tls_mailbox))

    with pytest.raises(NotSent, match="could not be reached"):
        send_test(it.settings, {}, "it")

    assert tls_mailbox.mails == []


def test_a_webhook_gets_all_that_is_new_in_one_request(office: MakeOffice, hook: Hook) -> None:
    it = office(webhook())
    environ = {"HOOK": f"json://127.0.0.1:{hook.port}/kunta"}
    it.ends("apply", "waiting", "plan-waits")
    it.ends("apply", "waiting", "login-refused", organisation="other")

    send_due(it.store, it.settings, environ, it.clock())

    ((path, body),) = hook.posts
    assert path == "/kunta"
    assert body["title"] == "hytedata: 2 asiaa, 1 vaatii korjausta"
    assert body["type"] == "failure"
    assert body["message"].index("KORJATTAVAA") < body["message"].index("HUOMATTAVAA")


def test_teams_gets_a_card_over_tls_with_our_own_certificates(
    office: MakeOffice, tls_hook: Hook, certificate: Path
) -> None:
    it = office(webhook("teams"), before=f'ca_bundle = "{certificate}"\n')
    environ = {"TEAMS": f"workflows://localhost:{tls_hook.port}/{'a' * 32}/{SECRET}"}
    it.ends("apply", "waiting", "plan-waits")

    sent = send_due(it.store, it.settings, environ, it.clock())

    assert sent.messages == 1
    ((_, body),) = tls_hook.posts
    card = json.dumps(body, ensure_ascii=False)
    assert "AdaptiveCard" in card
    assert "**Huomattavaa: Suunnitelma odottaa hyväksyntää: Mallila**" in card


@pytest.mark.parametrize("option", ["", "?verify=no"])
def test_a_certificate_that_is_not_trusted_is_never_accepted(
    office: MakeOffice, tls_hook: Hook, option: str
) -> None:
    it = office(webhook("teams"))
    url = f"workflows://localhost:{tls_hook.port}/{'a' * 32}/{SECRET}{option}"

    with pytest.raises(NotSent, match=r"could not be reached|verify=no"):
        send_test(it.settings, {"TEAMS": url}, "teams")

    assert tls_hook.posts == []


def test_the_settings_proxy_is_used(office: MakeOffice) -> None:
    it = office(webhook(), before='proxy = "http://proxy.kunta.example:3128"\n')

    found = sending.environment(it.settings, {"HTTPS_PROXY": "http://old:1", "PTV_PASSWORD": "x"})

    assert found["HTTPS_PROXY"] == found["http_proxy"] == "http://proxy.kunta.example:3128"
    assert "PTV_PASSWORD" not in found


def test_no_failure_and_no_log_ever_shows_the_address(
    office: MakeOffice, hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    it = office("".join(webhook(name) for name in ("bad", "gone", "odd")))
    hook.status = 403
    environ = {
        "BAD": f"json://user:{SECRET}@127.0.0.1:{hook.port}/{SECRET}",
        "GONE": f"json://user:{SECRET}@127.0.0.1:1/{SECRET}",
        "ODD": f"nonsense://{SECRET}",
    }
    it.ends("apply", "waiting", "plan-waits")

    with caplog.at_level(logging.DEBUG):
        sent = send_due(it.store, it.settings, environ, it.clock())

    told = {one.__dict__["channel"]: one.__dict__["reason"] for one in caplog.records}
    assert sent.failed == ("bad", "gone", "odd")
    assert told["bad"] == "it answered 403"
    assert told["gone"] == "it could not be reached"
    assert told["odd"] == "its address is none that apprise knows"
    assert not any(SECRET in json.dumps(one.__dict__, default=str) for one in caplog.records)


def test_a_server_that_hangs_is_given_up(
    office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    it: Office = office(webhook())
    monkeypatch.setattr(sending, "TIMEOUT_S", 1.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"json://127.0.0.1:{silent.getsockname()[1]}/{SECRET}"

        with pytest.raises(NotSent) as caught:
            send_test(it.settings, {"HOOK": url}, "hook")

    assert caught.value.__cause__ is None
    assert SECRET not in str(caught.value)


def test_an_address_that_is_none_is_told_without_it(office: MakeOffice) -> None:
    it = office(webhook())

    with pytest.raises(ConfigError) as caught:
        send_test(it.settings, {"HOOK": SECRET}, "hook")

    assert "daemon.notices.channel hook" in str(caught.value)
    assert SECRET not in str(caught.value)
