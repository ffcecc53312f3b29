"""Texts, pairs and findings: what a person's word makes of them."""

from hytedata.models.finding import Waiver
from hytedata.models.ptv import Addresses, ServiceLocation, StreetAddress
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Link
from hytedata.store import Store
from hytedata.store.catalogue import Entry
from tests.daemon.web.pages import made
from tests.daemon.web.pages.conftest import ClientOf
from tests.daemon.web.pages.site import Asks, Client, Person
from tests.store.catalogue_entries import read, site

TEXTS = f"/organisations/{made.MALLILA}/texts"
PAIRS = f"/organisations/{made.MALLILA}/candidates"
FIRST = "pair:site:8|22222222-0000-4000-8000-000000000001"
SECOND = "pair:site:9|22222222-0000-4000-8000-000000000002"


def key_of(text: str = made.SUMMARY) -> str:
    found = made.review(text).items[0].texts[0]
    return f"{found.key}|{found.path}|{found.id}"


def test_one_text_is_approved_and_a_new_plan_asked_for(
    client: Client, store: Store, asks: Asks
) -> None:
    made.put_texts(store, made.review())

    client.post(TEXTS, {"one": key_of()})

    (kept,) = store.approved_texts(made.MALLILA)
    assert (kept.item, kept.path, kept.text) == ("site:2", "summary.fi", made.SUMMARY)
    assert asks.jobs == [(made.MALLILA, "plan", False, "Aino Aalto")]
    assert "2 tekstiä odottaa hyväksyntää. 1 on hyväksytty." in client.get(TEXTS).text


def test_all_that_are_shown_are_approved_and_no_others(client: Client, store: Store) -> None:
    made.put_texts(store, made.review())

    client.post(TEXTS, {"all": "yes", "shown": [key_of()], "text": []})

    assert len(store.approved_texts(made.MALLILA)) == 1


def test_a_text_that_changed_since_it_was_read_is_not_approved(
    client: Client, store: Store, asks: Asks
) -> None:
    made.put_texts(store, made.review("Aivan toinen teksti hallista."))

    answer = client.post(TEXTS, {"text": [key_of()]})

    assert store.approved_texts(made.MALLILA) == ()
    assert asks.jobs == []
    assert "Lue se uudelleen" in client.get(answer.headers["location"]).text


def test_a_text_that_was_approved_before_shows_what_is_new_in_it(
    client: Client, store: Store
) -> None:
    made.put_texts(store, made.review())
    client.post(TEXTS, {"one": key_of()})
    made.put_texts(store, made.review(made.SUMMARY.replace("kaksi", "kolme")))

    told = client.get(TEXTS).text

    assert "<del>kaksi</del>" in told
    assert "<ins>kolme</ins>" in told


def test_texts_that_another_version_left_are_as_good_as_none(client: Client, store: Store) -> None:
    store.text_reviews.put(made.MALLILA, b"{}")

    answer = client.get(TEXTS)

    assert (answer.status_code, "Luettavia tekstejä ei ole." in answer.text) == (200, True)


def test_who_only_looks_approves_no_text(viewer: Client, store: Store) -> None:
    made.put_texts(store, made.review())

    answer = viewer.post(TEXTS, {"one": key_of()})

    assert (answer.status_code, store.approved_texts(made.MALLILA)) == (403, ())
    assert '<button class="second"' not in viewer.get(TEXTS).text


def test_answers_on_pairs_are_kept_and_later_is_no_answer(
    client: Client, store: Store, asks: Asks
) -> None:
    made.save(store, made.whole_plan())

    client.post(PAIRS, {FIRST: "adopt", SECOND: "later"})

    (kept,) = store.decisions(made.MALLILA, "mallila")
    assert (kept.decision, kept.source.id, kept.who) == ("adopt", "site:8", "Aino Aalto")
    assert kept.evidence["score"] == "87"
    assert asks.jobs == [(made.MALLILA, "plan", False, "Aino Aalto")]
    assert "Vastattu: Sama." in client.get(PAIRS).text


def test_a_place_that_is_linked_already_is_not_adopted_again(
    client: Client, store: Store, asks: Asks
) -> None:
    made.save(store, made.whole_plan())
    link = Link(SourceItem("lipas", "site:8"), "channel", "other", "key")
    store.save_links(made.MALLILA, "mallila", [link])

    answer = client.post(PAIRS, {FIRST: "adopt"})

    assert (store.decisions(made.MALLILA, "mallila"), asks.jobs) == ((), [])
    assert "ristiriidassa" in client.get(answer.headers["location"]).text


def test_an_answer_that_stands_already_is_shown_and_not_kept_a_second_time(
    client: Client, store: Store
) -> None:
    plan = made.whole_plan()
    made.save(store, plan)
    client.post(PAIRS, {FIRST: "adopt"})

    shown, answer = client.get(PAIRS).text, client.post(PAIRS, {FIRST: "adopt"})

    assert f'name="{FIRST}" value="adopt" checked' in shown
    assert f'name="{FIRST}" value="later"' not in shown
    assert answer.status_code == 400
    assert len(store.audit_trail(made.MALLILA)) == 1


def test_a_pair_that_the_plan_does_not_have_is_no_pair(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())

    answer = client.post(PAIRS, {"pair:site:1|anything": "adopt"})

    assert (answer.status_code, store.decisions(made.MALLILA, "mallila")) == (400, ())


def test_a_finding_is_waived_with_a_reason_until_the_end_of_a_day(
    client: Client, store: Store
) -> None:
    first, *_ = made.put_findings(store)

    client.post(f"/findings/{first}/waiver", {"reason": "Ei puhelinta.", "until": "2026-12-31"})

    (kept,) = store.catalogue.findings.waivers()
    assert (kept.who, kept.reason, kept.finding) == ("Aino Aalto", "Ei puhelinta.", first)
    assert kept.until is not None
    assert kept.until.isoformat() == "2026-12-31T22:00:00+00:00"
    assert store.catalogue.findings.get(first).state == "waived"
    assert "Ei puhelinta." in client.get(f"/findings/{first}").text


def test_a_waiver_is_ended(client: Client, store: Store) -> None:
    first, *_ = made.put_findings(store)
    client.post(f"/findings/{first}/waiver", {"reason": "Ei puhelinta."})

    client.post(f"/findings/{first}/waiver/end", {})

    assert store.catalogue.findings.holding(made.NOW) == ()
    assert store.catalogue.findings.get(first).state == "open"


def test_a_waiver_of_a_rule_at_everybody_is_not_ended_by_one_organisation(
    client_of: ClientOf, store: Store
) -> None:
    first, *_ = made.put_findings(store)
    rule = store.catalogue.findings.get(first).rule
    store.catalogue.findings.waive(Waiver("Ylläpito", "Sääntö on rikki.", rule=rule))
    other = client_of(Person("Eero", approves=True, organisations=(made.TOINEN,)))

    answer = other.post(f"/findings/{first}/waiver/end", {})

    assert answer.status_code == 403
    assert len(store.catalogue.findings.holding(made.NOW)) == 1


def test_a_waiver_without_a_reason_or_until_yesterday_is_refused(
    client: Client, store: Store
) -> None:
    first, *_ = made.put_findings(store)
    address = f"/findings/{first}/waiver"

    answers = [
        client.post(address, {"reason": ""}),
        client.post(address, {"reason": "x", "until": "2026-11-28"}),
        client.post(address, {"reason": "x", "until": "huomenna"}),
    ]

    assert [one.status_code for one in answers] == [422, 400, 400]
    assert store.catalogue.findings.waivers() == ()


def test_pages_of_findings_follow_each_other(store: Store) -> None:
    ids = set(made.put_findings(store, 7))
    findings = store.catalogue.findings

    first = findings.page(limit=4)
    then = findings.page(limit=4, after=first[-1].id)

    assert [len(first), len(then)] == [4, 3]
    assert {one.id for one in (*first, *then)} == ids


def test_findings_are_narrowed_by_severity_owner_and_municipality(
    client: Client, store: Store
) -> None:
    made.put_findings(store, 6)

    told = {
        query: client.get(f"/findings?{query}").text.count('<li><a href="/findings/')
        for query in ("severity=error", f"owner={made.TOINEN}", "municipality=091", "state=waived")
    }

    assert list(told.values()) == [3, 1, 0, 0]


def test_a_pair_shows_what_both_registers_say(client: Client, store: Store) -> None:
    made.save(store, made.whole_plan())
    address = StreetAddress(street={"fi": "Kauppakatu"}, detail="5", postal_code="12345")
    place = ServiceLocation(
        id="22222222-0000-4000-8000-000000000001",
        organisation_id=made.MALLILA,
        location=Addresses(street=(address,)),
    )
    entry = Entry(place.ref, hash="x", model=place.model_dump_json().encode())
    read(store.catalogue, [site(8, place="091", name="Keskustan sali")])
    read(store.catalogue, [entry], scope="all", source="ptv", kind="service-channel")

    told = client.get(PAIRS).text

    assert "Keskustan sali" in told
    assert "Helsinki" in told
    assert "Kauppakatu 5 12345" in told
