"""What a folder of exported files says of itself: format, licence, credit, losses."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.exporter import Loss

ABOUT: Final = "export.json"
"""The file, in each folder that is an export."""


def write_about(
    folder: Path, form: str, sources: Sequence[str], losses: Sequence[Loss], day: date
) -> None:
    """Write what the folder is: format, licence and credit of each register, losses."""
    credits = [
        {
            "source": source,
            "licence": CREDITS[source].licence,
            "licence_url": CREDITS[source].url,
            "attribution": CREDITS[source].attribution(day),
        }
        for source in sources
        if source in CREDITS
    ]
    about = {
        "format": form,
        "day": day.isoformat(),
        "sources": credits,
        "losses": [one._asdict() for one in losses],
    }
    text = msgspec.json.format(msgspec.json.encode(about), indent=2)
    (folder / ABOUT).write_bytes(text + b"\n")
