"""Streaming all of Lipas with the client: memory of the raw and of the typed reading."""

import subprocess
import sys

from benchmarks.lipas_server import SITES
from benchmarks.memory import peak_mb
from benchmarks.result import Result
from hytedata import LipasClient, lipas_upstream

MOST_MB = 300.0


def bench_long_list() -> list[Result]:
    """Stream 57 000 sites; each reader is a process of its own."""
    command = [sys.executable, "-m", "benchmarks.lipas_server"]
    results = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        for how in ("raw", "typed"):
            reader = [sys.executable, "-m", "benchmarks.lipas_client", url, how]
            told = subprocess.run(reader, check=True, capture_output=True).stdout
            name = f"lipas client: stream {SITES} sites, {how}, memory"
            results.append(Result.at_most(name, float(told), MOST_MB, "MB"))
        server.communicate()
    return results


def main() -> None:
    """Stream the sites of the server that is named, and print the peak of memory in MB."""
    url, how = sys.argv[1:]
    upstream = lipas_upstream(url, contact="benchmark@example.test", at_once=0)
    with LipasClient(upstream) as lipas:
        sites = lipas.raw_sites() if how == "raw" else lipas.sites.iter()
        count = sum(1 for _ in sites)
    if count != SITES:
        raise RuntimeError(f"the benchmark read {count} of {SITES}")
    sys.stdout.write(str(peak_mb()))


if __name__ == "__main__":
    main()
