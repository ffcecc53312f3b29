"""Reading Lipas into the catalogue."""

from pathlib import Path

import pytest

from hytedata.config import Config
from hytedata.errors import InputError, SourceContractError
from hytedata.models.common import Position
from hytedata.models.sports_site import SportsSite
from hytedata.runs.progress import Step, silent
from hytedata.runs.read import ReadReport, ReadScope, read_lipas
from hytedata.store import Store
from hytedata.store.catalogue import ReadCounts
from tests.runs.read_fakes import Clock, FakeLipas, site

CONFIG = Config(contact="it@kunta.example")
TWO = ReadScope.of(["889", "091"])


def read(
    store: Store, lipas: FakeLipas, scope: ReadScope = TWO, config: Config = CONFIG
) -> ReadReport:
    return read_lipas(config, scope, store, silent, source=lipas)  # type: ignore[arg-type]


def ids(store: Store) -> list[str]:
    return [one.id for one in store.catalogue.records()]


def test_sites_come_into_the_catalogue_as_they_are(store: Store) -> None:
    report = read(store, FakeLipas([site(1), site(2, "091")]))

    (kind,) = report.kinds
    first, _ = store.catalogue.records()
    assert report.complete
    assert kind.counts == ReadCounts(new=2)
    assert first.model() == site(1)
    assert (first.hash, first.owner, first.municipalities) == ("1 889 Halli", "city", ("889",))
    assert first.position == Position(east=500_000, north=7_200_000)
    assert first.area == ()


def test_each_municipality_is_asked_for_by_itself_and_progress_is_told(store: Store) -> None:
    lipas, steps = FakeLipas([site(1), site(2, "091")]), list[Step]()

    read_lipas(CONFIG, TWO, store, steps.append, source=lipas)  # type: ignore[arg-type]

    assert lipas.asked == [("091",), ("889",)]
    assert [step.done for step in steps] == [0, 1, 2, 2]
    assert steps[-1].finished


def test_a_second_read_changes_nothing(store: Store, clock: Clock) -> None:
    lipas = FakeLipas([site(1), site(2, "091")])
    read(store, lipas)
    before = [(one.id, one.changed_at) for one in store.catalogue.records()]
    clock.advance(days=1)

    (kind,) = read(store, lipas).kinds

    assert kind.counts == ReadCounts(unchanged=2)
    assert [(one.id, one.changed_at) for one in store.catalogue.records()] == before


def test_a_municipality_that_did_not_come_keeps_its_sites_and_the_others_go_on(
    store: Store, clock: Clock
) -> None:
    lipas = FakeLipas([site(1), site(2, "091"), site(3, "091")])
    read(store, lipas)
    clock.advance(days=1)
    lipas.held, lipas.down = [site(3, "091")], {"889"}

    report = read(store, lipas)

    assert not report.complete
    assert report.kinds[0].reasons == ("Lipas is down",)
    assert report.kinds[0].counts == ReadCounts(unchanged=1, absent=1)
    assert ids(store) == ["1", "3"]
    assert store.last_runs("")[0].verdict == "incomplete"


def test_a_site_that_moves_is_there(store: Store, clock: Clock) -> None:
    lipas = FakeLipas([site(1)])
    read(store, lipas)
    clock.advance(days=1)
    lipas.held = [site(1, "091")]

    (kind,) = read(store, lipas).kinds

    assert kind.counts == ReadCounts(changed=1)
    assert [one.municipalities for one in store.catalogue.records()] == [("091",)]


def test_a_rejected_site_counts_and_stays(store: Store, clock: Clock) -> None:
    lipas = FakeLipas([site(1), site(2)])
    read(store, lipas)
    clock.advance(days=1)
    lipas.held, lipas.rejected = [site(1)], ["2"]

    (kind,) = read(store, lipas).kinds

    assert (kind.counts.rejected, kind.counts.absent) == (1, 0)
    assert kind.rejections[0].reason == "it is missing"
    assert ids(store) == ["1", "2"]


def test_a_register_that_is_down_is_left_in_peace(store: Store) -> None:
    lipas = FakeLipas(down={f"{n:03}" for n in range(1000)})

    report = read(store, lipas, ReadScope())

    assert len(lipas.asked) == 3
    assert report.kinds[0].reasons == ("Lipas is down", "305 more municipalities were not tried")


def test_an_unknown_answer_ends_the_run_with_its_reason(store: Store) -> None:
    class Other(FakeLipas):
        def snapshot(self, **_: object) -> None:  # type: ignore[override]
            raise SourceContractError("lipas", "https://lipas.test", detail="no JSON")

    with pytest.raises(SourceContractError):
        read(store, Other())

    assert (store.last_runs("")[0].verdict or "").startswith("failed: lipas answered")


def test_categories_make_a_scope_of_their_own(store: Store, clock: Clock) -> None:
    lipas = FakeLipas([site(1), site(2)])
    read(store, lipas)
    clock.advance(days=1)
    lipas.held = [site(1)]
    narrowed = CONFIG.model_copy(
        update={"lipas": CONFIG.lipas.model_copy(update={"categories": (1100,)})}
    )

    read(store, lipas, config=narrowed)

    assert ids(store) == ["1", "2"]
    assert store.catalogue.snapshots()[0].scope == "municipality:889 categories:1100"


def test_a_file_is_read_once_for_all_municipalities(store: Store, tmp_path: Path) -> None:
    lipas = FakeLipas([site(1), site(2, "091")])
    file = CONFIG.lipas.model_copy(update={"file": tmp_path / "sites.json"})

    read(store, lipas, config=CONFIG.model_copy(update={"lipas": file}))

    assert lipas.asked == [("091", "889")]
    assert [one.scope for one in store.catalogue.snapshots()] == [
        "municipality:889", "municipality:091",
    ]  # fmt: skip
    assert list(store.catalogue.models(SportsSite, municipality="091")) == [site(2, "091")]


def test_a_county_stands_for_its_municipalities() -> None:
    county = ReadScope.of([], ["19"])

    assert "889" in county.municipalities
    assert len(county.municipalities) == 30
    assert ReadScope.of(["889"], ["19"]) == county
    assert county.told.endswith(" and 25 more")
    assert ReadScope().told == "the whole register"


@pytest.mark.parametrize(
    ("places", "counties", "told"),
    [(["999"], [], "999"), (["283"], [], "Hollola"), ([], ["77"], "77"), (["Oolu"], [], "Oulu")],
)
def test_unknown_codes_are_told(places: list[str], counties: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        ReadScope.of(places, counties)
