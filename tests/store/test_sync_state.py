from dataclasses import replace

from hytedata.models.publication import Fields, Skip, SourceItem
from hytedata.models.sports_site import SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.store import Store
from hytedata.sync.ports import SyncStore

HALL = SourceItem("lipas", "site:1")
POOL = SourceItem("lipas", "site:2")
FIELDS = SourceItem("lipas", "subcategory:1100")


def link(source: SourceItem, ptv_id: str = "c-1") -> Link:
    kind = "service" if source.id.startswith("sub") else "channel"
    return Link(source, "service" if kind == "service" else "channel", ptv_id, f"id-{source.id}")


def sent(source: SourceItem, source_hash: str = "h", version: str = "v") -> Applied:
    fields: Fields = {"name.fi": "Mallihalli", "phones.fi": [{"number": "123", "info": None}]}
    return Applied(source, "channel", fields, {"name.fi": "MALLIHALLI"}, source_hash, version)


def done(store: Store, *, login: str = "mallila", **outcome: object) -> None:
    intent = store.open_intent(
        plan_id="p", change_id="c", organisation="org", login=login, change={}, before=None
    )
    store.close_intent(intent, "done", **outcome)  # type: ignore[arg-type]


def test_the_store_is_what_the_sync_asks_for(store: Store) -> None:
    asked: SyncStore = store

    assert asked.id == store.id


def test_a_new_store_knows_nothing(store: Store) -> None:
    assert store.links("org", "mallila") == ()
    assert store.applied("org", "mallila") == ()
    assert store.connections("org", "mallila") == frozenset()
    assert store.in_step("org", "mallila") == {}


def test_a_link_is_replaced_by_a_newer_one_of_the_same_item(store: Store) -> None:
    done(store, link=link(HALL, "c-1"))

    done(store, link=replace(link(HALL, "c-2"), archived=True))

    assert store.links("org", "mallila") == (replace(link(HALL, "c-2"), archived=True),)


def test_links_come_by_kind_and_item(store: Store) -> None:
    store.save_links("org", "mallila", [link(FIELDS, "s-1"), link(POOL, "c-2"), link(HALL, "c-1")])

    assert [one.source for one in store.links("org", "mallila")] == [HALL, POOL, FIELDS]


def test_each_login_has_links_of_its_own(store: Store) -> None:
    done(store, login="old", link=link(HALL, "c-1"))
    done(store, login="new", link=link(HALL, "c-9"))

    every = store.all_links("org")

    assert store.links("org", "new") == (link(HALL, "c-9"),)
    assert every == {"new": (link(HALL, "c-9"),), "old": (link(HALL, "c-1"),)}
    assert store.all_links("other") == {}


def test_what_was_sent_and_echoed_comes_back_as_it_went(store: Store) -> None:
    odd = replace(sent(HALL), sent={"a": "ä€😀\u0000", "n": [1, 2.5, None, True]}, echo={})

    done(store, applied=odd)

    assert store.applied("org", "mallila") == (odd,)


def test_connections_come_and_go(store: Store) -> None:
    done(store, connected=[("s-1", "c-1"), ("s-1", "c-2")])
    done(store, connected=[("s-1", "c-1")], disconnected=[("s-1", "c-2"), ("s-9", "c-9")])

    assert store.connections("org", "mallila") == {("s-1", "c-1")}
    assert store.connections("org", "other") == frozenset()


def test_items_in_step_are_known_by_hash_and_version(store: Store) -> None:
    done(store, applied=sent(HALL, "h1", "v1"))
    done(store, applied=sent(POOL, "", ""))

    assert store.in_step("org", "mallila") == {HALL: ("h1", "v1")}


def test_a_note_refreshes_hash_and_version_and_leaves_what_was_sent(store: Store) -> None:
    done(store, applied=sent(HALL, "h1", "v1"))
    note = Applied(HALL, "channel", {}, {}, "h2", "v2")

    store.note_in_step("org", "mallila", [note])

    assert store.applied("org", "mallila") == (sent(HALL, "h2", "v2"),)


def test_a_note_of_an_item_that_was_never_written_is_kept_as_it_is(store: Store) -> None:
    note = Applied(HALL, "channel", {}, {}, "h", "v")

    store.note_in_step("org", "mallila", [note])

    assert store.applied("org", "mallila") == (note,)


def test_no_notes_are_no_work(store: Store) -> None:
    store.note_in_step("org", "mallila", [])

    assert store.in_step("org", "mallila") == {}


def test_remarks_are_kept_with_a_note_and_replaced_by_the_next_one(store: Store) -> None:
    note = Applied(HALL, "channel", {}, {}, "h", "v")
    told = Skip(HALL, "Mallihalli", "no-street", "the address is no street", "mend it")
    store.note_in_step("org", "mallila", [note], {HALL: (told,), POOL: ()})
    first = store.remarks("org", "mallila")

    store.note_in_step("org", "mallila", [note], {HALL: ()})

    assert first == {HALL: (told,)}
    assert store.remarks("org", "mallila") == {}


def test_what_was_sent_can_be_asked_for_by_item(store: Store) -> None:
    done(store, applied=sent(HALL))
    done(store, applied=sent(POOL))

    found = store.applied("org", "mallila", {POOL})

    assert found == (sent(POOL),)
    assert store.applied("org", "mallila", set()) == ()


def head(lipas_id: int, name: str) -> SiteHead:
    return SiteHead(
        lipas_id=lipas_id,
        status="active",
        name=name,
        name_sv=None,
        name_en="Hall",
        type_code=1340,
        owner="city",
        municipality="889",
        neighbourhood=None,
        address="Kenttätie 1",
        postal_office="Utajärvi",
        content_hash="ab" * 32,
    )


def test_heads_are_kept_as_they_were_and_replaced_by_the_next_ones(store: Store) -> None:
    store.note_in_step("org", "mallila", [], None, [head(1, "Halli"), head(2, "Kenttä")])
    first = store.heads("org", "mallila")

    store.note_in_step("org", "mallila", [], None, [head(2, "Pallokenttä")])

    assert set(first) == {head(1, "Halli"), head(2, "Kenttä")}
    assert set(store.heads("org", "mallila")) == {head(1, "Halli"), head(2, "Pallokenttä")}
    assert store.heads("org", "other") == ()
