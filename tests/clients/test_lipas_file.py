from pathlib import Path

import pytest

from hytedata.clients.lipas import LipasFile
from hytedata.errors import InputError
from tests.connectors.lipas.builders import encoded, page, site


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sites.json"


def lines(*documents: object) -> bytes:
    return b"\n".join(it if isinstance(it, bytes) else encoded(it) for it in documents)


def test_only_the_municipalities_asked_for_are_read_in_order_of_id(path: Path) -> None:
    path.write_bytes(encoded([site(3), site(1), site(2, city=91)]))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert [it.lipas_id for it in found.items] == [1, 3]
    assert found.completeness.complete
    assert found.completeness.items == 2


def test_only_the_categories_asked_for_are_read(path: Path) -> None:
    swimming = site(2, type={"type-code": 3230})
    path.write_bytes(encoded([site(1), swimming]))

    found = LipasFile(path).snapshot(municipalities=["889"], categories=[3200])

    assert [it.lipas_id for it in found.items] == [2]


def test_one_broken_line_makes_the_verdict_incomplete_and_the_others_go_on(path: Path) -> None:
    path.write_bytes(lines(site(1), b'{"lipas-id": 2, "na', site(3)))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert [it.lipas_id for it in found.items] == [1, 3]
    assert [it.ref.id for it in found.rejections] == ["line 2"]
    assert not found.completeness.complete
    assert found.completeness.reasons[0].startswith("1 record(s) could not be used (line 2: ")


def test_a_text_that_is_not_utf_8_costs_its_own_line_only(path: Path) -> None:
    broken = encoded(site(2, name="Kenttä")).decode().encode("latin-1")
    path.write_bytes(lines(site(1), broken))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert [it.lipas_id for it in found.items] == [1]
    assert "not UTF-8" in found.rejections[0].reason


def test_an_unusable_record_of_another_municipality_does_not_matter(path: Path) -> None:
    path.write_bytes(encoded([site(1), site(2, city=91, name=None)]))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert found.completeness.complete


def test_a_record_whose_municipality_is_unreadable_may_be_ours(path: Path) -> None:
    path.write_bytes(encoded([site(1), site(2, city="Utajärvi")]))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert [(it.ref.id, it.field) for it in found.rejections] == [("2", "location.city.city-code")]
    assert not found.completeness.complete


def test_a_type_of_unknown_category_may_be_wanted(path: Path) -> None:
    path.write_bytes(encoded([site(1, type={"type-code": 9999})]))

    found = LipasFile(path).snapshot(municipalities=["889"], categories=[1300])

    assert "no category is known for 9999" in found.completeness.reasons[0]


def test_a_page_that_is_not_the_whole_list_is_incomplete(shared: Path) -> None:
    sample = shared / "reference/lipas-samples/v2-page.json"

    found = LipasFile(sample).snapshot(municipalities=["694", "625"])

    assert len(found.items) == 2
    assert found.completeness.reasons == ("v2-page.json holds 2 of 5 sites",)


def test_a_whole_page_is_complete(path: Path) -> None:
    path.write_bytes(page([site(1)]))

    assert LipasFile(path).snapshot(municipalities=["889"]).completeness.complete


def test_a_site_that_stands_twice_counts_once_in_its_latest_revision(path: Path) -> None:
    new, old = site(1, date="2026-02-01T00:00:00Z", name="Uusi"), site(1, name="Vanha")
    path.write_bytes(encoded([new, old]))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert [it.names["fi"] for it in found.items] == ["Uusi"]


def test_a_site_of_an_abolished_municipality_is_its_successors(path: Path) -> None:
    path.write_bytes(encoded([site(1, city=911)]))

    found = LipasFile(path).snapshot(municipalities=["541"])

    assert [it.municipality for it in found.items] == ["541"]


def test_real_places_are_read_without_a_rejection(shared: Path) -> None:
    file = LipasFile(shared / "data/real/lipas-v1-sports-places.json")
    everywhere = sorted({it.municipality or "" for it in file.raw_sites()})

    found = file.snapshot(municipalities=everywhere)

    assert len(found.items) == 206
    assert found.rejections == ()
    assert found.drift == {}
    assert found.completeness.complete


def test_unknown_fields_are_counted(path: Path) -> None:
    path.write_bytes(encoded([site(1, heated=True), site(2, heated=False), site(3, city=91, x=1)]))

    found = LipasFile(path).snapshot(municipalities=["889"])

    assert found.drift == {"heated": 2}


def test_a_file_tells_what_lipas_publishes_only_where_it_shows_it(path: Path) -> None:
    path.write_bytes(encoded([site(1), site(2, ptv={"sync-enabled": True})]))
    file = LipasFile(path)

    told = [file.publishes_to_ptv(lipas_id) for lipas_id in (1, 2, 3)]

    assert told == [None, True, None]


@pytest.mark.parametrize(
    ("municipalities", "categories", "told"),
    [
        ([], [], "name at least one"),
        (["911"], [], r"Nurmes \(541\)"),
        (["999"], [], "'999' is not in the list"),
        ("889", [], "give a list"),
        (["889"], [5], "sub-categories"),
    ],
)
def test_a_code_that_does_not_exist_is_refused(
    path: Path, municipalities: list[str], categories: list[int], told: str
) -> None:
    path.write_bytes(encoded([site(1)]))

    with pytest.raises(InputError, match=told):
        LipasFile(path).snapshot(municipalities=municipalities, categories=categories)
