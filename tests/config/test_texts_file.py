"""Own texts from a file: what Excel saves is understood, and every fault is named with its line."""

from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hytedata.config.texts_file import TextsFile, read_texts_file
from tests.config.conftest import Faults, Load

HEAD = "key;field;language;text\n"
CONTACT = 'contact = "a@b.example"\n'
ORGANISATION = """
[[organisation]]
id = "00000000-0000-4000-8000-000000000889"
name = "Mallilan kunta"
municipalities = ["889"]
"""


class Read(Protocol):
    """Writes a file of own texts and reads it."""

    def __call__(self, content: str | bytes, name: str = "texts.csv") -> TextsFile: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(content: str | bytes, name: str = "texts.csv") -> TextsFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_texts_file(path)

    return write_and_read


def told(file: TextsFile) -> list[tuple[str, str, int]]:
    return [(one.path, one.text, one.line) for one in file.texts]


ROWS = "site:1;summary;fi;Koulun kenttä, jäällä myös talvella.\n"
EXPECTED = [("site:1.summary.fi", "Koulun kenttä, jäällä myös talvella.", 2)]


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROWS).encode(),
        (HEAD + ROWS).encode("utf-8-sig"),
        (HEAD + ROWS).replace("\n", "\r\n").encode("cp1252"),
        (HEAD + ROWS).replace("\n", "\r").encode("latin-1"),
        (HEAD + ROWS).replace(";", "\t").encode("utf-16"),
        b"key,field,language,text\n" + f'site:1,summary,fi,"{EXPECTED[0][1]}"\n'.encode(),
        (HEAD + ROWS).replace("key;field", "Key ; FIELD").encode(),
        (HEAD + ROWS + ";;;\n").encode(),
    ],
    ids=["utf-8", "bom", "excel", "old-mac", "utf-16", "commas", "capitals", "empty-row"],
)
def test_a_table_is_read_as_any_spreadsheet_saves_it(read: Read, content: bytes) -> None:
    file = read(content)

    assert file.faults == ()
    assert told(file) == EXPECTED


def test_excels_line_for_the_separator_is_passed_over(read: Read) -> None:
    file = read("sep=;\n" + HEAD + ROWS)

    assert told(file) == [("site:1.summary.fi", "Koulun kenttä, jäällä myös talvella.", 3)]


def test_a_text_of_several_lines_keeps_them_and_the_next_line_is_counted_right(read: Read) -> None:
    file = read(
        HEAD
        + 'site:1;description;fi;"Ensin tämä.\r\n\r\nSitten tuo."\r\n'
        + "site:x;summary;fi;y\r\n"
    )

    assert told(file) == [("site:1.description.fi", "Ensin tämä.\n\nSitten tuo.", 2)]
    assert file.faults[0].startswith("texts.csv, line 5: key 'site:x': must be site:123")


def test_every_fault_is_named_with_its_line_and_the_rest_is_still_read(read: Read) -> None:
    file = read(
        HEAD
        + "site:1;summary;fi;Hyvä.\n"
        + "paikka:1;summary;fi;x\n"
        + "type:1;summary;fi;x\n"
        + "subcategory:9;summary;fi;x\n"
        + "site:1;otsikko;fi;x\n"
        + "site:1;user_instruction;fi;x\n"
        + "site:1;summary;se;x\n"
        + "site:1;summary;fi;Toinen.\n"
        + "site:1;summary;sv;Kort; och delad\n"
    )

    assert told(file) == [("site:1.summary.fi", "Hyvä.", 2)]
    lines = [fault.removeprefix("texts.csv, line ") for fault in file.faults]
    assert [line[0] for line in lines] == ["3", "4", "5", "6", "7", "8", "9", "1"]
    assert "Lipas has no such type" in lines[1]
    assert "must be one of 1, 2, 1100" in lines[2]
    assert "a place has summary, description" in lines[3]
    assert "language 'se': must be one of fi, sv, en" in lines[5]
    assert "stands in line 2 already" in lines[6]
    assert "must stand in double quotes" in lines[7]


def test_a_heading_that_is_wrong_is_told_with_what_was_meant(read: Read) -> None:
    file = read("key;field;langauge;text\nsite:1;summary;fi;x\n")

    assert file.texts == ()
    assert file.faults == (
        "texts.csv, line 1: the column language is missing; the columns are key, field, language, "
        "text",
        "texts.csv, line 1: the column 'langauge' is unknown; did you mean language?",
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04 and more", "texts.csv is an Excel workbook: save it as CSV UTF-8"),
        (b"", "texts.csv, line 1: the column key is missing"),
        ((HEAD + 'site:1;summary;fi;"open\n').encode(), "texts.csv, line 2: is no row of CSV"),
    ],
)
def test_a_file_that_is_no_table_is_told(read: Read, content: bytes, fault: str) -> None:
    assert read(content).faults[0].startswith(fault)


def test_an_empty_text_says_nothing(read: Read) -> None:
    assert read(HEAD + "site:1;summary;fi;  \nx;y;z;\n") == TextsFile()


def test_a_text_that_looks_like_a_formula_comes_back_from_the_list(read: Read) -> None:
    assert told(read(HEAD + "site:1;summary;fi;'-5 astetta kestävä kenttä.\n")) == [
        ("site:1.summary.fi", "-5 astetta kestävä kenttä.", 2)
    ]


TOML = """# own texts
["site:1".summary]
fi = "Koulun kenttä."
sv = "Skolans plan."

["subcategory:1300"]
user_instruction.fi = '''
Valitse paikka.
'''
"""


def test_toml_says_the_same_with_lines(read: Read) -> None:
    file = read(TOML, "texts.toml")

    assert told(file) == [
        ("site:1.summary.fi", "Koulun kenttä.", 3),
        ("site:1.summary.sv", "Skolans plan.", 4),
        ("subcategory:1300.user_instruction.fi", "Valitse paikka.", 7),
    ]
    assert file.faults == ()


def test_faults_of_toml_have_their_lines_too(read: Read) -> None:
    wrong = read(TOML + '"site:2".otsikko.fi = "x"\n"site:3".summary = "x"\n', "texts.toml")
    broken = read('"site:1".summary.fi = \n', "texts.toml")

    assert [fault.split(":")[0] for fault in wrong.faults] == [
        "texts.toml, line 10",
        "texts.toml, line 11",
    ]
    assert broken.faults[0].startswith("texts.toml, line 1: is no TOML")


def test_texts_of_the_file_join_those_of_the_configuration(load: Load, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(HEAD + ROWS, encoding="utf-8")

    (organisation,) = load(
        CONTACT
        + ORGANISATION
        + 'texts_file = "own.csv"\ntexts."type:1310".summary.fi = "Kenttä."\n'
        + "texts.require_approval = true\n"
    ).organisation

    assert organisation.texts == {
        "type:1310.summary.fi": "Kenttä.",
        "site:1.summary.fi": "Koulun kenttä, jäällä myös talvella.",
    }
    assert organisation.texts_require_approval


def test_approval_is_asked_for_by_the_environment_too(load: Load) -> None:
    name = "HYTEDATA_ORGANISATION__0__TEXTS__REQUIRE_APPROVAL"

    (organisation,) = load(CONTACT + ORGANISATION, {name: "true"}).organisation

    assert organisation.texts_require_approval
    assert not load(CONTACT + ORGANISATION).organisation[0].texts_require_approval


def test_the_words_of_the_file_count_for_the_fingerprint_and_its_place_does_not(
    load: Load, tmp_path: Path
) -> None:
    def fingerprint(name: str, rows: str) -> str:
        (tmp_path / name).write_text(HEAD + rows, encoding="utf-8")
        config = load(CONTACT + ORGANISATION + f'texts_file = "{name}"\n')
        return config.fingerprint(config.organisation[0])

    first = fingerprint("a.csv", ROWS)

    assert fingerprint("b.csv", ROWS) == first
    assert fingerprint("a.csv", ROWS.replace("Koulun", "Seuran")) != first


def test_faults_of_the_file_are_faults_of_the_configuration(faults: Faults, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(HEAD + ROWS + "site:1;x;fi;y\n", encoding="utf-8")
    text = CONTACT + ORGANISATION + 'texts_file = "own.csv"\ntexts."site:1".summary.fi = "Muu."\n'

    assert faults(text) == [
        "organisation[0].texts_file: own.csv, line 3: field 'x': a place has summary, description",
        "organisation[0].texts_file: own.csv, line 2: site:1.summary.fi is also among the "
        "configuration's texts; keep it in one place",
    ]
    (missing,) = faults(CONTACT + ORGANISATION + 'texts_file = "none.csv"\n')
    assert "none.csv cannot be read: No such file or directory" in missing


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=120),
        st.text(alphabet="sep=;,\"\n\r\tkeyfildangutx:1[].'\x00\ufeffä", max_size=120).map(
            str.encode
        ),
        st.text(alphabet='site:1;summaryfi"\n\r,é=', max_size=80).map(
            lambda rows: (HEAD + rows).encode("utf-8")
        ),
    ),
    st.sampled_from(["texts.csv", "texts.toml"]),
)
def test_no_file_breaks_the_reader_and_no_row_is_lost_without_a_word(
    read: Read, content: bytes, name: str
) -> None:
    file = read(content, name)

    for one in file.texts:
        assert one.path.startswith(("site:", "type:", "subcategory:"))
        assert one.text
    assert all(fault.startswith(name) for fault in file.faults)
