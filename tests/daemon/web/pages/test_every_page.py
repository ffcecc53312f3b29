"""Each page in each language, with something in the store and with nothing."""

import pytest

from hytedata.store import Store
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Client

PAGES = (
    "/", "/runs", "/runs/1", f"/organisations/{made.MALLILA}",
    f"/organisations/{made.MALLILA}/texts", f"/organisations/{made.MALLILA}/candidates",
    "/plans/plan-1", "/plans/plan-1?part=create-channel", "/plans/plan-1?part=update-channel",
    "/plans/plan-1?part=connect", "/plans/plan-1?part=skipped", "/plans/plan-1?part=drift",
    "/plans/plan-1/decision?decision=approve", "/plans/plan-1/decision?decision=reject",
    "/findings", "/rules/LIPAS-CON-001", "/coverage", "/log",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_page_is_shown_in_each_language(client: Client, store: Store, language: str) -> None:
    made.filled(store)
    (finding, *_) = made.put_findings(store)

    answers = {
        path: client.get(path, language=language) for path in (*PAGES, f"/findings/{finding}")
    }

    assert {path: one.status_code for path, one in answers.items() if one.status_code != 200} == {}
    assert all(f'<html lang="{language}">' in one.text for one in answers.values())


def test_pages_of_an_empty_store_say_that_there_is_nothing_yet(client: Client) -> None:
    empty = [path for path in PAGES if "plan" not in path and path != "/runs/1"]

    answers = {path: client.get(path).status_code for path in empty}

    assert set(answers.values()) == {200}
