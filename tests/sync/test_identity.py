"""When store and target disagree on what is ours."""

import pytest

from hytedata.errors import IdentityDoubt
from hytedata.models.sync_state import Link
from hytedata.sync.planning.identity import check_login
from tests.sync.fakes import site

LINK = Link(site(1), "channel", "c-1", "id-1")


def test_a_login_that_published_nothing_beside_one_that_did_is_a_doubt() -> None:
    with pytest.raises(IdentityDoubt, match="published by the login old, and new is configured"):
        check_login("new", {"old": (LINK,)})


@pytest.mark.parametrize(
    "links", [{}, {"new": (LINK,)}, {"new": (LINK,), "old": (LINK,)}, {"old": ()}]
)
def test_a_first_run_and_a_known_login_are_none(links: dict[str, tuple[Link, ...]]) -> None:
    check_login("new", links)
