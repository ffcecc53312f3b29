"""The numbers that Prometheus reads: right, bounded, and of nobody in person."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from hytedata.store import Store
from hytedata.store.monitoring import Monitoring
from hytedata_daemon.health import StoreCollector
from hytedata_daemon.outcome import Outcome, Work
from tests.daemon.health.conftest import HOUR, MALLILA, NOW, Health


def numbers(health: Health) -> dict[str, float]:
    text = health.get("/metrics").text
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_they_tell_how_everything_stands(busy: Health) -> None:
    found = numbers(busy)

    assert found["hytedata_store_up[]"] == 1
    assert found["hytedata_read_complete_timestamp_seconds['lipas', 'sports-site']"] == (
        NOW.timestamp()
    )
    assert found[f"hytedata_plan_blocked['{MALLILA}']"] == 1
    assert found[f"hytedata_plan_waiting_timestamp_seconds['{MALLILA}']"] == NOW.timestamp()
    assert found[f"hytedata_intents_open['{MALLILA}']"] == 1
    assert found["hytedata_upstream_rests['ptv']"] == 1
    assert [found[f"hytedata_daemons['{state}']"] for state in ("alive", "lost", "recovered")] == [
        1,
        1,
        1,
    ]
    assert found["hytedata_notices_unsent['it']"] == 1
    assert found[f"hytedata_work_failures['{MALLILA}', 'false', 'plan']"] == 6


def test_a_read_that_was_missed_is_late_and_one_that_rests_is_not(busy: Health) -> None:
    found = numbers(busy)

    # Due at half past two by the clock of Helsinki on the day after it last ran, and by its
    # jitter later.
    late = timedelta(seconds=found["hytedata_work_overdue_seconds['read-ptv']"])
    assert 33 * HOUR <= late <= 33.5 * HOUR
    assert found["hytedata_work_overdue_seconds['gaps']"] == 0


def test_works_are_counted_as_they_end(health: Health) -> None:
    for state in ("done", "done", "failed"):
        work, outcome = Work(job="plan"), Outcome.model_validate({"state": state})
        health.meter.ended(work, outcome)

    found = numbers(health)

    assert found["hytedata_works_total['done', 'plan']"] == 2
    assert found["hytedata_works_total['failed', 'plan']"] == 1


def test_nothing_of_people_or_of_organisations_that_are_not_ours_is_told(busy: Health) -> None:
    text = busy.get("/metrics").text

    assert "@" not in text
    assert "of-nobody" not in text


def test_a_store_that_fails_is_a_number_and_no_error(busy: Health) -> None:
    busy.broken = True

    found = numbers(busy)

    assert found["hytedata_store_up[]"] == 0
    assert "hytedata_store_size_bytes[]" not in found
    assert "process_resident_memory_bytes[]" in found


def test_findings_are_counted_anew_only_after_a_run_of_the_rules(
    health: Health, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    real = Monitoring.findings

    def findings(part: Monitoring) -> object:
        counted.append(1)
        return real(part)

    collector = StoreCollector(lambda: health.settings, lambda: store, lambda: NOW)
    monkeypatch.setattr(Monitoring, "findings", findings)
    for _ in range(3):
        list(collector.collect())

    assert counted == [1]
