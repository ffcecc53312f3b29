"""Composing the texts of sites, against normalising the same sites: neither holds up the other."""

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata import codes
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site
from hytedata.sandbox.world import World
from hytedata.sync.compose import compose_site

ROUNDS = 10
TARGET = 1.25


def bench_compose() -> list[Result]:
    """The sites of the sandbox's municipality, in Finnish."""
    documents = [site.body for site in World().sites]
    sites = [one for one in map(normalise_site, documents) if isinstance(one, SportsSite)]

    def compose() -> None:
        for site in sites:
            municipality = codes.municipality(site.municipality)
            compose_site(site, languages=["fi"], municipality=municipality)

    def normalise() -> None:
        for document in documents:
            normalise_site(document)

    ours, baseline = fastest(compose, normalise, rounds=ROUNDS)
    note = f"normalise_site of the same {len(sites)} sites"
    name = f"compose: texts of {len(sites)} sites, Finnish"
    return [Result(name, 1000 * ours, 1000 * baseline, TARGET, unit="ms", note=note)]
