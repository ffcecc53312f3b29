"""Maps as files: whole documents, words for who cannot see them, and no more bytes than needed."""

import html.parser
import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hytedata import Boundaries
from hytedata.errors import InputError
from hytedata.export.map import MapItems, draw_map, to_html, to_svg, write_map
from tests.export.map.borders import array, borders, places

SVG = "{http://www.w3.org/2000/svg}"


class Tags(html.parser.HTMLParser):
    """The tags of a page, and whether each is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "rect", "path"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"meta", "rect", "path"}:
            assert self.open.pop() == tag


def test_svg_is_xml_with_a_title_and_a_description() -> None:
    picture = draw_map(borders(), places(), title="Hallit & <kentät>")

    root = ElementTree.fromstring(to_svg(picture).encode())

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Hallit & <kentät>"
    assert "4\u00a0kohdetta" in (root.findtext(f"{SVG}desc") or "")
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= ids


def test_each_municipality_is_one_path_with_its_number() -> None:
    root = ElementTree.fromstring(to_svg(draw_map(borders(), places(), by="municipality")).encode())

    told = [path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path")]
    named = [title.replace("\u00a0", " ") for title in told if title]
    assert sorted(named) == [
        "Espoo: 0 kohdetta",
        "Helsinki: 3 kohdetta",
        "Kauniainen: 0 kohdetta",
        "Sotkamo: 0 kohdetta",
        "Utajärvi: 1 kohde",
    ]


def test_svg_tells_whose_borders_they_are() -> None:
    told = to_svg(draw_map(borders(), places(), credit="Lipas"))

    assert "Rajat 2026: Statistics Finland, squares, CC BY 4.0" in told
    assert ">Lipas<" in told
    assert "yksinkertaistettu" in told


def test_the_same_map_is_the_same_text() -> None:
    assert to_svg(draw_map(borders(), places())) == to_svg(draw_map(borders(), places()))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_html_is_a_page_in_its_language_with_a_table(language: str) -> None:
    page = to_html(draw_map(borders(), places(), by="county", language=language))  # type: ignore[arg-type]

    tags = Tags(page)
    assert tags.open == []
    assert ("html", {"lang": language}) in tags.seen
    assert [attrs.get("scope") for tag, attrs in tags.seen if tag == "th"].count("row") == 4 + 1
    names = [tag for tag, _ in tags.seen]
    assert {"h1", "table", "caption", "svg", "title", "desc", "figcaption"} <= set(names)
    assert "script" not in names
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_html_escapes_what_it_is_given() -> None:
    page = to_html(draw_map(borders(), places(), title="<script>x</script>", credit="a<b"))

    assert "<script>" not in page
    assert "a&lt;b" in page


def test_a_map_of_values_has_no_total() -> None:
    page = to_html(draw_map(borders(), values={"091": 2.5}, title="x"))

    assert "<tfoot>" not in page
    assert "<td>2,5</td>" in page


def test_a_map_shows_itself_in_a_notebook() -> None:
    assert "<svg" in draw_map(borders(), places())._repr_svg_()


def test_png_is_twice_as_fine_as_the_page_and_keeps_its_words(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("matplotlib")
    values = {"091": 1.0, "049": 0.0, "235": 7.0}

    write_map(tmp_path / "a.png", draw_map(borders(), values=values, title="Luku $x$"))

    with image.open(io.BytesIO((tmp_path / "a.png").read_bytes())) as opened:
        assert opened.width >= 2 * 680
        assert opened.info["Title"] == "Luku $x$"
        assert {(0xFD, 0xF0, 0xB8), (0x2A, 0x6F, 0xA5)} <= {
            colour[:3] for _, colour in opened.getcolors(1 << 24)
        }


def test_png_without_its_library_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(InputError, match=r"pip install 'hytedata\[maps\]'"):
        write_map(tmp_path / "a.png", draw_map(borders(), places()))


@pytest.mark.parametrize(("name", "told"), [("a.gif", ".svg, .html, .png"), ("no/a.svg", "folder")])
def test_a_file_that_cannot_be_is_refused(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        write_map(tmp_path / name, draw_map(borders(), places()))
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_the_whole_country_stays_small(shared: Path) -> None:
    country = Boundaries.read(shared / "data" / "boundaries" / "kunnat.geojson")
    values = {code: float(at % 40) for at, code in enumerate(country.codes)}

    told = to_svg(draw_map(country, values=values, title="Koko maa"))

    assert len(told.encode()) < 400_000
    assert told.count("<title>") == 308


def test_neighbours_share_their_border_in_the_picture(shared: Path) -> None:
    country = Boundaries.read(shared / "data" / "boundaries" / "kunnat-4500k-2026.geojson")

    picture = draw_map(country, MapItems(array([]), ()), by="municipality", area="Kainuu")

    rings = [ring for shape in picture.shapes[1:] for ring in getattr(shape, "rings", ())]
    vertices = [{tuple(vertex) for vertex in ring.tolist()} for ring in rings]
    shared_by_two = [one & other for at, one in enumerate(vertices) for other in vertices[:at]]
    assert len([common for common in shared_by_two if len(common) > 1]) >= 10
