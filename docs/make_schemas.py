"""Write the JSON Schemas of exports from the models: `python docs/make_schemas.py`.

`--check` writes nothing and fails where a schema is missing, is not what the models say today, or
belongs to a kind that is gone.
"""

import argparse
import json
import sys
from pathlib import Path

from hytedata.export.line_schema import build_schema, schema_kinds

FOLDER = Path(__file__).parents[1] / "hytedata" / "export" / "schemas"


def schemas() -> dict[str, str]:
    """Return the text of each schema by its name."""
    return {
        f"{kind}.json": json.dumps(build_schema(kind), ensure_ascii=False, indent=1) + "\n"
        for kind in schema_kinds()
    }


def main() -> int:
    """Write the schemas, or check them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="Write nothing; fail where they differ."
    )
    made = schemas()
    if parser.parse_args().check:
        there = {one.name: one.read_text(encoding="utf-8") for one in FOLDER.glob("*.json")}
        wrong = sorted(
            name for name in made.keys() | there.keys() if made.get(name) != there.get(name)
        )
        for name in wrong:
            sys.stderr.write(f"{name}: not as the models say; run python docs/make_schemas.py\n")
        return 1 if wrong else 0
    FOLDER.mkdir(exist_ok=True)
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
