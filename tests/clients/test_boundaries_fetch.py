"""Fetching borders from the simulated map service: kept, newest, earlier, or told why not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from hytedata import Boundaries
from hytedata.clients.boundaries_fetch import Fetch, prepared
from hytedata.connectors.statfin.layers import NotOut
from hytedata.connectors.statfin.wfs import Area, Layer
from hytedata.errors import InputError, NotFound, SourceContractError, SourceUnavailable
from hytedata.sandbox import Fault, Sandbox
from tests.clients.boundary_files import MUNICIPALITIES, squares

Call = Callable[..., Boundaries]
LAYER = Layer("municipality", "1000k", 2026)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
EXCEPTION = (
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception '
    'exceptionCode="NoApplicableCode"><ows:ExceptionText>no database</ows:ExceptionText>'
    "</ows:Exception></ows:ExceptionReport>"
)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(now=lambda: NOW) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.reset()
    return running


@pytest.fixture
def fetch(sandbox: Sandbox, tmp_path: Path) -> Call:
    """Fetch at the coarse scale, which the sandbox draws quickest."""

    def call(year: int | None = None, **changes: object) -> Boundaries:
        settings: dict[str, object] = {
            "scale": "4500k",
            "contact": "it@kunta.example",
            "url": sandbox.boundaries_url,
            "cache_folder": tmp_path,
            "sleep": lambda seconds: None,
            "now": lambda: NOW,
            **changes,
        }
        return Boundaries.fetch(year, **settings)  # type: ignore[arg-type]

    return call


def break_down(sandbox: Sandbox, **fault: object) -> None:
    rule = {"kind": "status", "mount": "/statfin", "status": 503, **fault}
    sandbox.controls.add_fault(Fault.from_json(rule))


def asked(sandbox: Sandbox) -> int:
    return len(sandbox.journal())


def test_the_borders_of_this_year_are_fetched_with_all_that_must_be_said(fetch: Call) -> None:
    found = fetch()

    assert (found.kind, found.year, found.scale, len(found)) == ("municipality", 2026, "4500k", 308)
    assert found.attribution.startswith("Source: Statistics Finland, statistical areas, kunta4500k")
    assert (found.licence, found.remarks) == ("CC BY 4.0", ())


def test_what_is_kept_is_not_asked_for_again(fetch: Call, sandbox: Sandbox) -> None:
    first = fetch()
    calls = asked(sandbox)

    again = fetch()

    assert asked(sandbox) == calls == 1
    assert (again.codes, again.checksum) == (first.codes, first.checksum)


def test_a_refresh_asks_all_the_same(fetch: Call, sandbox: Sandbox) -> None:
    fetch()

    fetch(refresh=True)

    assert asked(sandbox) == 2


def test_an_earlier_year_has_the_municipalities_of_its_time(fetch: Call) -> None:
    found = fetch(2019)

    assert (found.year, len(found)) == (2019, 311)
    assert found.geometry("588").area > 0


def test_counties_are_a_layer_of_their_own_and_the_union_of_their_municipalities(
    fetch: Call,
) -> None:
    counties = fetch(kind="county")

    joined = fetch().counties()

    assert counties.codes == joined.codes
    for one, other in zip(counties.geometries, joined.geometries, strict=True):
        assert one.symmetric_difference(other).area < 1


def test_pages_are_put_together(fetch: Call, sandbox: Sandbox) -> None:
    whole = fetch()
    sandbox.controls.limit_boundary_pages(100)

    paged = fetch(refresh=True)

    assert paged.checksum == whole.checksum
    assert asked(sandbox) == 5


def test_the_year_before_stands_in_where_the_new_one_is_not_out(
    fetch: Call, sandbox: Sandbox
) -> None:
    sandbox.controls.hold_back_boundaries(2026)

    found = fetch()

    assert found.year == 2025
    assert found.remarks == ("the borders of 2026 are not out yet; those of 2025 are used",)


def test_the_new_year_is_taken_as_soon_as_it_is_out(fetch: Call, sandbox: Sandbox) -> None:
    sandbox.controls.hold_back_boundaries(2026)
    fetch()
    sandbox.controls.hold_back_boundaries(2027)

    found = fetch()

    assert (found.year, found.remarks) == (2026, ())


def test_a_year_that_was_asked_for_and_is_not_out_is_not_found(
    fetch: Call, sandbox: Sandbox
) -> None:
    with pytest.raises(NotFound, match="not out yet; the newest is of 2026: ask for year=2026"):
        fetch(2027)


def test_without_network_and_cache_it_is_told_how_to_get_the_file(
    fetch: Call, sandbox: Sandbox
) -> None:
    break_down(sandbox, kind="reset")

    with pytest.raises(SourceUnavailable) as failed:
        fetch()

    told = str(failed.value)
    assert "typeNames=tilastointialueet:kunta4500k_2026" in told
    assert "as kunta4500k_2026.geojson" in told
    assert "Boundaries.read(path)" in told
    assert "[boundaries] of hytedata.toml" in told


def test_without_network_what_is_kept_of_the_year_before_is_used(
    fetch: Call, sandbox: Sandbox
) -> None:
    fetch(2025)
    break_down(sandbox)

    found = fetch()

    assert found.year == 2025
    assert found.remarks[0].startswith("those of 2025 that were kept are used: statistics-finland")


def test_without_network_a_refresh_gives_what_is_kept(fetch: Call, sandbox: Sandbox) -> None:
    fetch()
    break_down(sandbox, kind="garbage")

    found = fetch(refresh=True)

    assert found.year == 2026
    assert "that were kept are used" in found.remarks[0]


def test_without_network_another_year_than_asked_for_is_not_used(
    fetch: Call, sandbox: Sandbox
) -> None:
    fetch(2025)
    break_down(sandbox)

    with pytest.raises(SourceUnavailable, match=r"kunta4500k_2026\.geojson"):
        fetch(2026)


def test_an_answer_that_is_cut_off_is_asked_for_again(fetch: Call, sandbox: Sandbox) -> None:
    break_down(sandbox, kind="truncate", times=2)

    assert len(fetch()) == 308
    assert asked(sandbox) == 3


@pytest.mark.parametrize(
    ("body", "error", "told"),
    [
        (EXCEPTION, SourceUnavailable, "NoApplicableCode: no database"),
        ("<!DOCTYPE html><html>Log in</html>", SourceContractError, "a web page instead"),
    ],
)
def test_what_comes_with_a_good_status_and_is_no_map_is_told(
    fetch: Call, sandbox: Sandbox, body: str, error: type[Exception], told: str
) -> None:
    break_down(sandbox, kind="garbage", body=body)

    with pytest.raises(error, match=told):
        fetch()


@pytest.mark.parametrize("content", [b"", b"something else", b"hytedata boundaries 1\ncut"])
def test_a_damaged_cache_is_noticed_and_fetched_anew(
    fetch: Call, sandbox: Sandbox, tmp_path: Path, content: bytes
) -> None:
    fetch()
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)

    found = fetch()

    assert "the kept borders of 2026" in found.remarks[0]
    assert asked(sandbox) == 2
    assert fetch().remarks == ()


def test_a_cache_folder_that_cannot_be_written_costs_only_the_keeping(
    fetch: Call, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")

    found = fetch(cache_folder=tmp_path / "file")

    assert len(found) == 308
    assert any("could not be kept in" in remark for remark in found.remarks)


def test_two_services_do_not_share_what_they_keep(fetch: Call, sandbox: Sandbox) -> None:
    fetch()
    calls = asked(sandbox)

    fetch(url=sandbox.boundaries_url.replace("127.0.0.1", "localhost"))

    assert asked(sandbox) == calls + 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"year": 1999}, "begin with 2013"),
        ({"year": 2019, "kind": "county"}, "begin with 2022"),
        ({"scale": "10k"}, "1000k or 4500k"),
        ({"kind": "region"}, "municipality or county"),
    ],
)
def test_what_there_is_not_is_refused_before_anything_is_asked(
    fetch: Call, sandbox: Sandbox, arguments: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        fetch(**arguments)

    assert asked(sandbox) == 0


@pytest.mark.parametrize(("newest", "told"), [(None, "no year of it at all"), (2027, "to 2027")])
def test_a_service_without_this_year_or_earlier_ones_is_not_asked_for_ever(
    tmp_path: Path, newest: int | None, told: str
) -> None:
    fetch = Fetch(
        kind="municipality",
        scale="1000k",
        year=None,
        this_year=2026,
        url="https://maps.test",
        folder=tmp_path,
        refresh=False,
        read=lambda layer: NotOut(newest),
    )

    with pytest.raises(NotFound, match=told):
        fetch.run()


def areas(codes: tuple[str, ...], first: BaseGeometry | None = None) -> tuple[Area, ...]:
    drawn = squares(len(codes))
    drawn[0] = first or drawn[0]
    texts = shapely.to_geojson(drawn).tolist()
    return tuple(Area(code, text.encode()) for code, text in zip(codes, texts, strict=True))


def test_an_invalid_area_of_the_service_is_mended_and_said() -> None:
    bow_tie = shapely.Polygon([(3e5, 7e6), (3.1e5, 7.01e6), (3.1e5, 7e6), (3e5, 7.01e6)])

    facts, geometries = prepared(areas(MUNICIPALITIES, bow_tie), LAYER, "https://maps.test")

    assert shapely.is_valid(geometries).all()
    assert facts.remarks[0].startswith("005 was mended")
    assert facts.attribution.endswith("modified: invalid borders mended")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (areas(MUNICIPALITIES[1:]), "missing 005 Alajärvi"),
        (areas((*MUNICIPALITIES, "091")), "091 Helsinki stand in it more than once"),
        (areas(MUNICIPALITIES, shapely.box(1, 1, 2, 2)), "outside Finland"),
        ((Area("005", b'{"type": "Blob"}'), *areas(MUNICIPALITIES)[1:]), "cannot be used"),
        ((Area("005", b"null"), *areas(MUNICIPALITIES)[1:]), r"no geometry \(005\)"),
    ],
)
def test_a_layer_that_is_not_whole_or_not_right_is_a_contract_that_broke(
    given: tuple[Area, ...], told: str
) -> None:
    with pytest.raises(SourceContractError, match=told):
        prepared(given, LAYER, "https://maps.test")
