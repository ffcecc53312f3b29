"""Parse all pages of Lipas of a country in files with `json.loads`, and nothing else.

python -m benchmarks.country_parsed FOLDER

prints the processor seconds as JSON. Nothing of ours is imported: what else is in memory makes
`json.loads` slower, by half where hytedata is loaded (measured).
"""

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Parse the country in the folder that is named, page by page."""
    folder = Path(sys.argv[1])
    took = 0.0
    index = json.loads((folder / "lipas.index").read_bytes())
    with (folder / "lipas.pages").open("rb") as file:
        for start, length in index.values():
            file.seek(start)
            page = file.read(length)
            began = time.process_time()
            json.loads(page)
            took += time.process_time() - began
    sys.stdout.write(json.dumps({"seconds": took}))


if __name__ == "__main__":
    main()
