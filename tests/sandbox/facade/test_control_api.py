"""The control API, as another process would use it."""

import json
from datetime import UTC, datetime
from typing import cast

import pytest

from hytedata.sandbox import Sandbox
from tests.sandbox.facade.http_json import call

Json = dict[str, object]
NO_FAULTS: object = []


def control(sandbox: Sandbox, path: str, method: str = "GET", body: object = None) -> Json:
    status, answer = call(f"{sandbox.control_url}{path}", method, body)
    assert status == 200, answer
    return cast("Json", answer)


def entities(sandbox: Sandbox) -> dict[str, Json]:
    return cast("dict[str, Json]", control(sandbox, "/ptv/snapshot")["entities"])


def named(sandbox: Sandbox, name: str) -> str:
    (found,) = [key for key, entity in entities(sandbox).items() if name in str(entity["newest"])]
    return found


def test_the_overview_tells_all_that_a_client_needs(sandbox: Sandbox) -> None:
    overview = control(sandbox, "/")

    assert overview["organisation"] == sandbox.organisation
    assert (overview["username"], overview["password"]) == (sandbox.username, sandbox.password)
    assert cast("Json", overview["landmarks"])["clean"] == sandbox.world.landmarks["clean"]


def test_faults_are_added_listed_and_lifted(sandbox: Sandbox) -> None:
    rule = {"kind": "status", "mount": "/lipas", "status": 503, "times": 1}
    number = control(sandbox, "/faults", "POST", rule)["id"]

    statuses = [call(f"{sandbox.lipas_url}/v2")[0] for _ in range(2)]
    listed = cast("list[Json]", control(sandbox, "/faults"))
    control(sandbox, f"/faults/{number}", "DELETE")

    assert statuses == [503, 200]
    assert (listed[0]["id"], listed[0]["matched"], listed[0]["fired"]) == (number, 2, 1)
    assert control(sandbox, "/faults") == NO_FAULTS


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/faults", {"kind": "explode"}),
        ("POST", "/faults", []),
        ("POST", "/lipas/edit", {"id": "one", "changes": {}}),
        ("POST", "/lipas/edit", {"changes": {}}),
        ("POST", "/lipas/retire", {"id": 1}),
        ("POST", "/ptv/publish", {"kind": "Service", "id": "nothing"}),
        ("POST", "/ptv/publish", {"kind": "Nothing", "id": "nothing"}),
        ("POST", "/ptv/disconnect", {"service": "a", "channel": "b"}),
        ("GET", "/calendars/olematon", None),
        ("POST", "/calendars/olematon/empty", {}),
        ("POST", "/calendars/seutu/withdraw", {"key": "olematon"}),
        ("POST", "/calendars/seutu/publish", {"event": {"title": "Vailla muuta"}}),
        ("POST", "/calendars/seutu/move", {"key": "vesijumppa", "start": "huomenna"}),
        ("POST", "/calendars/seutu/traps", {"traps": ["olematon"]}),
        ("PUT", "/latency", {"latency_ms": -1}),
        ("GET", "/lipas/sites/1", None),
    ],
)
def test_a_wrong_control_request_is_400_with_a_reason(
    sandbox: Sandbox, method: str, path: str, body: object
) -> None:
    status, answer = call(f"{sandbox.control_url}{path}", method, body)

    assert status == 400
    assert cast("Json", answer)["error"]


def test_an_unknown_control_is_404(sandbox: Sandbox) -> None:
    status, _ = call(f"{sandbox.control_url}/explode", "POST")

    assert status == 404


def test_the_journal_can_be_read_counted_and_cleared(sandbox: Sandbox) -> None:
    call(f"{sandbox.lipas_url}/v2")
    call(f"{sandbox.ptv_url}/v11/Service", "POST", {})

    listed = cast("list[Json]", control(sandbox, "/journal"))
    from_ptv = cast("list[Json]", control(sandbox, "/journal?mount=/ptv"))
    counts = control(sandbox, "/journal/count")
    control(sandbox, "/journal", "DELETE")

    assert [(each["mount"], each["status"]) for each in listed] == [("/lipas", 200), ("/ptv", 401)]
    assert [each["body"] for each in from_ptv] == ["{}"]
    assert counts == {"requests": 2, "writes": 0}
    assert control(sandbox, "/journal/count") == {"requests": 0, "writes": 0}


def test_faults_do_not_reach_the_control_api(sandbox: Sandbox) -> None:
    control(sandbox, "/faults", "POST", {"kind": "reset"})

    assert len(cast("list[Json]", control(sandbox, "/faults"))) == 1


def test_a_person_edits_and_publishes_in_ptv(sandbox: Sandbox) -> None:
    hall = named(sandbox, "Koulukeskuksen liikuntasali")
    names = [{"type": "Name", "language": "fi", "value": "Koulun sali"}]
    edit = {"kind": "ServiceLocation", "id": hall, "body": {"serviceChannelNames": names}}

    control(sandbox, "/ptv/edit", "POST", {**edit, "publish": False})
    waiting = entities(sandbox)[hall]
    control(sandbox, "/ptv/publish", "POST", {"kind": "ServiceLocation", "id": hall})
    public = entities(sandbox)[hall]

    assert waiting["status"] == "Modified"
    assert "Koulun sali" not in json.dumps(waiting["published"])
    assert public["status"] == "Published"
    assert "Koulun sali" in json.dumps(public["published"])


def test_a_person_discards_a_working_copy(sandbox: Sandbox) -> None:
    hall = named(sandbox, "Mallilan jäähalli")
    before = entities(sandbox)[hall]["status"]

    control(sandbox, "/ptv/discard", "POST", {"kind": "ServiceLocation", "id": hall})

    assert (before, entities(sandbox)[hall]["status"]) == ("Modified", "Published")


def test_a_person_archives_in_ptv(sandbox: Sandbox) -> None:
    service = named(sandbox, "Kirjastopalvelut")

    control(sandbox, "/ptv/archive", "POST", {"kind": "Service", "id": service})

    assert entities(sandbox)[service]["status"] == "Deleted"


def test_a_person_connects_and_disconnects_in_ptv(sandbox: Sandbox) -> None:
    ends = {
        "service": named(sandbox, "Koiraurheilu"),
        "channel": named(sandbox, "Seurantalon liikuntasali"),
    }

    def connected() -> bool:
        pairs = cast("list[Json]", control(sandbox, "/ptv/snapshot")["connections"])
        return any(ends.items() <= pair.items() for pair in pairs)

    control(sandbox, "/ptv/connect", "POST", ends)
    after_connecting = connected()
    control(sandbox, "/ptv/disconnect", "POST", ends)

    assert (after_connecting, connected()) == (True, False)


def test_tokens_can_be_killed(sandbox: Sandbox) -> None:
    login = {"username": sandbox.username, "password": sandbox.password}
    _, answer = call(sandbox.ptv_token_url, "POST", login)
    headers = {"Authorization": f"Bearer {cast('dict[str, str]', answer)['serviceToken']}"}

    control(sandbox, "/ptv/kill-tokens", "POST")

    status, _ = call(f"{sandbox.ptv_url}/v11/Service", "POST", {}, headers)
    assert status == 401


def test_sites_are_edited_retired_added_and_read(sandbox: Sandbox) -> None:
    wanted = sandbox.world.landmarks["clean"]

    control(sandbox, "/lipas/edit", "POST", {"id": wanted, "changes": {"www": "mallila.example"}})
    edited = control(sandbox, f"/lipas/sites/{wanted}")
    control(sandbox, "/lipas/retire", "POST", {"id": wanted, "status": "incorrect-data"})
    retired = control(sandbox, f"/lipas/sites/{wanted}")
    made = control(sandbox, "/lipas/add", "POST", {"site": {**edited, "lipas-id": 42}})

    assert (edited["www"], edited["status"]) == ("mallila.example", "active")
    assert retired["status"] == "incorrect-data"
    assert made == {"id": 42}


def test_a_site_can_be_handed_to_lipas_and_taken_back(sandbox: Sandbox) -> None:
    wanted = sandbox.world.landmarks["clean"]

    def published() -> object:
        return cast("Json", control(sandbox, f"/lipas/sites/{wanted}")["ptv"])["sync-enabled"]

    control(sandbox, "/lipas/publish-to-ptv", "POST", {"id": wanted})
    first = published()
    control(sandbox, "/lipas/publish-to-ptv", "POST", {"id": wanted, "enabled": False})

    assert (first, published()) == (True, False)


def test_a_site_can_be_poisoned_and_healed(sandbox: Sandbox) -> None:
    wanted = sandbox.world.landmarks["clean"]
    url = f"{sandbox.lipas_url}/v2/sports-sites/{wanted}"

    control(sandbox, "/lipas/poison", "POST", {"id": wanted})
    poisoned, _ = call(url)
    control(sandbox, "/lipas/heal", "POST", {"id": wanted})
    healed, _ = call(url)

    assert (poisoned, healed) == (500, 200)


def test_sites_can_be_set_moving(sandbox: Sandbox) -> None:
    url = f"{sandbox.lipas_url}/v2/sports-sites?page-size=10"
    _, before = call(url)

    control(sandbox, "/lipas/move", "POST", {"every": 1})
    call(url)

    assert call(url)[1] != before


def test_latency_is_set_while_running(sandbox: Sandbox) -> None:
    control(sandbox, "/latency", "PUT", {"latency_ms": 1})

    status, _ = call(f"{sandbox.lipas_url}/v2")
    assert status == 200


def test_reset_clears_what_was_done(sandbox: Sandbox) -> None:
    wanted = sandbox.world.landmarks["clean"]
    control(sandbox, "/lipas/retire", "POST", {"id": wanted})
    control(sandbox, "/faults", "POST", {"kind": "reset"})

    control(sandbox, "/reset", "POST")

    assert control(sandbox, f"/lipas/sites/{wanted}")["status"] == "active"
    assert control(sandbox, "/faults") == NO_FAULTS


def test_the_map_service_is_controlled(sandbox: Sandbox) -> None:
    year = datetime.now(UTC).year + 1
    layer = f"typeNames=tilastointialueet:kunta4500k_{year}&outputFormat=json"
    url = f"{sandbox.boundaries_url}/tilastointialueet/wfs?service=WFS&request=GetFeature&{layer}"

    control(sandbox, "/statfin/publish", "POST", {"year": year, "merged": "507", "into": "491"})
    control(sandbox, "/statfin/page-limit", "POST", {"count": 5})
    published = cast("Json", call(url)[1])
    control(sandbox, "/statfin/hold-back", "POST", {"year": year})

    assert (published["numberMatched"], published["numberReturned"]) == (307, 5)
    with pytest.raises(json.JSONDecodeError):  # an exception report is XML
        call(url)


# --- calendars -------------------------------------------------------------------------------


def events_of(sandbox: Sandbox, name: str) -> dict[str, Json]:
    shown = cast("list[Json]", control(sandbox, f"/calendars/{name}"))
    return {str(each["key"]): each for each in shown}


def test_calendars_are_listed_with_address_and_traps(sandbox: Sandbox) -> None:
    listed = {
        str(each["name"]): each for each in cast("list[Json]", control(sandbox, "/calendars"))
    }

    assert listed["seutu"]["url"] == sandbox.calendar_url("seutu")
    assert listed["mallila"]["kind"] == "icalendar"
    assert "mirrored" in cast("list[str]", listed["seutu"]["traps"])
    assert cast("Json", control(sandbox, "/")["calendars"])["seutu"] == listed["seutu"]["url"]


def test_events_are_published_edited_moved_called_off_and_withdrawn(sandbox: Sandbox) -> None:
    new = {**events_of(sandbox, "mallila")["kudonta"], "key": "uusi", "title": "Uusi kurssi"}

    def post(deed: str, **body: object) -> None:
        control(sandbox, f"/calendars/mallila/{deed}", "POST", body)

    post("publish", event=new)
    post("edit", key="uusi", changes={"cost": "7 €"})
    post("move", key="uusi", start="2027-03-03T18:00")
    post("cancel", key="opastus")
    post("postpone", key="leipa")
    post("withdraw", key="kudonta")

    events = events_of(sandbox, "mallila")
    assert (events["uusi"]["cost"], events["uusi"]["start"]) == ("7 €", "2027-03-03T18:00:00")
    assert events["uusi"]["end"] == "2027-03-03T21:00:00"
    assert (events["opastus"]["status"], events["leipa"]["status"]) == ("cancelled", "postponed")
    assert "kudonta" not in events


def test_a_calendar_is_emptied_and_trapped_over_http(sandbox: Sandbox) -> None:
    control(sandbox, "/calendars/seutu/traps", "POST", {"traps": ["off"]})
    status, _ = call(f"{sandbox.calendar_url('seutu')}/event/")
    control(sandbox, "/calendars/yhdistykset/empty", "POST")

    assert status == 404
    assert events_of(sandbox, "yhdistykset") == {}
