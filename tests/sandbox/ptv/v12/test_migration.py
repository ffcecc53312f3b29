"""The two stores: how late v12 follows v11 (ptv-v12 1 and 8)."""

from tests.sandbox.ptv.v12.support import V12
from tests.sandbox.ptv.world import service


def test_without_a_lag_a_write_is_seen_at_once(v12: V12) -> None:
    made = v12.ptv.service()

    assert v12.found("service/search") == [made]


def test_what_is_new_appears_after_the_lag(v12: V12) -> None:
    v12.hold(lag_min=90)
    made = v12.ptv.service()

    seen = []
    for _ in range(3):
        seen.append(v12.found("service/search"))
        v12.later(minutes=45)

    assert seen == [[], [], [made]]
    assert v12.get(f"service/{made}").status_code == 200


def test_what_is_not_copied_yet_is_unknown(v12: V12) -> None:
    v12.hold(lag_min=90)

    assert v12.get(f"service/{v12.ptv.service()}").json()["reason"] == "Unknown"


def test_an_old_version_stays_until_the_change_is_copied(v12: V12) -> None:
    v12.hold(lag_min=60)
    made = v12.ptv.service("Vanha")
    v12.later(minutes=61)
    v12.ptv.put(f"Service/{made}", service("Uusi"))

    names = []
    for _ in range(2):
        names.append(v12.shown(f"service/{made}")["languageVersions"]["fi"]["name"])
        v12.later(minutes=61)
    names.append(v12.shown(f"service/{made}")["languageVersions"]["fi"]["name"])

    assert names == ["Vanha fi", "Uusi fi", "Uusi fi"]


def test_archiving_is_late_too(v12: V12) -> None:
    v12.hold(lag_min=60)
    made = v12.ptv.service()
    v12.later(minutes=61)
    v12.ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})
    ever = ("archivedAtOrAfter", "2020-01-01T00:00:00Z")

    before = (v12.found("service/search"), v12.found("service/archived", ever))
    v12.later(minutes=61)
    after = (v12.found("service/search"), v12.found("service/archived", ever))

    assert (before, after) == (([made], []), ([], [made]))


def test_connections_are_late_too(v12: V12) -> None:
    v12.hold(lag_min=60)
    made, channel = v12.ptv.service(), v12.ptv.location()
    v12.later(minutes=61)
    v12.ptv.simulator.connect(made, channel)

    before = v12.shown("connection/search")["totalItems"]
    v12.later(minutes=61)

    assert (before, v12.shown("connection/search")["totalItems"]) == (0, 1)


def test_late_content_carries_the_moment_of_v11_and_the_moment_of_the_copy(v12: V12) -> None:
    """So that asking for what came since the last look misses it, unless the looks overlap."""
    v12.hold(lag_min=90)
    made = v12.ptv.service()  # at 9.30.15
    v12.later(minutes=91)

    shown = v12.shown(f"service/{made}")

    assert shown["publishedAt"].startswith("2026-11-24T09:30:15")
    assert shown["migratedAt"].startswith("2026-11-24T11:00:15")
    assert v12.found("service/search", ("publishedAtOrAfter", "2026-11-24T10:00:00Z")) == []


def test_what_was_there_from_the_beginning_is_not_late(v12: V12) -> None:
    v12.hold(lag_min=90)

    assert v12.shown("organization/search")["totalItems"] == 4
