"""From the catalogue to coverage: what counts where, what was not read, what is kept."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from hytedata.codes import UnknownPlace
from hytedata.quality.coverage import Count
from hytedata.runs.coverage import CoverageReport, run_coverage
from hytedata.runs.places import resolve_catalogue
from hytedata.store import Store
from tests.runs.coverage.county import (
    COUNTY,
    KAINUU,
    KELA,
    NOW,
    TODAY,
    TOWN,
    County,
    area,
    config,
    connection,
    e_channel,
    event,
    hall,
    service,
    site,
)


@pytest.fixture
def county() -> Iterator[County]:
    with Store.open("sqlite://", now=lambda: NOW) as store:
        yield County(store)


def found(county: County, **more: Any) -> CoverageReport:
    county.classify()
    fields: dict[str, Any] = {"now": NOW, "keep": False, **more}
    settings = fields.pop("settings", None) or config()
    today = fields.pop("today", TODAY)
    return run_coverage(settings, county.store, "Kainuu", today, **fields)


def everything(county: County) -> None:
    county.ptv(
        TOWN, COUNTY, KELA,
        service("liikunta", "P27.1", where=area("205"), channel_ids=("uimahalli",)),
        service("neuvonta", "P5.17", where=area(county="20"), organisation_id="hva"),
        service("kela", "P15.1", where=area(whole=True), organisation_id="kela"),
        hall("uimahalli", "liikunta", name="Kajaanin uimahalli"),
    )  # fmt: skip
    county.lipas(site(1, 3110, "Kajaanin uimahalli"), site(2, 4404, "Luontopolku"))
    county.calendar(event("e"), event("f", 40))


def test_services_places_and_events_come_together_in_one_cell(county: County) -> None:
    everything(county)

    report = found(county)

    cell = report.coverage.cell("exercise", "205")
    assert cell.count == Count(services=1, places=2, events=1)
    assert [*cell.by_provider] == ["association", "municipality"]
    assert report.coverage.merged_places == 1
    assert {one.state for one in report.coverage.sources} == {"yes"}


def test_a_county_wide_service_of_the_county_is_in_every_municipality(county: County) -> None:
    everything(county)

    report = found(county)

    cells = [report.coverage.cell("guidance", code) for code in KAINUU]
    assert {one.count for one in cells} == {Count(services=1, county_wide=1)}
    assert [*cells[0].by_provider] == ["county"]


def test_what_is_for_the_whole_country_is_in_no_cell(county: County) -> None:
    everything(county)

    report = found(county)

    assert report.coverage.cell("finances", "205").only == ("nationwide",)
    assert report.coverage.nationwide["finances"] == 1


def test_a_place_has_the_themes_of_the_services_that_are_got_there(county: County) -> None:
    county.ptv(
        TOWN,
        service("kirjasto", "P25.1", where=area("205"), channel_ids=("talo",)),
        service("lupa", "P2.1", where=area("205"), channel_ids=("virasto",)),
        hall("talo", name="Kirjastotalo"),
        hall("virasto", "lupa", name="Virastotalo"),
        connection("kirjasto", "talo"),
    )

    report = found(county)

    assert report.coverage.cell("culture", "205").count == Count(services=1, places=1)


def test_a_service_that_is_only_got_online_is_told(county: County) -> None:
    county.ptv(
        TOWN,
        service("oma", "P5.11", where=area("205"), channel_ids=("verkko",)),
        e_channel("verkko", "oma"),
    )

    assert found(county).coverage.cell("self-care", "205").only == ("online",)


@pytest.mark.parametrize(
    "status", ["planned", "out-of-service-temporarily", "out-of-service-permanently"]
)
def test_a_site_that_is_not_in_use_is_no_place(county: County, status: str) -> None:
    county.lipas(site(1, 3110, "Uimahalli", status=status))

    assert found(county).coverage.themes["exercise"].places == 0


def test_a_draft_is_not_counted_and_is_told_by_readiness(county: County) -> None:
    county.ptv(TOWN, service("liikunta", "P27.1", where=area("205"), status="Draft"))

    report = found(county)

    assert report.coverage.themes["exercise"].services == 0
    (owner,) = report.readiness
    assert (owner.names["fi"], owner.failing) == ("Kajaanin kaupunki", {"published": 1})
    assert report.standings[0].ref.id == "liikunta"


def test_an_empty_store_is_not_read_and_not_empty(county: County) -> None:
    report = found(county)

    assert {one.empty for one in report.coverage.cells} == {"not-read"}
    assert {one.state for one in report.coverage.sources} == {"no"}
    assert not report.coverage.nationwide_read


def test_a_register_that_broke_off_is_told_with_its_reason(county: County) -> None:
    everything(county)
    county.calendar(complete=False)

    sources = {(one.name, one.unit): one for one in found(county).coverage.sources}

    assert sources["kunta", "events"].state == "stale"
    assert sources["kunta", "events"].reason == "timeout"
    assert sources["ptv", "services"].state == "yes"


def test_municipalities_of_lipas_that_were_not_read_are_named(county: County) -> None:
    county.ptv(TOWN)
    county.calendar()
    county.lipas(site(1, 3110, "Uimahalli"), codes=("205",))

    report = found(county)

    lipas = next(one for one in report.coverage.sources if one.name == "lipas")
    assert lipas.municipalities == tuple(code for code in KAINUU if code != "205")
    assert report.coverage.cell("safety", "205").empty == "nothing"
    assert report.coverage.cell("safety", "290").empty == "not-read"


def test_some_categories_of_lipas_are_not_all_of_it(county: County) -> None:
    settings = config(lipas={"categories": (3100,)})
    county.lipas(codes=())

    sources = found(county, settings=settings).coverage.sources

    assert next(one for one in sources if one.name == "lipas").state == "no"


def test_what_was_read_long_ago_is_told_as_old(county: County) -> None:
    everything(county)

    report = found(county, now=NOW + timedelta(days=45))

    assert {one.state for one in report.coverage.sources} == {"stale"}


def test_a_calendar_of_one_municipality_says_nothing_of_the_others(county: County) -> None:
    everything(county)

    report = found(county, settings=config(area="municipality:205"))

    assert report.coverage.cell("safety", "205").unread == ()
    assert report.coverage.cell("safety", "290").unread == ("events",)


def test_a_calendar_that_states_no_area_is_of_where_it_has_something(county: County) -> None:
    everything(county)
    resolve_catalogue(county.store.catalogue, None)

    report = found(county, settings=config(area=""))

    assert report.coverage.cell("safety", "205").unread == ()
    assert report.coverage.cell("safety", "290").unread == ("events",)


def test_a_later_run_says_what_changed(county: County) -> None:
    everything(county)
    first = found(county, keep=True)
    new = service("uusi", "P4.12", where=area("290"))
    county.ptv(new, kinds=("service",), scope="municipality:290")

    second = found(county, today=TODAY + timedelta(days=1), keep=True)

    assert first.change is None
    assert second.change
    assert second.change.since == TODAY
    told = [(one.theme, one.municipality) for one in second.change.cells]
    assert told == [("participation", "290"), ("mental-wellbeing", "290")]
    assert second.change.filled == 2


def test_the_same_day_is_compared_with_an_earlier_day_only(county: County) -> None:
    everything(county)
    found(county, keep=True)

    assert found(county, keep=True).change is None


def test_what_another_version_kept_is_not_compared(county: County) -> None:
    county.store.catalogue.coverage.put("20", TODAY - timedelta(days=9), b'{"old": 1}')

    assert found(county).change is None


def test_an_unknown_county_is_refused(county: County) -> None:
    with pytest.raises(UnknownPlace):
        run_coverage(config(), county.store, "Kainu", TODAY)


def test_channels_stand_where_the_best_of_their_services_does(county: County) -> None:
    county.ptv(
        TOWN, KELA,
        service("liikunta", "P27.1", where=area("205"), channel_ids=("hyva",)),
        service("luonnos", "P27.1", where=area("205"), channel_ids=("huono",), status="Draft"),
        hall("hyva", "liikunta", name="Kajaanin uimahalli"),
        hall("huono", "luonnos", name="Kajaanin jäähalli"),
        e_channel("muu"),
    )  # fmt: skip

    report = found(county)

    (town,) = report.channels
    assert (town.owner, town.passes + town.unknown, town.fails) == ("town", 1, 1)
    failing = {one.ref.id: one.first and one.first.rung for one in report.standings}
    assert failing["huono"] == "published"
    assert "muu" not in failing
