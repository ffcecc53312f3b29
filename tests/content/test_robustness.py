"""Rules never crash, never hang, and point into the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.content import check_text

PIECES = st.sampled_from(
    ["040", " ", "-", ".", "/", "(", ")", "@", "www", "fi", "klo", "9", "–", "m", "Katu", "tie",
     "<", ">", "&", "*", "\n", "alla", "oleva", "å", "12345", "Oulu", "http://", "+358"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["fi", "sv", "en", "se"]))
def test_an_objection_points_at_what_it_names(text: str, language: str) -> None:
    for objection in check_text(text, language=language):
        assert 0 <= objection.start < objection.end <= len(text)
        assert repr(text[objection.start : objection.end]) in objection.detail


@pytest.mark.parametrize(
    "unit", ["a", "a.", "0 ", "0-", "A-", "1.", "(a", "a@", "<a ", "*a", "klo ", "9-", "a-b "]
)
def test_a_long_text_of_one_kind_is_checked_to_its_end(unit: str) -> None:
    text = f"{(unit * 5000)[:5000]} @ ( http://example.fi"

    objections = check_text(text, language="fi")

    assert "S2" in {objection.rule for objection in objections}
