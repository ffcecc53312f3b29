"""Which fields our models have, as the paths that formats name in their accounts."""

import typing
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Final

from pydantic import BaseModel

from hytedata.models.occurrence import Occurrence
from hytedata.store.catalogue import CatalogueRecord
from hytedata.store.catalogue_models import models_by_kind

HEAD: Final = "record"
"""Stands before the fields that all records of the catalogue have, whatever their kind."""

OCCURRENCE: Final = "occurrence"

LINK: Final = "link"
"""Stands before the fields of rows of the link table."""

_WAY_THEY_ARE_KEPT: Final = frozenset({"packed_model", "packed_raw", "bounds", "digest"})


@cache
def all_fields() -> frozenset[str]:
    """Return the fields of all records: `record.names`, `sports-site.owner` …, down to values."""
    heads = (one.name for one in fields(CatalogueRecord) if one.name not in _WAY_THEY_ARE_KEPT)
    return frozenset({f"{HEAD}.{name}" for name in heads}).union(
        *(
            model_fields(model, kind)
            for (_, kind), models in models_by_kind().items()
            for model in models
        )
    )


@cache
def occurrence_fields() -> frozenset[str]:
    """Return the fields of occurrences: `occurrence.starts_at`, `occurrence.event.names` …."""
    return model_fields(Occurrence, OCCURRENCE)


def model_fields(model: type[BaseModel], kind: str) -> frozenset[str]:
    """Return the paths of all values of *model*, *kind* first.

    Members of lists and mappings have the path of the whole: `service.producers.name`. Fields
    that are no part of dumps are left out.
    """
    return frozenset(_paths(model, kind, ()))


def _paths(model: type[BaseModel], path: str, above: tuple[type[BaseModel], ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        inner = [one for one in _models_in(field.annotation) if one not in above]
        for one in inner:
            yield from _paths(one, f"{path}.{name}", (*above, model))
        if not inner:
            yield f"{path}.{name}"


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for one in typing.get_args(annotation):
        yield from _models_in(one)
