"""A plan is read, and a person lets it through or keeps it back."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from hytedata.models.plan import FieldChange
from hytedata.store import Store
from tests.daemon.web.pages import made
from tests.daemon.web.pages.conftest import ClientOf
from tests.daemon.web.pages.site import Asks, Client, Person

DECISION = "/plans/plan-1/decision"


def test_an_update_shows_what_goes_and_what_comes(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())

    told = client.get("/plans/plan-1?part=update-channel").text

    assert "<del>kaksi</del> saunaa" in told
    assert "<ins>kolme</ins> saunaa" in told
    assert "Puhelin, suomi" in told


def test_what_cannot_be_undone_is_marked_and_comes_first(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())

    told = client.get("/plans/plan-1").text

    assert "Vanhan koulun kenttä" in told
    assert "Ei voi perua. Liitoksia katoaa: 2." in told
    assert "Lipaksen mukaan ei enää käytössä" in told


def test_names_from_registers_are_no_markup(client: Client, store: Store) -> None:
    name = "<script>alert(1)</script>"
    made.save(store, made.made_plan(made.create(1, name)))

    told = client.get("/plans/plan-1?part=create-channel").text

    assert "<script>" not in told
    assert "&lt;script&gt;alert(1)" in told


def test_a_long_plan_is_parted_into_pages_that_hold_all_of_it(client: Client, store: Store) -> None:
    made.save(store, made.made_plan(*map(made.create, range(90))))
    address = "/plans/plan-1?part=create-channel"

    first = client.get(address).text
    number = int(re.findall(r"Sivu 1/([0-9]+)", first)[0])
    pages = [client.get(f"{address}&page={page + 1}").text for page in range(number)]

    assert number > 1
    assert sum(page.count('<article class="change create">') for page in pages) == 90
    assert client.get(f"{address}&page={number + 1}").status_code == 404


def test_an_approval_is_kept_with_name_and_reason_and_asks_for_the_write(
    client: Client, store: Store, asks: Asks
) -> None:
    made.save(store, made.whole_plan())

    answer = client.post(DECISION, {"decision": "approve", "reason": "Luettu."})

    (kept,) = store.decisions_on("plan-1")
    assert (kept.who, kept.decision, kept.reason) == ("Aino Aalto", "approve", "Luettu.")
    assert asks.jobs == [(made.MALLILA, "apply", False, "Aino Aalto")]
    assert answer.headers["location"] == "/plans/plan-1?done=approve"
    (entry,) = store.audit_trail(made.MALLILA)
    assert (entry.what, entry.who, entry.detail["plan"]) == ("approve-plan", "Aino Aalto", "plan-1")


def test_a_rejection_without_a_reason_is_asked_for_again(
    client: Client, store: Store, asks: Asks
) -> None:
    made.save(store, made.whole_plan())

    answer = client.post(DECISION, {"decision": "reject", "reason": "  "})

    assert answer.status_code == 422
    assert "Kirjoita perustelu." in answer.text
    assert (store.decisions_on("plan-1"), asks.jobs) == ((), [])


def test_a_rejection_writes_nothing(client: Client, store: Store, asks: Asks) -> None:
    made.save(store, made.whole_plan())

    client.post(DECISION, {"decision": "reject", "reason": "Osoite on väärä."})

    (kept,) = store.decisions_on("plan-1")
    assert (kept.decision, kept.reason, asks.jobs) == ("reject", "Osoite on väärä.", [])
    assert "Hylätty, ei viedä." in client.get("/").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_older_plan_is_refused_and_the_way_to_the_newest_is_told(
    client: Client, store: Store, method: str
) -> None:
    made.save(store, made.whole_plan("plan-1"))
    made.save(store, made.made_plan(made.create(5), plan_id="a-newer-one"))

    answer = (
        client.get(DECISION) if method == "get" else client.post(DECISION, {"decision": "approve"})
    )

    assert answer.status_code == 409
    assert 'href="/plans/a-newer-one"' in answer.text
    assert store.decisions_on("plan-1") == ()


def test_a_plan_that_was_applied_is_not_decided_again(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())
    made.run(store, "apply", made.MALLILA)

    answer = client.post(DECISION, {"decision": "approve"})

    assert answer.status_code == 409
    assert "Hyväksy…" not in client.get("/plans/plan-1").text


def test_an_approved_plan_says_who_approved_it_and_offers_only_to_withdraw(
    client: Client, store: Store
) -> None:
    made.save(store, made.whole_plan())
    store.record_approval("plan-1", "Bertil")

    told = client.get("/plans/plan-1").text
    asked_again = client.get(f"{DECISION}?decision=approve")
    asked = client.get(f"{DECISION}?decision=reject").text

    assert "Bertil hyväksyi suunnitelman" in told
    assert "seuraavassa viennissä" in told
    assert ("Peru hyväksyntä…" in told, "Hyväksy…" in told) == (True, False)
    assert asked_again.headers["location"] == "/plans/plan-1"
    assert "Perutaanko hyväksyntä: Mallilan kunta?" in asked


def test_a_plan_that_is_being_written_is_not_decided_on(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())
    store.start_run("apply", made.MALLILA)

    told, answer = client.get("/plans/plan-1").text, client.get(DECISION)

    assert "Viedään parhaillaan PTV:hen." in told
    assert "/decision" not in told
    assert answer.status_code == 409
    assert "viedään juuri nyt" in answer.text


def test_of_two_who_decide_at_once_the_second_is_told_who_was_first(
    client: Client, store: Store, asks: Asks
) -> None:
    made.save(store, made.whole_plan())
    store.record_approval("plan-1", "Bertil", decision="reject", reason="Osoite on väärä.")

    answer = client.post(DECISION, {"decision": "approve", "seen": "0"})

    assert answer.status_code == 409
    assert "Bertil ehti päättää" in answer.text
    assert (len(store.decisions_on("plan-1")), asks.jobs) == (1, [])


def test_a_form_that_is_sent_twice_decides_once(client: Client, store: Store, asks: Asks) -> None:
    made.save(store, made.whole_plan())
    form = {"decision": "approve", "seen": "0"}

    first, second = client.post(DECISION, form), client.post(DECISION, form)

    assert first.headers["location"] == second.headers["location"] == "/plans/plan-1?done=approve"
    assert (len(store.decisions_on("plan-1")), len(asks.jobs)) == (1, 1)


def test_who_only_looks_sees_no_button_and_is_told_who_decides(
    viewer: Client, store: Store
) -> None:
    made.save(store, made.whole_plan())

    shown, posted = viewer.get("/plans/plan-1"), viewer.post(DECISION, {"decision": "approve"})

    assert "Hyväksy…" not in shown.text
    assert "Päättää: Aino Aalto." in shown.text
    assert (posted.status_code, store.decisions_on("plan-1")) == (403, ())


def test_who_decides_for_another_organisation_does_not_even_see_the_plan(
    client_of: ClientOf, store: Store
) -> None:
    made.save(store, made.whole_plan())
    other = client_of(Person("Eero", approves=True, organisations=(made.TOINEN,)))

    answers = [other.get("/plans/plan-1"), other.post(DECISION, {"decision": "approve"})]

    assert [one.status_code for one in answers] == [403, 403]
    assert "Mallilan" not in other.get("/").text


@pytest.mark.parametrize(
    "address", ["/plans/none", "/organisations/none", "/runs/99", "/findings/zz", "/rules/X-1"]
)
def test_what_there_is_not_is_told_with_a_way_on(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code in (400, 404)
    assert '<a class="button" href="/">' in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/runs?before=x", "/runs?kind=none", "/findings?severity=bad", "/?page=0", "/?page=-1",
        "/findings?municipality=Atlantis", "/plans/plan-1?part=none", "/log?before=1e9",
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named(client: Client, store: Store, address: str) -> None:
    made.save(store, made.whole_plan())

    answer = client.get(address)

    assert answer.status_code == 400
    assert "Osoitteessa on väärä arvo" in answer.text


@pytest.mark.slow
def test_pages_of_a_plan_of_3000_changes_are_small(client: Client, store: Store) -> None:
    made.save(store, made.made_plan(*map(made.create, range(1500)), *map(made.update, range(1500))))

    answers = [
        client.get(f"/plans/plan-1?part={part}") for part in ("create-channel", "update-channel")
    ]

    assert max(len(one.content) for one in answers) < 300_000


def test_a_page_whose_every_word_differs_is_small_too(client: Client, store: Store) -> None:
    before = " ".join(f"sana{number} ja" for number in range(400))
    fields = {
        f"description.{language}": FieldChange(before=before, after=before.replace("ja", "sekä"))
        for language in ("fi", "sv", "en")
    }
    changes = [made.update(number).model_copy(update={"fields": fields}) for number in range(60)]
    made.save(store, made.made_plan(*changes))

    answer = client.get("/plans/plan-1?part=update-channel")

    assert answer.text.count("<del>") > 1000
    assert len(answer.content) < 300_000


def test_a_store_that_cannot_be_read_is_told_without_its_path(
    client: Client, store: Store, tmp_path: Path
) -> None:
    with store._database.writing() as connection:
        connection.execute(text("DROP TABLE due"))

    answer = client.get("/")

    assert answer.status_code == 503
    assert "Tietoja ei juuri nyt saada luettua" in answer.text
    assert str(tmp_path) not in answer.text
