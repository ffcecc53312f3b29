"""Heads of sites in the form in which they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.sports_site import SiteHead
from hytedata.store.heads import kept_head, read_head

texts = st.text(st.characters(exclude_categories=["Cs"]))
stated = st.none() | texts
heads = st.builds(
    SiteHead,
    lipas_id=st.integers(1, 2**31),
    status=texts,
    name=texts,
    name_sv=stated,
    name_en=stated,
    type_code=st.integers(1, 9999),
    owner=stated,
    municipality=texts,
    neighbourhood=stated,
    address=stated,
    postal_office=stated,
    content_hash=texts,
)


@given(heads)
def test_a_head_comes_back_as_it_was_kept(head: SiteHead) -> None:
    assert read_head(kept_head(head)) == head


@pytest.mark.parametrize("kept", ["", "{}", '[1, "active"]'])
def test_a_head_in_another_form_is_none(kept: str) -> None:
    assert read_head(kept) is None
