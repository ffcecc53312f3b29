"""Planning again over the sandbox: what stands as it did is read lightly."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hytedata.clients.lipas import LipasClient, lipas_upstream
from hytedata.clients.ptv import PtvTarget
from hytedata.config import Config, load_config
from hytedata.models.common import Snapshot
from hytedata.models.plan import Plan
from hytedata.models.publication import Skip, SourceItem, TargetState
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.models.sync_state import Applied
from hytedata.runs.plan import plan_with
from hytedata.sandbox import Sandbox, World
from hytedata.store import Store
from hytedata.sync.apply import apply_plan


@dataclass
class Seen:
    """What was looked at: sites that were normalised, channels that were decoded."""

    sites: list[int] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)


class CountingLipas(LipasClient):
    seen: Seen

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        found = super().scan(municipalities=municipalities, categories=categories, enough=enough)
        self.seen.sites += [one.lipas_id for one in found.items if isinstance(one, SportsSite)]
        return found


class CountingPtv(PtvTarget):
    seen: Seen

    def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
        state = super().read(organisation, known)
        ours = (one for one in state.items if one.source_id and one.kind == "channel")
        self.seen.channels += [one.id for one in ours if not one.familiar]
        return state


@dataclass
class Job:
    """One organisation's job over a running sandbox."""

    sandbox: Sandbox
    config: Config
    lipas: CountingLipas
    ptv: CountingPtv
    store: Store
    seen: Seen

    def plan(self) -> Plan:
        self.seen.sites.clear()
        self.seen.channels.clear()
        return plan_with(self.config, self.config.organisation[0], self.lipas, self.ptv, self.store)

    def apply(self) -> None:
        assert apply_plan(self.plan(), self.ptv, self.store, holder="test").complete


@contextmanager
def _job(sandbox: Sandbox, folder: Path) -> Iterator[Job]:
    path = folder / "hytedata.toml"
    path.write_text(sandbox.config_toml(), encoding="utf-8")
    config = load_config(path, environ={sandbox.password_env: sandbox.password})
    config = config.model_copy(update={"store": f"sqlite:///{folder}/store.db"})
    upstream = lipas_upstream(config.lipas.url or "", contact="test")
    with (
        CountingLipas(upstream) as lipas,
        CountingPtv(
            config.ptv.url,
            config.ptv.token_url,
            config.organisation[0].username or "",
            sandbox.password,
            contact="test",
        ) as ptv,
        Store.open(config.store, now=lambda: datetime.now(UTC)) as store,
    ):
        lipas.seen = ptv.seen = seen = Seen()
        yield Job(sandbox, config, lipas, ptv, store, seen)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    """Everything is published, and a plan has noted it."""
    with (
        Sandbox(World(seed=1)) as sandbox,
        _job(sandbox, tmp_path_factory.mktemp("job")) as made,
    ):
        made.apply()
        made.plan()
        yield made


def test_the_third_plan_is_the_second_one_and_looks_at_nothing_that_is_in_step(job: Job) -> None:
    second = job.plan()
    held_back = {int(one.source.id.rpartition(":")[2]) for one in second.skipped}

    third = job.plan()

    assert third.id == second.id
    assert third.changes == ()
    assert third.counts["unchanged"] > 80
    assert set(job.seen.sites) <= held_back
    assert job.seen.channels == []


def test_after_edits_on_both_sides_a_light_plan_is_the_one_that_looks_at_everything(
    job: Job,
) -> None:
    controls = job.sandbox.controls
    links = {
        link.source.id: link.ptv_id
        for link in job.store.links(job.config.organisation[0].id, job.ptv.login)
    }
    sites = sorted(int(one.removeprefix("site:")) for one in links if one.startswith("site:"))
    renamed, twin, retired, edited, cut = sites[0], sites[1], sites[2], sites[3], sites[4]
    controls.edit_site(renamed, {"name": str(controls.site(twin)["name"])})
    controls.retire_site(retired)
    summary = {"language": "fi", "type": "Summary", "value": "Käsin kirjoitettu."}
    controls.edit_ptv(
        "ServiceLocation", links[f"site:{edited}"], {"serviceChannelDescriptions": [summary]}
    )
    channel = job.ptv.look("channel", links[f"site:{cut}"])
    assert channel is not None
    controls.disconnect_in_ptv(channel.connected[0], channel.id)

    light = job.plan()
    looked_at = set(job.seen.sites)
    with Forgetful.open(job.config.store, now=lambda: datetime.now(UTC)) as forgetful:
        whole = replace(job, store=forgetful).plan()

    assert light.model_copy(update={"made_at": whole.made_at}) == whole
    assert {"update", "archive", "connect"} <= {change.op for change in light.changes}
    assert {renamed, twin, edited} <= looked_at
    assert len(looked_at) < len(set(job.seen.sites)) / 2


class Forgetful(Store):
    """The same store, which tells no note of what was in step and keeps none."""

    def in_step(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[str, str]]:
        return {}

    def note_in_step(
        self,
        organisation: str,
        login: str,
        notes: Sequence[Applied],
        remarks: Mapping[SourceItem, Sequence[Skip]] | None = None,
        heads: Iterable[SiteHead] = (),
    ) -> None:
        pass
