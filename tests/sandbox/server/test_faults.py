"""Each kind of fault, as a client meets it on the wire."""

import json
import threading
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from hytedata.sandbox.faults import Fault, FaultKind, FaultPlan
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.server import Server
from tests.sandbox.server.raw_http import Ask, Counter, exchange


def ids(body: bytes) -> list[str]:
    return [item["id"] for item in json.loads(body)["itemList"]]


def test_status_answers_without_asking_the_simulator(
    ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("status", status=500, body='{"errorMessage": "trace 1"}'))

    answer = ask("/up/x")

    assert (answer.status, json.loads(answer.body)) == (500, {"errorMessage": "trace 1"})
    assert counter.seen == []


def test_status_429_reads_like_ptvs(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("status", status=429, retry_after_s=3))

    answer = ask("/up/x")

    assert answer.body.startswith(b"Too many requests")
    assert answer.header("Retry-After") == "3"


def test_retry_after_can_be_a_date(counter: Counter, plan: FaultPlan) -> None:
    moment = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    plan.add(Fault("status", status=503, retry_after_s=90, retry_after_date=True))

    with Server({"/up": counter}, faults=plan, now=lambda: moment) as server:
        answer = exchange(server.url, "/up/x")

    told = parsedate_to_datetime(answer.header("Retry-After") or "")
    assert (told - moment).total_seconds() == 90


def test_status_can_be_a_proxys_html(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("status", status=502, html=True))

    answer = ask("/up/x")

    assert answer.status == 502
    assert (answer.header("Content-Type") or "").startswith("text/html")
    assert b"502 Bad Gateway" in answer.body


def test_too_many_answers_429_only_while_more_are_under_way_than_allowed(
    plan: FaultPlan,
) -> None:
    inside, release = threading.Event(), threading.Event()

    class Slow:
        def handle(self, request: SimRequest) -> SimResponse:
            inside.set()
            release.wait(10)
            return SimResponse(200, b"{}")

    plan.add(Fault("too-many", count=1))
    with Server({"/up": Slow()}, faults=plan) as server:
        first = threading.Thread(target=exchange, args=(server.url, "/up/x"))
        first.start()
        inside.wait(10)
        crowded = exchange(server.url, "/up/x")
        release.set()
        first.join()
        alone = exchange(server.url, "/up/x")

    assert (crowded.status, alone.status) == (429, 200)
    assert [entry.at_once for entry in server.journal.entries()] == [2, 1, 1]


def test_garbage_is_html_with_status_200(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("garbage"))

    answer = ask("/up/x")

    assert answer.status == 200
    assert answer.body.startswith(b"<html>")


def test_reset_is_a_real_reset_and_nothing_is_done(
    ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("reset"))

    with pytest.raises(ConnectionResetError):
        ask("/up/x", "POST", b"{}")

    assert counter.seen == []


def test_truncate_promises_more_than_it_sends(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("truncate", count=10))

    answer = ask("/up/x")

    assert answer.status == 200
    assert int(answer.header("Content-Length") or "0") > 10
    assert len(answer.body) == 10


def test_truncate_keeps_half_unless_told_otherwise(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("truncate"))

    answer = ask("/up/x")

    assert len(answer.body) == int(answer.header("Content-Length") or "0") // 2


def test_lost_before_closes_the_connection_and_the_deed_is_not_done(
    server: Server, ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("lost-before"))

    answer = ask("/up/x", "POST", b"{}")

    assert (answer.head, counter.seen) == ("", [])
    assert server.journal.writes() == ()


def test_lost_after_closes_the_connection_and_the_deed_is_done(
    server: Server, ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("lost-after"))

    answer = ask("/up/x", "POST", b"{}")

    assert answer.head == ""
    assert len(counter.seen) == 1
    entry = server.journal.writes()[0]
    assert (entry.status, entry.done, entry.faults) == (None, 200, ("lost-after",))


def test_token_death_makes_the_upstream_forget_and_then_answer(
    ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("token-death", times=1))

    answers = ask("/up/x"), ask("/up/x")

    assert counter.tokens_killed == 1
    assert [each.status for each in answers] == [200, 200]


def test_hang_gives_no_answer_while_the_client_waits(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("hang"))

    with pytest.raises(TimeoutError):
        ask("/up/x", timeout_s=0.2)


def test_a_hang_can_end_with_the_connection(ask: Ask, plan: FaultPlan, counter: Counter) -> None:
    plan.add(Fault("hang", delay_s=0.01))

    answer = ask("/up/x")

    assert (answer.head, counter.seen) == ("", [])


def test_a_hanging_request_does_not_keep_the_server_from_stopping(counter: Counter) -> None:
    plan = FaultPlan([Fault("hang")])

    with Server({"/up": counter}, faults=plan) as server, pytest.raises(TimeoutError):
        exchange(server.url, "/up/x", timeout_s=0.1)

    assert counter.seen == []


def test_delays_add_up_and_the_answer_comes(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("delay", delay_s=0.05))
    plan.add(Fault("delay", delay_s=0.05))

    with pytest.raises(TimeoutError):
        ask("/up/x", timeout_s=0.06)
    answer = ask("/up/x")

    assert answer.status == 200


def test_short_page_lacks_items_at_its_end(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("short-page", count=2))

    answer = ask("/up/list?page=4")

    assert ids(answer.body) == ["4-0"]
    assert json.loads(answer.body)["pageNumber"] == 4


def test_repeat_page_shows_the_page_before_once_more(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("repeat-page", after=1, times=1))

    pages = [ids(ask(f"/up/list?page={at}").body) for at in (1, 2, 3)]

    assert pages == [["1-0", "1-1", "1-2"], ["1-0", "1-1", "1-2"], ["3-0", "3-1", "3-2"]]


def test_stale_page_begins_with_items_of_the_page_before(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("stale-page", after=1))

    pages = [ids(ask(f"/up/list?page={at}").body) for at in (1, 2)]

    assert pages[1] == ["1-2", "2-1", "2-2"]


def test_pages_of_different_listings_are_not_mixed(ask: Ask, plan: FaultPlan) -> None:
    plan.add(Fault("repeat-page"))

    ask("/up/list?page=1&of=a")
    other = ask("/up/list?page=2&of=b")

    assert ids(other.body) == ["2-0", "2-1", "2-2"]


def test_page_faults_and_a_lost_answer_can_hit_one_request(
    ask: Ask, plan: FaultPlan, counter: Counter
) -> None:
    plan.add(Fault("short-page"))
    plan.add(Fault("lost-after", method="PUT"))

    read, write = ask("/up/x"), ask("/up/x", "PUT", b"{}")

    assert len(ids(read.body)) == 2
    assert (write.head, len(counter.seen)) == ("", 2)


@pytest.mark.parametrize(
    ("kind", "status"), [("reset", None), ("lost-before", None), ("status", 503), ("garbage", 200)]
)
def test_the_journal_says_what_the_client_saw(
    server: Server, ask: Ask, plan: FaultPlan, kind: FaultKind, status: int | None
) -> None:
    plan.add(Fault(kind))

    try:
        ask("/up/x")
    except ConnectionResetError:
        assert kind == "reset"

    entry = server.journal.entries()[0]
    assert (entry.status, entry.done, entry.faults) == (status, None, (kind,))
