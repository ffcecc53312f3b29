"""Whether the daemon lives and is ready, and who may read its numbers."""

import pytest

from tests.daemon.health.conftest import Health


def test_a_daemon_whose_loop_turns_is_healthy(health: Health) -> None:
    answer = health.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_one_whose_loop_hangs_is_not_and_needs_no_store_to_say_so(health: Health) -> None:
    health.turning, health.broken = False, True

    answer = health.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"status": "stuck"})


def test_it_is_ready_where_store_engine_and_loop_are(health: Health) -> None:
    answer = health.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "store": "ok", "engine": "ok", "loop": "ok"}


def test_it_says_what_it_waits_for_and_nothing_more(health: Health) -> None:
    health.broken, health.fault = True, "recovering"

    answer = health.get("/readyz", "192.0.2.1")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "store": "unusable",
        "engine": "recovering",
        "loop": "ok",
    }


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_answers_are_not_kept_by_anybody(health: Health, path: str) -> None:
    assert health.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("192.0.2.1", {}, 403),
        ("testclient", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, 403),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.1"}, 403),
    ],
)
def test_metrics_are_for_this_machine_and_named_networks(
    health: Health, address: str, headers: dict[str, str], status: int
) -> None:
    daemon = health.settings.daemon
    named = daemon.monitoring.model_copy(update={"metrics_addresses": ("10.1.0.0/16",)})
    health.settings = type(health.settings)(
        health.settings.config, daemon.model_copy(update={"monitoring": named})
    )

    answer = health.get("/metrics", address, headers)

    assert answer.status_code == status
