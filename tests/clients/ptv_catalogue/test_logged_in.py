"""What v11 shows to a login only: newest versions, source ids, lists of upkeep."""

from collections.abc import Iterator

import pytest

from hytedata import ConfigError, InputError, PtvClient, PtvLogin
from hytedata.sandbox import Sandbox


@pytest.fixture
def ptv(sandbox: Sandbox) -> Iterator[PtvClient]:
    login = PtvLogin(sandbox.ptv_token_url, sandbox.username, sandbox.password)
    with PtvClient(sandbox.ptv_url, contact="it@example.test", login=login) as client:
        yield client


def test_drafts_and_unpublished_edits_are_among_the_newest_versions(
    ptv: PtvClient, sandbox: Sandbox
) -> None:
    published = {one.id for one in ptv.channels.iter(organisation=sandbox.organisation)}

    newest = ptv.active_channels.snapshot(organisation=sandbox.organisation)

    assert newest.completeness.complete
    assert {one.id for one in newest.items} > published
    assert {"Draft", "Published"} <= {one.status for one in newest.items}


def test_a_draft_is_found_by_id_among_newest_versions_only(
    ptv: PtvClient, sandbox: Sandbox
) -> None:
    draft = next(
        one
        for one in ptv.active_channels.iter(organisation=sandbox.organisation)
        if one.status == "Draft"
    )

    assert ptv.active_channels.get(draft.id) == draft
    assert ptv.channels.find(draft.id) is None
    assert [one.id for one in ptv.active_channels.get_many([draft.id]).items] == [draft.id]


def test_newest_versions_of_services_can_be_narrowed_by_organisation(
    ptv: PtvClient, sandbox: Sandbox
) -> None:
    everybodys = {one.id: one for one in ptv.active_services.iter()}

    found = [one.id for one in ptv.active_services.iter(organisation=sandbox.organisation)]

    assert found
    assert len(found) < len(everybodys)
    assert all(everybodys[one].organisation_id == sandbox.organisation for one in found)
    assert ptv.active_services.get(found[0]).id == found[0]


@pytest.mark.parametrize(
    "name",
    [
        "services-without-channels",
        "channels-without-services",
        "not-maintained-services",
        "not-maintained-channels",
        "translations",
    ],
)
def test_every_list_of_upkeep_is_read(ptv: PtvClient, name: str) -> None:
    found = ptv.upkeep.snapshot(name)  # type: ignore[arg-type]

    assert found.completeness.complete
    assert all(one.item_id and one.list == name for one in found.items)


def test_channels_without_services_are_named(ptv: PtvClient) -> None:
    lonely = next(ptv.upkeep.iter("channels-without-services"))

    assert ptv.active_channels.get(lonely.item_id).service_ids == ()
    assert lonely.name


def test_who_changed_an_item_is_not_kept(ptv: PtvClient) -> None:
    for one in ptv.upkeep.iter("channels-without-services"):
        assert "modified_by" not in one.model_dump()
        assert "@" not in one.model_dump_json()


def test_withdrawn_items_are_listed_apart_from_archived_ones(ptv: PtvClient) -> None:
    archived = {one.id for one in ptv.archived.iter("service-channel")}

    withdrawn = {one.id for one in ptv.archived.iter("service-channel", status="Withdrawn")}

    assert archived.isdisjoint(withdrawn)


def test_public_reads_carry_no_token(ptv: PtvClient, sandbox: Sandbox) -> None:
    list(ptv.active_services.iter())
    logged_in = sandbox.controls.journal()
    sandbox.controls.clear_journal()

    ptv.services.snapshot(organisation=sandbox.organisation)

    assert any(one.authenticated for one in logged_in)
    assert not any(one.authenticated for one in sandbox.controls.journal())


def test_without_a_login_it_is_said_what_is_missing(sandbox: Sandbox) -> None:
    with (
        PtvClient(sandbox.ptv_url, contact="it@example.test") as ptv,
        pytest.raises(ConfigError, match="login"),
    ):
        next(ptv.active_services.iter())


@pytest.mark.parametrize("read", ["active_services", "active_channels"])
def test_v12_refuses_newest_versions_by_name(sandbox: Sandbox, read: str) -> None:
    with (
        PtvClient(
            sandbox.ptv12_url,
            contact="it@example.test",
            read_version="v12",
            api_key=sandbox.api_key,
        ) as ptv,
        pytest.raises(InputError, match="v12 has no newest versions"),
    ):
        getattr(ptv, read).iter()


def test_a_wrong_list_is_refused_before_anything_is_sent(ptv: PtvClient, sandbox: Sandbox) -> None:
    sandbox.controls.clear_journal()

    with pytest.raises(InputError, match="'tasks' is none of services-without-channels"):
        ptv.upkeep.iter("tasks")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="organisation"):
        ptv.archived.iter("service", organisation=sandbox.organisation, status="Withdrawn")

    assert not sandbox.controls.journal()


def test_the_password_is_in_no_repr(ptv: PtvClient, sandbox: Sandbox) -> None:
    login = PtvLogin("https://login.example.test", "user", "s3cret-word")

    assert "s3cret-word" not in repr(login)
