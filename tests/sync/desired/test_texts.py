"""Composed texts as the mapping takes them."""

import json
from pathlib import Path

from hytedata.codes import municipalities, owners
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas_v1 import normalise_v1_site
from hytedata.sync.desired import desired
from hytedata.sync.mapping import Publisher
from hytedata.sync.texts import FactTexts
from tests.sync.desired.builders import ORGANISATION, PUBLISHER, site

TEXTS = FactTexts(municipalities=("249",), organisation={"fi": "Keuruun kaupunki"})


def test_a_site_has_both_texts_in_each_language() -> None:
    composed = TEXTS.site(site(), ("fi", "sv"))

    assert sorted(composed.fields) == [
        "description.fi",
        "description.sv",
        "summary.fi",
        "summary.sv",
    ]
    assert (composed.objections, composed.notes) == ((), ())


def test_a_service_has_all_four_texts() -> None:
    composed = TEXTS.service(1300, (1340,), ("fi",))

    assert sorted(composed.fields) == [
        "description.fi",
        "name.fi",
        "summary.fi",
        "user_instruction.fi",
    ]
    assert composed.fields["name.fi"] == "Pallokentät"


def test_what_the_texts_leave_out_is_told_by_field_without_the_words() -> None:
    composed = TEXTS.site(site(comment="Varaukset 040 1234567. Kenttä on valaistu."), ("fi",))

    assert [note.detail.partition(":")[0] for note in composed.notes] == ["comment"]
    assert "1234567" not in composed.notes[0].detail


def test_an_own_text_that_breaks_a_rule_keeps_the_site_back() -> None:
    own = {"site:1": {"fi": {"summary": "Soita 040 1234567."}}}
    texts = FactTexts(municipalities=("249",), organisation={}, own_texts=own)

    state = desired([site(1)], PUBLISHER, texts=texts)

    assert [skip.reason for skip in state.skipped] == ["text-blocked"] * 2
    assert "1234567" not in state.skipped[0].detail


def test_a_site_of_no_known_municipality_is_objected_to() -> None:
    composed = TEXTS.site(site(municipality="999"), ("fi",))

    assert [one.field for one in composed.objections] == ["address.municipality"]


def test_the_real_records_are_published_with_composed_texts_and_nothing_is_blocked(
    shared: Path,
) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    read = [normalise_v1_site(json.dumps(record).encode()) for record in records]
    everywhere = Publisher(
        organisation=ORGANISATION,
        municipalities=tuple(one.code for one in municipalities()),
        owners=tuple(one.value for one in owners()),
        languages=("fi", "sv", "en"),
        target_languages=("fi", "sv", "en"),
    )

    state = desired([one for one in read if isinstance(one, SportsSite)], everywhere, texts=TEXTS)

    assert sum(item.kind == "channel" for item in state.items) == 205
    assert [skip.reason for skip in state.skipped] == ["not-eligible"]
