"""The daemon's log: one line per event, whose work it was, nothing secret, no flood."""

import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import structlog

from hytedata_daemon import logs
from hytedata_daemon.redaction import Redaction

SECRET = "Kissa-ja-koira-4711"
OTHERS = ("uvicorn", "uvicorn.access", "dbos", "apprise", "httpx", "httpcore", "sqlalchemy")

Lines = Callable[[], list[dict[str, object]]]
log = logging.getLogger("hytedata_daemon.test")


class Ticks:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def lines(ticks: Ticks) -> Iterator[Lines]:
    """Configure the log; gives what it wrote so far."""
    loggers = [logging.getLogger(name) for name in (*OTHERS, "alembic", "hytedata_daemon")]
    before = [(one, list(one.handlers), one.level, one.propagate) for one in loggers]
    hooks = sys.excepthook, threading.excepthook
    stream = io.StringIO()
    logs.configure("DEBUG", as_json=True, daemon="d1", stream=stream, ticks=ticks)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    sys.excepthook, threading.excepthook = hooks
    logging.captureWarnings(False)
    structlog.contextvars.clear_contextvars()
    for logger, handlers, level, propagate in before:
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


def test_a_line_says_when_how_grave_what_whose(lines: Lines) -> None:
    with logs.working_on("plan", "org-1", run=7):
        log.info("plan_made", extra={"changes": 3})

    (line,) = lines()
    assert str(line.pop("time")).endswith("Z")
    assert line == {
        "level": "info",
        "event": "plan_made",
        "daemon": "d1",
        "job": "plan",
        "organisation": "org-1",
        "run": 7,
        "logger": "hytedata_daemon.test",
        "changes": 3,
    }


def test_works_side_by_side_in_threads_keep_their_names(lines: Lines) -> None:
    together = threading.Barrier(4)

    def work(number: int) -> None:
        with logs.working_on("apply", f"org-{number}"):
            together.wait(timeout=30)
            log.info("written", extra={"number": number})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert {(line["organisation"], line["number"]) for line in lines()} == {
        (f"org-{number}", number) for number in range(4)
    }


def test_what_libraries_log_comes_out_alike(lines: Lines) -> None:
    logging.getLogger("dbos").warning("Recovering %d workflows", 3)
    logging.getLogger("uvicorn.error").error("port %s is taken", 8470)

    assert [(line["logger"], line["event"]) for line in lines()] == [
        ("dbos", "Recovering 3 workflows"),
        ("uvicorn.error", "port 8470 is taken"),
    ]


def test_chatter_of_libraries_is_left_out(lines: Lines) -> None:
    for name in ("dbos", "httpx", "uvicorn", "sqlalchemy.engine"):
        logging.getLogger(name).info("chatter")
    logging.getLogger("apprise").error("Failed to send to slack://token")
    logging.getLogger("uvicorn.access").error("GET /?token=x")

    assert lines() == []


def test_an_exception_is_one_field_of_one_line(lines: Lines) -> None:
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        log.exception("work_failed")

    (line,) = lines()
    assert str(line["exception"]).startswith("Traceback")
    assert str(line["exception"]).endswith("ValueError: first\nsecond")


def test_what_nobody_caught_is_logged_too(lines: Lines) -> None:
    def fail() -> None:
        raise RuntimeError(f"password={SECRET}")

    thread = threading.Thread(target=fail, name="engine")
    thread.start()
    thread.join()

    (line,) = lines()
    assert (line["event"], line["in_thread"]) == ("thread_failed", "engine")
    assert SECRET not in json.dumps(line)


SECRETS = [
    f"password={SECRET}",
    f"Password: '{SECRET}'",
    f'{{"api_key": "{SECRET}", "n": 1}}',
    f"Authorization: Bearer {SECRET}",
    f"headers={{'Authorization': 'Basic {SECRET}'}}",
    f"Cookie: session={SECRET}; theme=dark",
    f"set-cookie: __Host-session={SECRET}; Secure",
    f"postgresql://hyte:{SECRET}@db.kunta.example/hyte",
    f"postgresql://hyte:a/b@{SECRET}@db.kunta.example/hyte",
    f"https://user:{SECRET}@api.kunta.example/v1",
    f"mailtos://user:{SECRET}@smtp.kunta.example?to=x",
    f"slack://T123/{SECRET}/C123",
    f"workflows://host:443/abc/{SECRET}",
    f"https://hooks.slack.com/services/T1/B1/{SECRET}",
    f"https://prod-1.westeurope.logic.azure.com:443/workflows/x?sig={SECRET}",
    f"https://host.example/hook?token={SECRET}&x=1",
    f"jwt eyJhbGciOiJIUzI1NiJ9.{SECRET}.c2ln",
    f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----",
    f"client_secret: {SECRET}",
]


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_hidden_wherever_it_stands(lines: Lines, text: str) -> None:
    log.warning("told %s", text)
    log.warning(text)
    log.warning("event", extra={"fact": text, "facts": {"deep": [text, (text,)]}})
    try:
        raise OSError(text)
    except OSError:
        log.exception("failed")

    assert len(lines()) == 4
    assert SECRET not in json.dumps(lines())


@pytest.mark.parametrize("key", ["password", "ptv_api_key", "Authorization", "set-cookie", "csrf"])
def test_what_has_a_secrets_name_is_hidden_whatever_it_is(lines: Lines, key: str) -> None:
    log.warning("event", extra={key: SECRET, "deep": {key: [SECRET]}})

    assert SECRET not in json.dumps(lines())


def test_a_secret_that_is_known_is_hidden_even_where_nothing_tells_it(lines: Lines) -> None:
    logs.hide("tavallinen sana")

    log.warning("the answer held tavallinen sana, alas")

    assert lines()[0]["event"] == "the answer held (hidden), alas"


@pytest.mark.parametrize(
    "text",
    [
        "matti.meikalainen@kunta.example",
        "+358 40 123 4567",
        "040-1234567",
        "09 310 1641",
        "+358401234567",
    ],
)
def test_mail_addresses_and_phone_numbers_are_hidden(lines: Lines, text: str) -> None:
    log.warning("record refused: contact %s is wrong", text, extra={"value": text})

    assert text not in json.dumps(lines())
    assert "record refused" in str(lines()[0]["event"])


@pytest.mark.parametrize(
    "text",
    [
        "https://api.palvelutietovaranto.suomi.fi/api/v11/Service?page=3&date=2026-11-24",
        "sqlite:////var/lib/hytedata/hytedata.db",
        "00000000-0000-4000-8000-000000000889",
        "2026-11-24T09:58:36.123456Z",
        "0019c1d8f2aa7e55 run 1234567 in 0.0123456 s, port 8470, address 10.0.0.5",
        "the environment variable PTV_PASSWORD is not set; set it",
    ],
)
def test_what_is_no_secret_can_be_read(text: str) -> None:
    assert Redaction().text(text) == text


def test_a_flood_is_cut_and_says_so(lines: Lines, ticks: Ticks) -> None:
    for number in range(500):
        log.error("connection %s lost", number)
    log.error("something else")
    ticks.at = 61
    log.error("connection %s lost", 501)

    assert len(lines()) == logs.MOST_A_MINUTE + 2
    assert lines()[logs.MOST_A_MINUTE - 1]["more_left_out"] is True
    assert lines()[-1]["left_out_before"] == 470


def test_messages_that_differ_in_numbers_only_are_one_flood(lines: Lines) -> None:
    for number in range(100):
        log.error(f"retry {number} of workflow 3f2a{number:08x}")

    assert len(lines()) == logs.MOST_A_MINUTE


def test_people_get_lines_without_braces(lines: Lines) -> None:
    stream = io.StringIO()
    logs.configure("INFO", as_json=False, stream=stream)

    log.info("started", extra={"port": 8470})

    assert "started" in stream.getvalue()
    assert "port=8470" in stream.getvalue()
    assert "{" not in stream.getvalue()
