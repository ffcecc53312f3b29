from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from hytedata.models.link_decision import LinkDecision, Verdict
from hytedata.models.publication import SourceItem
from hytedata.store import Store
from tests.store.conftest import Clock


def decision(site: int, ptv_id: str, verdict: Verdict = "adopt") -> LinkDecision:
    return LinkDecision(
        source=SourceItem("lipas", f"site:{site}"),
        kind="channel",
        ptv_id=ptv_id,
        decision=verdict,
        who="Maija Mallilainen",
        evidence={"score": 93},
    )


def test_decisions_are_told_with_who_and_when_the_oldest_first(store: Store, clock: Clock) -> None:
    store.decide("org", "mallila", [decision(1, "a"), decision(2, "b", "reject")])
    clock.advance(days=1)
    store.decide("org", "mallila", [decision(1, "c")])

    told = store.decisions("org", "mallila")

    assert [(one.source.id, one.ptv_id, one.decision) for one in told] == [
        ("site:1", "a", "adopt"),
        ("site:2", "b", "reject"),
        ("site:1", "c", "adopt"),
    ]
    assert told[2].at == clock()
    assert told[0].at == clock() - timedelta(days=1)
    assert (told[0].who, told[0].evidence) == ("Maija Mallilainen", {"score": 93})


def test_decisions_of_other_organisations_and_logins_are_not_told(store: Store) -> None:
    store.decide("org", "mallila", [decision(1, "a")])

    assert store.decisions("other", "mallila") == ()
    assert store.decisions("org", "another") == ()


def test_all_decisions_are_told_by_organisation_and_login(store: Store) -> None:
    store.decide("org", "mallila", [decision(1, "a"), decision(2, "b")])
    store.decide("other", "mallila", [decision(1, "c")])

    told = store.all_decisions()

    assert {by: [one.ptv_id for one in some] for by, some in told.items()} == {
        ("org", "mallila"): ["a", "b"],
        ("other", "mallila"): ["c"],
    }


@pytest.mark.parametrize("deed", ["UPDATE link_decision SET who = ''", "DELETE FROM link_decision"])
def test_a_decision_can_neither_be_changed_nor_deleted(store: Store, url: str, deed: str) -> None:
    store.decide("org", "mallila", [decision(1, "a")])
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(deed))

    engine.dispose()
    assert len(store.decisions("org", "mallila")) == 1
