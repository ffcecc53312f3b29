"""Adoption over the sandbox: what people made is found, decided on, taken over, and kept whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hytedata.clients.lipas import LipasClient, lipas_upstream
from hytedata.clients.ptv import PtvTarget
from hytedata.config import Config, load_config
from hytedata.models.link_decision import LinkDecision
from hytedata.models.plan import Change, Plan
from hytedata.models.publication import DesiredItem
from hytedata.runs.adopt import Candidates, candidates_with
from hytedata.runs.plan import plan_with
from hytedata.runs.progress import silent
from hytedata.runs.reading import read_both
from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.world import parts
from hytedata.sandbox.world.identities import item_id
from hytedata.store import Store
from hytedata.sync.adopting import adoption_change, took_effect, write_adoption
from hytedata.sync.in_step import Steps

HALL, SKI_SCHOOL, GUIDANCE = item_id("hall"), item_id("ski-school"), item_id("guidance")
MADE_BY_HAND: Mapping[str, object] = {
    "isVisibleForAll": True,
    "serviceChannelNames": parts.typed(
        "Name", {"fi": "Koulukeskuksen liikuntasali", "sv": "Skolcentrets idrottssal"}
    ),
    "displayNameType": [{"type": "Name", "language": "fi"}, {"type": "Name", "language": "sv"}],
    "serviceChannelDescriptions": [
        *parts.typed("Summary", {"fi": "Sali kaikille.", "sv": "En sal för alla."}),
        *parts.typed("Description", {"fi": "Varaa vuoro.", "sv": "Boka en tid."}),
    ],
    "languages": ["fi", "sv", "en"],
    "phoneNumbers": [
        parts.phone("401234567", "fi", additionalInformation="Salivuorot"),
        parts.phone("501112222", "sv"),
    ],
    "emails": [{"language": "fi", "value": "salit@mallila.example"}],
    "webPages": [parts.page("https://www.mallila.example/salit", "fi", "Salit")],
    "serviceHours": [parts.weekly(("Monday", "Friday"), "08:00", "21:00")],
}


@dataclass
class Job:
    sandbox: Sandbox
    config: Config
    lipas: LipasClient
    ptv: PtvTarget
    store: Store

    @property
    def organisation(self) -> str:
        return self.config.organisation[0].id

    def candidates(self) -> Candidates:
        return candidates_with(
            self.config, self.config.organisation[0], self.lipas, self.ptv, self.store
        )

    def plan(self) -> Plan:
        return plan_with(self.config, self.config.organisation[0], self.lipas, self.ptv, self.store)

    def decide(self, site: int, ptv_id: str) -> None:
        found = self.candidates().adoption
        pair = next(one for one in found.pairings if one.actual.id == ptv_id)
        assert pair.item.source.id == f"site:{site}"
        decision = LinkDecision(pair.item.source, "channel", ptv_id, "adopt", "Maija")
        self.store.decide(self.organisation, self.ptv.login, [decision])

    def adopt(self, site: int) -> Change:
        """Carry out the only approved adoption, as apply does."""
        found = self.candidates().adoption
        ((key, actual),) = found.approved.items()
        assert key[1].id == f"site:{site}"
        change = adoption_change(self.wanted(site), actual, {}, reason="a person decided so")
        current = self.ptv.look("channel", actual.id)
        assert current is not None
        assert current.version == change.base
        written = write_adoption(change, current, self.ptv)
        intent = self.store.open_intent(
            plan_id="p",
            change_id=change.id,
            organisation=self.organisation,
            login=self.ptv.login,
            change=change.model_dump(mode="json"),
            before=dict(current.document),
        )
        self.store.close_intent(
            intent, "done", ptv_id=actual.id, link=written.link, applied=written.applied
        )
        return change

    def wanted(self, site: int) -> DesiredItem:
        read = read_both(
            self.config, self.config.organisation[0], self.lipas, self.ptv, Steps(), silent
        )
        return next(one for one in read.desired.items if one.source.id == f"site:{site}")

    def held(self, ptv_id: str) -> dict[str, Any]:
        entities: Any = self.sandbox.controls.snapshot_ptv()["entities"]
        return dict(entities[ptv_id])

    def connections(self, channel: str) -> set[str]:
        held: Any = self.sandbox.controls.snapshot_ptv()["connections"]
        return {pair["service"] for pair in held if pair["channel"] == channel}


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=1)


@pytest.fixture
def job(world: World, tmp_path: Path) -> Iterator[Job]:
    with Sandbox(world) as sandbox:
        path = tmp_path / "hytedata.toml"
        path.write_text(sandbox.config_toml(languages=("fi",)), encoding="utf-8")
        config = load_config(path, environ={sandbox.password_env: sandbox.password})
        config = config.model_copy(update={"store": f"sqlite:///{tmp_path}/store.db"})
        with (
            LipasClient(lipas_upstream(config.lipas.url or "", contact="test")) as lipas,
            PtvTarget(
                config.ptv.url,
                config.ptv.token_url,
                config.organisation[0].username,
                sandbox.password,
                contact="test",
            ) as ptv,
            Store.open(config.store, now=lambda: datetime.now(UTC)) as store,
        ):
            yield Job(sandbox, config, lipas, ptv, store)


def site(job: Job) -> int:
    return job.sandbox.world.landmarks["same-name-same-place"]


def test_what_people_made_is_found_and_namesakes_elsewhere_get_another_name(job: Job) -> None:
    found = job.candidates()

    strong = {one.actual.title: one for one in found.adoption.pairings if one.standing == "strong"}
    clashes = {one.title: one.proposal for one in found.adoption.clashes}
    assert found.complete
    assert strong["Koulukeskuksen liikuntasali"].item.source.id == f"site:{site(job)}"
    assert "Mallilan jäähalli" in strong
    assert "Pääkirjasto" not in strong
    assert clashes["Seurantalon liikuntasali"]["fi"].startswith("Seurantalon liikuntasali (")


def test_what_lipas_itself_publishes_is_left_to_lipas(job: Job) -> None:
    theirs = job.sandbox.world.landmarks["published-by-lipas"]

    found = job.candidates()

    assert [one.id for one in found.left_to_lipas] == [f"site:{theirs}"]
    assert all(one.item.source.id != f"site:{theirs}" for one in found.adoption.pairings)


def test_an_adopted_channel_open_to_all_in_two_languages_loses_nothing_under_finnish_only(
    job: Job,
) -> None:
    job.sandbox.controls.edit_ptv("ServiceLocation", HALL, MADE_BY_HAND)
    job.sandbox.controls.connect_in_ptv(SKI_SCHOOL, HALL)
    before, connected = job.held(HALL), job.connections(HALL)
    job.decide(site(job), HALL)

    job.adopt(site(job))

    after = job.held(HALL)
    newest, was = after["newest"], before["newest"]
    assert before["visible_for_all"]
    assert after["visible_for_all"]
    assert after["status"] == "Published"
    assert job.connections(HALL) == connected >= {SKI_SCHOOL, GUIDANCE}
    assert newest["serviceHours"] == was["serviceHours"]
    assert in_language(newest, "serviceChannelNames", "sv") == ["Skolcentrets idrottssal"]
    swedish = in_language(newest, "serviceChannelDescriptions", "sv")
    assert sorted(swedish) == ["Boka en tid.", "En sal för alla."]
    assert sorted(newest["languages"]) == ["en", "fi", "sv"]
    assert {one["number"] for one in newest["phoneNumbers"]} >= {"401234567", "501112222"}
    assert "Salivuorot" in [one.get("additionalInformation") for one in newest["phoneNumbers"]]
    assert "salit@mallila.example" in in_language(newest, "emails", "fi")
    assert "https://www.mallila.example/salit" in [one["url"] for one in newest["webPages"]]
    assert {one["language"] for one in newest["displayNameType"]} == {"fi", "sv"}


def in_language(body: Mapping[str, Any], key: str, language: str) -> list[str]:
    return [one["value"] for one in body[key] if one["language"] == language]


def test_adoption_sets_our_key_and_brings_the_texts_of_lipas(job: Job) -> None:
    job.decide(site(job), HALL)

    change = job.adopt(site(job))

    after = job.held(HALL)
    assert f"hytedata-{job.organisation}-site-{site(job)}" in after["source_ids"].values()
    assert change.fields["summary.fi"].before == (
        "Koulukeskuksen liikuntasali on kaikkien käytössä."
    )
    texts = in_language(after["newest"], "serviceChannelDescriptions", "fi")
    assert change.fields["summary.fi"].after in texts


def test_after_an_adoption_the_next_plans_leave_the_channel_as_it_stands(job: Job) -> None:
    job.sandbox.controls.edit_ptv("ServiceLocation", HALL, MADE_BY_HAND)
    job.decide(site(job), HALL)
    job.adopt(site(job))

    plan = job.plan()

    assert [one for one in plan.changes if one.ptv_id == HALL] == []
    assert [one for one in plan.drift if one.ptv_id == HALL] == []
    assert f"site:{site(job)}" not in {one.source.id for one in plan.skipped}


def test_an_edit_after_the_adoption_is_seen_as_one(job: Job) -> None:
    job.sandbox.controls.edit_ptv("ServiceLocation", HALL, MADE_BY_HAND)
    job.decide(site(job), HALL)
    job.adopt(site(job))
    texts = [
        *parts.typed("Summary", {"fi": "Käsin kirjoitettu.", "sv": "En sal för alla."}),
        *parts.typed("Description", {"fi": "Varaa vuoro.", "sv": "Boka en tid."}),
    ]
    job.sandbox.controls.edit_ptv("ServiceLocation", HALL, {"serviceChannelDescriptions": texts})

    plan = job.plan()

    edited = {one.field: one.theirs for one in plan.drift if one.ptv_id == HALL}
    assert edited["summary.fi"] == "Käsin kirjoitettu."


def test_a_lost_answer_is_looked_up_by_our_key(job: Job) -> None:
    job.decide(site(job), HALL)
    found = job.candidates().adoption
    (actual,) = found.approved.values()
    change = adoption_change(job.wanted(site(job)), actual, {}, reason="decided")

    before = job.ptv.look("channel", HALL)
    job.adopt(site(job))
    after = job.ptv.look("channel", HALL)

    assert before is not None
    assert after is not None
    assert not took_effect(change, before)
    assert took_effect(change, after)


def test_what_was_decided_is_not_listed_again(job: Job) -> None:
    job.decide(site(job), HALL)

    found = job.candidates().adoption

    assert [one.id for one in found.approved.values()] == [HALL]
    assert HALL not in {one.actual.id for one in found.pairings}
