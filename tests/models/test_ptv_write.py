import pytest
from pydantic import ValidationError

from hytedata.models.ptv import Addresses, PostOfficeBox, ServiceHours, Voucher, WeeklyHours
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceTextsWrite, ServiceWrite
from hytedata.models.ptv_write.base import is_empty


def test_left_out_emptied_and_given_are_three_things() -> None:
    left_out, emptied, given = (
        ServiceWrite(),
        ServiceWrite(charge=None),
        ServiceWrite(charge="Free"),
    )

    assert [write.sets("charge") for write in (left_out, emptied, given)] == [False, True, True]
    assert [write.clears("charge") for write in (left_out, emptied, given)] == [False, True, False]


def test_a_copy_keeps_the_three_apart() -> None:
    copied = ServiceWrite(charge=None).model_copy(update={"funding": "MarketFunded"})

    assert copied.clears("charge")
    assert copied.sets("funding")
    assert not copied.sets("type")


@pytest.mark.parametrize(
    "value", [None, "", "  ", (), {}, Addresses(), ServiceHours(), Voucher()], ids=repr
)
def test_nothing_in_it_is_empty(value: object) -> None:
    assert is_empty(value)


@pytest.mark.parametrize(
    "value",
    [
        "x",
        False,
        0,
        ("x",),
        Voucher(in_use=True),
        Addresses(boxes=(PostOfficeBox(),)),
        ServiceHours(rules=(WeeklyHours(),)),
    ],
    ids=repr,
)
def test_something_in_it_is_not_empty(value: object) -> None:
    assert not is_empty(value)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="deleteAllKeywords"):
        ServiceWrite(deleteAllKeywords=True)  # type: ignore[call-arg]


def test_the_status_modified_cannot_be_written() -> None:
    with pytest.raises(ValidationError, match="status"):
        ServiceLocationWrite(status="Modified")


def test_a_language_that_is_none_of_ptvs_is_refused() -> None:
    with pytest.raises(ValidationError, match="language_versions"):
        ServiceWrite(language_versions={"de": ServiceTextsWrite(name="Baden")})


def test_a_write_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        ServiceWrite().charge = "Free"  # type: ignore[misc]
