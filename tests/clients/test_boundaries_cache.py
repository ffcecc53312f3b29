"""Kept borders: the same as before, or noticed as damaged."""

from pathlib import Path

import pytest
import shapely

from hytedata.clients.boundaries_cache import (
    DamagedCache,
    Facts,
    cache_file,
    content_checksum,
    default_cache_folder,
    load,
    save,
)
from hytedata.connectors.statfin.wfs import URL, Layer
from tests.clients.boundary_files import MUNICIPALITIES, squares

LAYER = Layer("municipality", "1000k", 2026)
AREAS = squares(308)
FACTS = Facts(
    kind="municipality",
    year=2026,
    scale="1000k",
    codes=MUNICIPALITIES,
    attribution="Source: somebody",
    licence="CC BY 4.0",
    source="a layer",
    checksum=content_checksum(MUNICIPALITIES, AREAS),
    url=URL,
    remarks=("091 was mended",),
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = cache_file(tmp_path / "deep" / "folder", LAYER, URL)
    save(file, FACTS, AREAS)
    return file


def test_what_was_kept_comes_back_as_it_was(kept: Path) -> None:
    loaded = load(kept, LAYER, URL)

    assert loaded is not None
    facts, areas = loaded
    assert facts == FACTS
    assert shapely.equals_exact(areas, AREAS).all()
    assert content_checksum(facts.codes, areas) == facts.checksum


def test_nothing_but_the_file_itself_is_left_in_the_folder(kept: Path) -> None:
    assert [file.name for file in kept.parent.iterdir()] == ["kunta1000k_2026.boundaries"]


def test_what_is_not_kept_is_none(tmp_path: Path) -> None:
    assert load(tmp_path / "none.boundaries", LAYER, URL) is None


@pytest.mark.parametrize("place", [0, 10, 30, 60, 400, -1])
def test_a_single_changed_byte_is_noticed(kept: Path, place: int) -> None:
    content = bytearray(kept.read_bytes())
    content[place] ^= 1
    kept.write_bytes(content)

    with pytest.raises(DamagedCache):
        load(kept, LAYER, URL)


@pytest.mark.parametrize("size", [0, 5, 22, 50, 57, 5000])
def test_a_file_that_was_cut_off_is_noticed(kept: Path, size: int) -> None:
    kept.write_bytes(kept.read_bytes()[:size])

    with pytest.raises(DamagedCache):
        load(kept, LAYER, URL)


def test_a_foreign_file_and_a_folder_in_its_place_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x89PNG" * 100)
    (tmp_path / "b").mkdir()

    for name in "ab":
        with pytest.raises(DamagedCache):
            load(tmp_path / name, LAYER, URL)


@pytest.mark.parametrize(
    ("layer", "url"),
    [
        (Layer("municipality", "1000k", 2025), URL),
        (Layer("municipality", "4500k", 2026), URL),
        (Layer("county", "1000k", 2026), URL),
        (LAYER, "http://127.0.0.1:8765/statfin"),
    ],
)
def test_borders_of_another_layer_or_service_are_not_taken(
    kept: Path, layer: Layer, url: str
) -> None:
    with pytest.raises(DamagedCache, match="another layer"):
        load(kept, layer, url)


def test_layers_and_services_have_files_of_their_own(tmp_path: Path) -> None:
    layers = [LAYER, Layer("county", "1000k", 2026), Layer("municipality", "4500k", 2026)]
    files = {
        cache_file(tmp_path, layer, url)
        for layer in layers
        for url in (URL, "https://maps.test", "https://other.test")
    }

    assert len(files) == 9


def test_a_write_that_fails_leaves_what_was_there(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hytedata.clients.boundaries_cache.os.fsync", full)

    with pytest.raises(OSError, match="No space left"):
        save(kept, FACTS, AREAS[::-1])

    assert load(kept, LAYER, URL) is not None
    assert len(list(kept.parent.iterdir())) == 1


def test_the_folder_is_the_users_own_folder_of_caches() -> None:
    named = default_cache_folder({"XDG_CACHE_HOME": "/caches", "LOCALAPPDATA": "/caches"})

    assert named == Path("/caches/hytedata")
    assert default_cache_folder({}) == Path.home() / ".cache" / "hytedata"
