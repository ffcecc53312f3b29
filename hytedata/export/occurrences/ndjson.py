"""One JSON object per line: an occurrence as the model has it, and the number of that shape."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec
from pydantic import ValidationError

from hytedata.errors import InputError
from hytedata.export.schema_numbers import OCCURRENCE_LINE
from hytedata.models.occurrence import Occurrence


def to_ndjson(occurrences: Iterable[Occurrence], stream: BinaryIO) -> int:
    """Write *occurrences* in their order; returns how many.

    A line has the keys of `Occurrence` and `schema`; `from_line` reads it back. Positions are
    EPSG:3067 metres, `starts_at` and `ends_at` UTC. Keys are sorted: the same occurrence gives the
    same line. `hytedata.export.line_schema` has its JSON Schema, as `occurrence`.
    """
    encoder = msgspec.json.Encoder(order="deterministic")
    count = 0
    for one in occurrences:
        told = {"schema": OCCURRENCE_LINE, **one.model_dump(mode="json")}
        stream.write(encoder.encode(told) + b"\n")
        count += 1
    return count


def from_line(line: bytes) -> Occurrence:
    """Return the occurrence that a line tells.

    Raises:
        InputError: It is no such line, or one of a newer shape.
    """
    try:
        told = msgspec.json.decode(line, type=dict[str, object])
        if (number := told.pop("schema", None)) != OCCURRENCE_LINE:
            raise InputError(f"this line has the schema {number}; read is {OCCURRENCE_LINE}")
        return Occurrence.model_validate(told)
    except (msgspec.DecodeError, ValidationError) as error:
        raise InputError(f"this is no line of an occurrence: {error}") from error
