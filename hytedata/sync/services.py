"""The services of an organisation: one per Lipas sub-category with sites (lipas-to-ptv 3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hytedata.codes import ptv_codes, sub_category
from hytedata.content import fold_name
from hytedata.models.common import Json, Language
from hytedata.models.publication import DesiredItem
from hytedata.sync.mapping import (
    FieldCheck,
    Note,
    Publisher,
    TextComposer,
    service_item,
    service_source_id,
)
from hytedata.sync.verdicts import told_of

_MOST_CLASSES = 4
_MOST_TERMS = 10
_CITIZENS = "KR1"


def service_title(code: int) -> str:
    """Return a sub-category's Finnish name, for people."""
    return sub_category(code).name.fi


def build_service(
    code: int,
    types: Sequence[int],
    publisher: Publisher,
    languages: Sequence[Language],
    *,
    texts: TextComposer,
    check: FieldCheck,
) -> tuple[DesiredItem, tuple[Note, ...]] | Note:
    """Return the service of one sub-category with remarks, or why it cannot be published.

    Args:
        code: The sub-category.
        types: Codes of the types that its sites have now, sorted.
        publisher: The organisation.
        languages: Languages to publish in; at least one.
        texts: Writes the service's texts.
        check: Names the faults of the finished fields.
    """
    composed = texts.service(code, types, languages)
    fields: dict[str, Json] = {**composed.fields, **_fixed_fields(code, publisher, languages)}
    verdict = told_of(composed.objections, check("service", fields))
    if verdict.stop:
        return verdict.stop
    item = DesiredItem(
        kind="service",
        source=service_item(code),
        source_id=service_source_id(publisher.organisation, code),
        title=composed.fields.get("name.fi") or service_title(code),
        fields=fields,
    )
    return item, (*composed.notes, *verdict.notes, *_named_after(publisher, composed.fields))


def _named_after(publisher: Publisher, texts: Mapping[str, str]) -> Iterator[Note]:
    """F2: Suomi.fi shows the organisation beside the service; its name says it twice."""
    organisation = fold_name(publisher.organisation_name)
    for path, name in texts.items():
        if path.startswith("name.") and organisation and organisation in fold_name(name):
            yield Note(
                "field-invalid",
                f"{path}: «{name}» holds the organisation's name (F2)",
                "leave the organisation out of the service's name in the configuration",
            )


def _fixed_fields(
    code: int, publisher: Publisher, languages: Sequence[Language]
) -> dict[str, Json]:
    category = sub_category(code)
    return {
        "type": "Service",
        "funding": "PubliclyFunded",
        "area_type": "LimitedType",
        "area.municipalities": _sorted(publisher.municipalities),
        "languages": _sorted(languages),
        "service_classes": _first(category.service_classes, _MOST_CLASSES),
        "ontology_terms": _first(category.ontology_terms, _MOST_TERMS),
        "target_groups": _first([ptv_codes.target_group(_CITIZENS).uri or ""], 1),
        "main_organisation": publisher.organisation,
        "producers": [
            {"provision": "SelfProducedServices", "organisations": [publisher.organisation]}
        ],
    }


def _first(uris: Iterable[str], most: int) -> list[Json]:
    return _sorted(list(dict.fromkeys(uris))[:most])


def _sorted(values: Iterable[str]) -> list[Json]:
    return [*sorted(set(values))]
