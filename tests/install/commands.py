"""The commands that a page of the documentation tells its reader to run."""

import re
from pathlib import Path


def commands_of(page: Path, heading: str) -> tuple[str, ...]:
    """Return the lines of the first block of shell below a heading, without comments."""
    text = page.read_text(encoding="utf-8")
    _, _, below = text.partition(f"## {heading}\n")
    block = re.search(r"```bash\n(.*?)```", below, flags=re.DOTALL)
    assert block is not None, f"{page.name} has no commands below {heading}"
    joined = block[1].replace("\\\n", "")
    return tuple(line for line in joined.splitlines() if line and not line.startswith("#"))
