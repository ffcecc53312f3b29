from datetime import UTC, datetime

from hytedata.store import Store
from hytedata.store.text_reviews import TextReview
from tests.store.conftest import Clock


def test_the_newest_review_of_an_organisation_takes_the_place_of_the_one_before(
    store: Store, clock: Clock
) -> None:
    store.text_reviews.put("org", b"{}")
    clock.advance(days=1)

    store.text_reviews.put("org", b'{"a": 1}')

    made_at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert store.text_reviews.get("org") == TextReview(b'{"a": 1}', made_at)
    assert store.text_reviews.made_at("org") == made_at


def test_an_organisation_without_a_review_has_none(store: Store) -> None:
    assert store.text_reviews.get("org") is None
    assert store.text_reviews.made_at("org") is None
