"""The law of planning lightly: what is not looked at again would not have changed the plan."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hytedata.clients.lipas_selection import Selection, SnapshotBuilder, known_heads
from hytedata.config import Config, load_config
from hytedata.connectors.lipas.raw_site import RawSite, read_raw_site
from hytedata.errors import InputError
from hytedata.models.common import Json, Language, Snapshot
from hytedata.models.plan import Plan
from hytedata.models.publication import Skip, SourceItem, TargetOrganisation, TargetState
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.models.sync_state import Applied
from hytedata.runs.plan import plan_with
from hytedata.sync.apply import apply_plan
from tests.sync.fakes import ORGANISATION, FakeTarget
from tests.sync.memory_store import MemoryStore


def _config() -> Config:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hytedata.toml")
        path.write_text(
            f"""
contact = "sync@kunta.test"
store = "sqlite:///unused.db"
[lipas]
url = "https://lipas.test"
[ptv]
url = "https://ptv.test/api"
token_url = "https://ptv.test/login"
[[organisation]]
id = "{ORGANISATION}"
name = "Mallila"
municipalities = ["889"]
owners = ["city"]
languages = ["fi", "sv"]
policy = "full"
lipas_publishes = "no"
username = "writer"
password_env = "NONE"
""",
            encoding="utf-8",
        )
        return load_config(path, environ={})


CONFIG = _config()


@dataclass
class Town:
    """Lipas: a few sites, read by the real code."""

    sites: dict[int, dict[str, Json]] = field(default_factory=dict)
    normalised: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        builder = SnapshotBuilder(Selection.of(municipalities, categories), enough)
        for lipas_id, about in self.sites.items():
            site = read_raw_site(document(lipas_id, about), known=known_heads(enough))
            assert isinstance(site, RawSite)
            builder.add(site)
            self.known += [lipas_id] if site.head else []
        found = builder.scanned(())
        self.normalised += [one.lipas_id for one in found.items if isinstance(one, SportsSite)]
        return found

    def snapshot(
        self, *, municipalities: Sequence[str], categories: Sequence[int] = ()
    ) -> Snapshot[SportsSite]:
        raise NotImplementedError

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        return False

    def look(self, lipas_id: int) -> SportsSite | None:
        raise InputError("nobody asks in this test")


def document(lipas_id: int, about: Mapping[str, Json]) -> bytes:
    """A site of API v2."""
    swedish = {"name-localized": {"se": about["sv"]}} if about.get("sv") else {}
    return json.dumps(
        {
            "lipas-id": lipas_id,
            "event-date": "2026-11-24T09:00:00.000Z",
            "status": about["status"],
            "name": about["name"],
            **swedish,
            "owner": about["owner"],
            "admin": "city-sports",
            "phone-number": about["phone"],
            "type": {"type-code": about["type"]},
            "location": {
                "city": {"city-code": 889, "neighborhood": about["part"]},
                "address": about["address"],
                "postal-code": "91600",
                "postal-office": "Utajärvi",
                "geometries": {
                    "type": "FeatureCollection",
                    "features": [
                        {
                            "type": "Feature",
                            "geometry": {"type": "Point", "coordinates": [26.4, 64.7]},
                        }
                    ],
                },
            },
        },
        separators=(",", ":"),
    ).encode()


class Catalogue(FakeTarget):
    """PTV, whose organisation and postal codes may change."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[Language, str] = {"fi": "Mallila"}
        self.postal_codes = frozenset({"91600"})
        self.whole: list[str] = []

    def state(self) -> TargetState:
        return replace(
            super().state(),
            organisation=TargetOrganisation(ORGANISATION, dict(self.names), None),
            postal_codes=self.postal_codes,
        )

    def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
        state = super().read(organisation, known)
        self.whole += [one.id for one in state.items if one.kind == "channel" and not one.familiar]
        return state


class Forgetful(MemoryStore):
    """The same knowledge, without a note of what was in step."""

    def __init__(self, other: MemoryStore) -> None:
        super().__init__()
        self.__dict__.update(other.__dict__)

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


@dataclass
class Life:
    """Both registers, the store, and the configuration of today."""

    town: Town = field(default_factory=Town)
    target: Catalogue = field(default_factory=Catalogue)
    store: MemoryStore = field(default_factory=MemoryStore)
    config: Config = CONFIG

    def plan(self, store: MemoryStore | None = None) -> Plan:
        organisation = self.config.organisation[0]
        return plan_with(self.config, organisation, self.town, self.target, store or self.store)

    def apply(self) -> None:
        apply_plan(self.plan(), self.target, self.store, holder="test")

    def set(self, **settings: object) -> None:
        organisation = self.config.organisation[0].model_copy(update=settings)
        self.config = self.config.model_copy(update={"organisation": (organisation,)})

    def settle(self) -> None:
        """Publish everything, until a plan has noted all that is in step."""
        for _ in range(3):
            self.apply()
        self.plan()
        self.town.normalised.clear()
        self.town.known.clear()
        self.target.whole.clear()


USUAL: Mapping[str, Json] = {
    "name": "Kenttä",
    "sv": None,
    "status": "active",
    "owner": "city",
    "type": 1340,
    "address": "Kenttätie 1",
    "part": "Keskusta",
    "phone": "08 123 4567",
}
CHANGES: Mapping[str, Sequence[Json]] = {
    "name": ("Kenttä", "Kenttä (Keskusta)", "kenttä", "Halli", "Pallokentät", "Kenttä", "K" * 120),
    "sv": (None, "Plan", "Kenttä", "Halli"),
    "status": ("active", "active", "out-of-service-permanently", "planned", "incorrect-data"),
    "owner": ("city", "city", "state"),
    "type": (1340, 1310, 3110, 4401, 207),
    "address": ("Kenttätie 1", "Kenttätie 2", "Keskusta", "Kirkonkylältä 3 km"),
    "part": ("Keskusta", "Ahmas", None),
    "phone": ("08 123 4567", "kysy kunnasta", None),
}

Event = Callable[[Life], object]


def _altered(lipas_id: int, key: str, value: Json) -> Event:
    def happen(life: Life) -> None:
        life.town.sites[lipas_id] = {**life.town.sites.get(lipas_id, USUAL), key: value}

    return happen


def _edited(position: int, text: str) -> Event:
    """A person edits an item of PTV by hand."""

    def happen(life: Life) -> None:
        held = sorted(life.target.held)
        if held:
            life.target.edit(held[position % len(held)], {"summary.fi": text})

    return happen


def _disconnected(position: int) -> Event:
    def happen(life: Life) -> None:
        pairs = sorted(life.target.connections)
        if pairs:
            life.target.connections.discard(pairs[position % len(pairs)])

    return happen


def _configured(settings: Mapping[str, object]) -> Event:
    return lambda life: life.set(**settings)


def _named_in_ptv(names: dict[Language, str]) -> Event:
    return lambda life: setattr(life.target, "names", names)


ids = st.integers(1, 5)
altered = st.sampled_from(sorted(CHANGES)).flatmap(
    lambda key: st.builds(_altered, ids, st.just(key), st.sampled_from(CHANGES[key]))
)
gone = st.builds(lambda n: lambda life: life.town.sites.pop(n, None), ids)
edited = st.builds(_edited, st.integers(0, 9), st.sampled_from(["Käsin", "Toisin"]))
disconnected = st.builds(_disconnected, st.integers(0, 9))
SETTINGS: Sequence[Mapping[str, object]] = (
    {"languages": ("fi",)},
    {"languages": ("fi", "sv")},
    {"owners": ("city", "state")},
    {"policy": "upsert"},
    {"policy": "full"},
    {"texts": {"site:1.summary.fi": "Kunnan oma kenttä."}},
    {"fields": {"summary": "report"}},
)
configured = st.sampled_from(SETTINGS).map(_configured)
elsewhere = st.sampled_from(
    [
        _named_in_ptv({"fi": "Mallila"}),
        _named_in_ptv({"fi": "Mallila", "sv": "Mallby"}),
        lambda life: setattr(life.target, "postal_codes", frozenset({"00100"})),
        lambda life: setattr(life.target, "complete", not life.target.complete),
        lambda life: life.target.put("channel", "Halli"),
    ]
)
applied = st.just(Life.apply)
events: st.SearchStrategy[list[Event]] = st.lists(
    st.one_of(
        altered, altered, applied, applied, gone, edited, disconnected, configured, elsewhere
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(history=events)
def test_a_light_plan_is_the_plan_that_looks_at_everything(history: list[Event]) -> None:
    life = Life(Town({number: dict(USUAL) for number in range(1, 5)}))
    life.settle()

    for happen in history:
        happen(life)
        whole = life.plan(Forgetful(life.store))
        light = life.plan()

        assert light.model_copy(update={"made_at": whole.made_at}) == whole


def test_where_nothing_changed_nothing_is_normalised_or_read_whole() -> None:
    life = Life(Town({number: {**USUAL, "name": f"Kenttä {number}"} for number in range(1, 5)}))
    life.settle()
    before = life.plan()

    after = life.plan()

    assert (life.town.normalised, life.target.whole) == ([], [])
    assert after.id == before.id
    assert after.counts["unchanged"] == 5


def test_of_sites_that_did_not_change_not_even_the_head_is_read() -> None:
    life = Life(Town({number: {**USUAL, "name": f"Kenttä {number}"} for number in range(1, 5)}))
    life.settle()

    life.town.sites[2]["phone"] = "08 765 4321"
    life.plan()

    assert life.town.known == [1, 3, 4]


def test_heads_that_were_noted_under_another_configuration_are_not_believed() -> None:
    life = Life(Town({number: {**USUAL, "name": f"Kenttä {number}"} for number in range(1, 5)}))
    life.settle()

    life.set(owners=("city", "state"))
    life.plan()

    assert life.town.known == []


def test_remarks_are_told_again_of_a_site_that_is_not_looked_at() -> None:
    life = Life(Town({1: {**USUAL, "address": "Kirkonkylältä 3 km"}}))
    life.settle()

    plan = life.plan()

    assert life.town.normalised == []
    assert "no-street" in {warning.reason for warning in plan.warnings}


def test_only_the_site_that_changed_is_looked_at() -> None:
    life = Life(Town({number: {**USUAL, "name": f"Kenttä {number}"} for number in range(1, 5)}))
    life.settle()

    life.town.sites[2]["phone"] = "08 765 4321"
    plan = life.plan()

    assert [change.id for change in plan.changes] == ["update:channel:site:2"]
    assert (set(life.town.normalised), len(life.target.whole)) == ({2}, 1)


def test_a_site_whose_name_another_takes_is_looked_at_again() -> None:
    life = Life(Town({number: {**USUAL, "name": f"Kenttä {number}"} for number in range(1, 5)}))
    life.settle()

    life.town.sites[5] = {**USUAL, "name": "Kenttä 1", "part": "Ahmas"}
    plan = life.plan()

    assert {change.source.id for change in plan.changes} >= {"site:1", "site:5"}
    assert set(life.town.normalised) == {1, 5}


def test_a_target_read_through_another_version_than_it_is_written_is_refused() -> None:
    class Newer(Catalogue):
        def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
            return replace(super().read(organisation, known), api_version="v12")

    life = Life(target=Newer())

    with pytest.raises(InputError, match="read through v12 and would be written through v11"):
        life.plan()

    assert life.target.writes == []
