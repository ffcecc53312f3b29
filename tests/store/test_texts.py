"""Approved texts stay as they were approved."""

import pytest

from hytedata.errors import StoreError
from hytedata.models.text_approval import Approvals, TextApproval
from hytedata.store import Store
from hytedata.store.database import Database
from tests.store.conftest import Clock

HALL = TextApproval("site:1", "summary.fi", "Täällä voit luistella.", "anna")


def test_an_approval_is_kept_with_its_words_its_person_and_its_time(
    store: Store, clock: Clock
) -> None:
    kept = store.approve_texts("org", [HALL])

    (found,) = store.approved_texts("org")
    assert kept == 1
    assert (found.item, found.path, found.text, found.who) == (
        "site:1",
        "summary.fi",
        "Täällä voit luistella.",
        "anna",
    )
    assert found.at == clock.time


def test_approvals_are_of_one_organisation(store: Store) -> None:
    store.approve_texts("org", [HALL])

    assert store.approved_texts("another") == ()


def test_nothing_approved_writes_nothing(store: Store) -> None:
    assert store.approve_texts("org", []) == 0
    assert store.approved_texts("org") == ()


def test_an_approval_holds_for_exactly_its_words_and_comes_back_with_them() -> None:
    again = TextApproval("site:1", "summary.fi", "Täällä voit uida.", "bert")

    approvals = Approvals([HALL, again])

    assert approvals.of("site:1", "summary.fi", HALL.text) == HALL
    assert approvals.of("site:1", "summary.fi", f"{HALL.text} ") is None
    assert approvals.of("site:2", "summary.fi", HALL.text) is None
    assert approvals.before("site:1", "summary.fi") == again
    assert approvals.before("site:1", "summary.sv") is None


@pytest.mark.parametrize(
    "statement", ["UPDATE text_approval SET who = 'x'", "DELETE FROM text_approval"]
)
def test_an_approval_is_never_changed_or_deleted(
    store: Store, url: str, clock: Clock, statement: str
) -> None:
    store.approve_texts("org", [HALL])
    database = Database.at(url, now=clock, create=False)

    with pytest.raises(StoreError), database.writing() as connection:
        connection.exec_driver_sql(statement)

    database.close()
    assert len(store.approved_texts("org")) == 1
