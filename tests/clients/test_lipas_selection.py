"""Heads that are known already: which of them stand for their sites."""

import json
from typing import Any

from hytedata.clients.lipas_selection import Enough, Selection, SnapshotBuilder, known_heads
from hytedata.connectors.lipas.raw_site import RawSite, read_raw_site
from hytedata.connectors.lipas.seen import Seen
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.normalise.lipas_head import site_head
from tests.connectors.lipas.builders import site


def raw(document: dict[str, Any], enough: Enough | None = None) -> RawSite:
    content = json.dumps(document, separators=(",", ":")).encode()
    found = read_raw_site(content, known=known_heads(enough) if enough else None)
    assert isinstance(found, RawSite)
    return found


def knowing(*documents: dict[str, Any]) -> Enough:
    """Of these documents the head is enough, and of no others."""
    heads = [head for one in documents if (head := site_head(raw(one)))]
    return Enough(lambda _: False, {head.content_hash: head for head in heads})


def scanned(enough: Enough, *documents: dict[str, Any], of: str = "889") -> tuple[AnySite, ...]:
    builder, seen = SnapshotBuilder(Selection.of([of], ()), enough), Seen()
    for document in documents:
        one = raw(document, enough)
        if seen.is_news(one):
            builder.add(one)
    return builder.scanned(()).items


def test_a_known_site_comes_as_its_head_and_another_one_whole() -> None:
    known, other = scanned(knowing(site(1)), site(1), site(2))

    assert isinstance(known, SiteHead)
    assert isinstance(other, SportsSite)


def test_a_known_site_of_another_municipality_is_left_out() -> None:
    assert scanned(knowing(site(1)), site(1), of="091") == ()


def test_of_two_documents_of_one_site_the_newer_counts_whether_it_is_known_or_not() -> None:
    old = site(1, date="2026-01-01T00:00:00Z")
    new = site(1, date="2026-02-01T00:00:00Z", comment="Uusi")

    for order in ((old, new), (new, old)):
        (of_known_old,) = scanned(knowing(old), *order)
        (of_known_new,) = scanned(knowing(new), *order)

        assert isinstance(of_known_old, SportsSite)
        assert of_known_old.comment == "Uusi"
        assert isinstance(of_known_new, SiteHead)


def test_a_plain_function_knows_no_heads() -> None:
    assert known_heads(lambda _: True) == {}
