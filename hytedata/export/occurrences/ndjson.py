"""One JSON object per line: an occurrence as the model has it."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from hytedata.models.occurrence import Occurrence


def to_ndjson(occurrences: Iterable[Occurrence], stream: BinaryIO) -> int:
    """Write *occurrences* in their order; returns how many.

    A line is what `Occurrence.model_validate_json` reads back: positions are EPSG:3067 metres,
    `starts_at` and `ends_at` UTC. Keys are sorted: the same occurrence gives the same line.
    """
    encoder = msgspec.json.Encoder(order="deterministic")
    count = 0
    for one in occurrences:
        stream.write(encoder.encode(one.model_dump(mode="json")) + b"\n")
        count += 1
    return count
