"""How tables of text are written: encodings, delimiters, decimal commas."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import InputError
from hytedata.places.columns import Encoding, coordinates_of, encoding_of, layout_of, number_of


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Töölö".encode(), Encoding("utf-8")),
        ("Töölö".encode("utf-8-sig"), Encoding("utf-8", mark=True)),
        (b"\xff\xfe" + "Töölö".encode("utf-16-le"), Encoding("utf-16-le", mark=True)),
        (b"\xfe\xff" + "Töölö".encode("utf-16-be"), Encoding("utf-16-be", mark=True)),
        ("lon;lat".encode("utf-16-le"), Encoding("utf-16-le")),
        ("lon;lat".encode("utf-16-be"), Encoding("utf-16-be")),
        ("Töölö – 5 €".encode("cp1252"), Encoding("cp1252")),
        (b"T\xf6\xf6l\xf6 \x81", Encoding("latin-1")),
        (b"", Encoding("utf-8")),
    ],
)
def test_an_encoding_is_recognised(content: bytes, expected: Encoding) -> None:
    assert encoding_of([content]) == expected


def test_a_letter_late_in_a_file_still_decides() -> None:
    assert encoding_of([b"plain ", b"and then ", "ä".encode("cp1252")]).name == "cp1252"


def test_a_letter_may_be_cut_between_two_chunks() -> None:
    letter = "ä".encode()

    assert encoding_of([b"a" + letter[:1], letter[1:]]).name == "utf-8"


def test_only_what_is_not_utf8_is_told() -> None:
    assert Encoding("utf-8").note is None
    assert "Windows-1252" in (Encoding("cp1252").note or "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_and_delimiter_are_recognised(delimiter: str) -> None:
    sample = delimiter.join(("name, x", "LAT", " lon ")).replace("name, x", '"name; x, y"')
    layout = layout_of(sample + "\r\na\r\n")

    assert (layout.delimiter, layout.x, layout.y, layout.newline) == (delimiter, 2, 1, "\r\n")
    assert layout.crs == "EPSG:4326"


def test_east_and_north_are_metres_and_preferred() -> None:
    layout = layout_of("lon,lat,north,east\n")

    assert (layout.x, layout.y, layout.crs) == (3, 2, "EPSG:3067")


def test_own_columns_are_named_with_their_crs() -> None:
    layout = layout_of("ITÄ;POHJ\n1;2\n", x="itä", y="pohj", crs="EPSG:3879")

    assert (layout.x, layout.y, layout.crs) == (0, 1, "EPSG:3879")
    with pytest.raises(InputError, match="state the CRS"):
        layout_of("ITÄ;POHJ\n", x="ITÄ", y="POHJ")
    with pytest.raises(InputError, match="name both"):
        layout_of("ITÄ;POHJ\n", x="ITÄ")


def test_without_such_columns_the_first_row_is_told_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"no columns east and north or lon and lat.*--x"):
        layout_of("nimi;osoite\n")
    with pytest.raises(InputError, match="no columns"):
        layout_of("")


def test_decimal_commas_are_recognised_by_the_coordinates() -> None:
    assert layout_of("lon;lat;name\n24,9;60,1;a\n").decimal_comma
    assert not layout_of("lon;lat;name\n24.9;60.1;a, b\n").decimal_comma


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24.94", 24.94),
        ("24,94", 24.94),
        (" 6 672 000,5 ", 6672000.5),
        ("6\u00a0672\u202f000", 6672000.0),
        ("\u22121,5", -1.5),
        ("1e3", 1000.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "x", "1,2,3", "1.234,5", "24.9 E"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number_of(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back(number: float) -> None:
    assert number_of(repr(number).replace(".", ",")) == number


def test_rows_without_numbers_have_a_reason() -> None:
    layout = layout_of("name;lon;lat\n")

    x, y, reasons = coordinates_of(
        [["a", "24,9", "60.1"], ["b", "", " "], ["c"], ["d", "1", "?"], ["e", "nan", "1"]], layout
    )

    assert (x[0], y[0]) == (24.9, 60.1)
    assert [math.isnan(value) for value in x] == [False, True, True, True, True]
    assert {row: text.partition(":")[0] for row, text in reasons.items()} == {
        1: "null",
        2: "null",
        3: "not-a-number",
    }
    assert "lat is '?'" in reasons[3]
