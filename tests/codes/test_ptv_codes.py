"""PTV's code lists."""

import json
from pathlib import Path

import pytest

from hytedata import codes
from hytedata.codes import UnknownCode


@pytest.mark.parametrize(
    "key",
    [
        "P27.1",
        "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1",
        "http://uri.suomi.fi/codelist/ptv/ptvserclass/code/P27.1",
    ],
)
def test_a_service_class_is_found_by_code_and_by_either_uri(key: str) -> None:
    found = codes.service_class(key)

    assert (found.code, found.name.fi, found.parent) == ("P27.1", "Liikunta ja urheilu", "P27")


def test_a_service_class_is_found_by_its_old_urn() -> None:
    urn = codes.service_class("P27.2").old_uri
    assert urn is not None

    found = codes.find_service_class(urn)

    assert found == codes.service_class("P27.2")


def test_a_code_that_changed_its_meaning_is_told_by_the_urn() -> None:
    current = codes.service_class("P7.12")
    retired = codes.service_class("http://urn.fi/URN:NBN:fi:au:ptvl:v1088")

    assert (current.name.fi, current.retired) == ("Immateriaalioikeudet", False)
    assert (retired.name.fi, retired.retired) == ("Ulosotto", True)


@pytest.mark.parametrize(
    ("ours", "listed"),
    [
        (codes.service_classes, "serviceClasses"),
        (codes.target_groups, "targetGroups"),
        (codes.life_events, "lifeEvents"),
    ],
)
def test_the_lists_equal_the_reference(ours: object, listed: str, shared: Path) -> None:
    rows = json.loads((shared / "reference/ptv-schema.json").read_bytes())["codelists"][listed]

    assert callable(ours)
    found = [
        (entry.code, entry.name.fi, entry.uri, entry.old_uri, entry.parent) for entry in ours()
    ]

    assert found == [
        (row["code"], row["fi"], row["uri"], row["oldUri"], row["parentCode"]) for row in rows
    ]


def test_every_parent_is_a_main_class() -> None:
    for entry in codes.service_classes():
        assert entry.is_top or codes.service_class(entry.parent or "").is_top


def test_target_groups_and_life_events_have_names_in_three_languages() -> None:
    seniors, moving = codes.target_group("KR1.1"), codes.life_event("KE4.2")

    assert (seniors.name.fi, seniors.name.sv, seniors.name.en) == (
        "Ikäihmiset",
        "De äldre",
        "Seniors",
    )
    assert moving.parent == "KE4"


@pytest.mark.parametrize("find", [codes.find_service_class, codes.find_target_group])
def test_an_unknown_class_is_none(find: object) -> None:
    assert callable(find)
    assert find("http://uri.suomi.fi/codelist/ptv/other/code/X1") is None


def test_an_unknown_class_is_refused_where_it_must_exist() -> None:
    with pytest.raises(UnknownCode, match="life events"):
        codes.life_event("KE99")


def test_enumerations_go_by_the_names_of_ptv() -> None:
    status = codes.ptv_enumeration("publishingStatus")

    assert [value.value for value in status][:3] == ["Draft", "Published", "Deleted"]
    assert "dataLanguage" in codes.ptv_enumerations()
    with pytest.raises(UnknownCode):
        codes.ptv_enumeration("colour")
