"""Each format accounts for every field of our models: it carries it, or says why it does not."""

import pytest

from hytedata.export import FORMATS, Loss, all_fields, losses_of, occurrences, unaccounted
from hytedata.export.csv import to_csv
from hytedata.export.exporter import Account
from hytedata.export.file_format import FileFormat
from hytedata.export.formats import ExportFormat
from hytedata.export.model_fields import OCCURRENCE, occurrence_fields

FIELDS = frozenset({"a.one", "a.two.x", "a.two.y", "b.one"})


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_of_records_accounts_for_every_field(form: ExportFormat) -> None:
    assert unaccounted(FORMATS[form], all_fields()) == ()
    assert all(loss.why for loss in FORMATS[form].losses)


@pytest.mark.parametrize("form", occurrences.FORMATS)
def test_a_format_of_occurrences_accounts_for_every_field(
    form: occurrences.OccurrenceFormat,
) -> None:
    assert unaccounted(occurrences.FORMATS[form], occurrence_fields()) == ()


def test_the_whole_model_is_lost_by_no_line_of_ndjson() -> None:
    assert [loss.field for loss in FORMATS["ndjson"].losses] == ["record.last_seen"]


def test_a_table_tells_that_the_keywords_of_services_are_lost() -> None:
    lost = dict(FORMATS["csv"].losses)

    assert "ndjson holds the whole" in lost["service.language_versions.keywords"]
    assert "Finnish, Swedish and English only" in lost["service.language_versions.name"]
    assert "sports-site.names" not in lost


def test_fields_reach_down_to_values_of_all_kinds() -> None:
    fields = all_fields()

    assert {"record.names", "service.producers.name", "event.prices.lowest"} <= fields
    assert "service.producers" not in fields
    assert f"{OCCURRENCE}.event.names" in occurrence_fields()


def test_a_loss_is_told_as_high_as_nothing_below_it_is_carried() -> None:
    found = losses_of(FIELDS, {"a.one"}, "no room", {"b": "no such thing"})

    assert found == (Loss("a.two", "no room"), Loss("b", "no such thing"))


def test_a_reason_of_its_own_parts_a_loss_from_those_beside_it() -> None:
    found = losses_of(FIELDS, {"a.one", "b"}, "no room", {"a.two.y": "too long"})

    assert found == (Loss("a.two.x", "no room"), Loss("a.two.y", "too long"))


def test_an_account_with_holes_is_told() -> None:
    account = Account(frozenset({"a.one", "a.old"}), (Loss("a.two", "w"), Loss("a", "w")))
    broken = FileFormat("csv", ".csv", to_csv, lambda: account)

    assert unaccounted(broken, FIELDS) == (
        "a.one is both carried and among the losses",
        "b.one is neither carried nor among the losses",
        "a.old is no field",
    )
