import pytest

from hytedata.config import Config
from hytedata_daemon.jobs.shares import (
    LIPAS,
    PTV,
    STATFIN,
    Share,
    at_once,
    sharing,
    upstream_of_source,
    upstreams_of_lipas,
    wanted,
)

CONFIG = Config.model_validate_json(
    """{
        "contact": "it@kunta.test",
        "ptv": {"at_once": 8, "per_second": 10},
        "lipas": {"at_once": 2},
        "calendar": [
            {"name": "seutu", "kind": "icalendar", "url": "https://a.test/a.ics"},
            {"name": "kylat", "kind": "icalendar", "url": "https://b.test/b.ics", "at_once": 3}
        ]
    }""",
    context={"file": "hytedata.toml", "folder": "."},
)


@pytest.mark.parametrize(
    ("upstream", "bound"), [(PTV, 8), (LIPAS, 2), ("calendar:kylat", 3), (STATFIN, 0)]
)
def test_each_upstream_has_the_bound_of_its_table(upstream: str, bound: int) -> None:
    assert at_once(CONFIG, upstream) == bound


@pytest.mark.parametrize(("of", "works", "share"), [(8, 2, 4), (5, 2, 2), (2, 4, 1), (1, 1, 1)])
def test_a_work_wants_a_fair_share_and_at_least_one(of: int, works: int, share: int) -> None:
    assert wanted(of, works) == share


def test_a_share_asks_for_less_at_once_and_less_often() -> None:
    shared = sharing(CONFIG, {PTV: Share(2, 8), "calendar:kylat": Share(1, 3)})

    assert (shared.ptv.at_once, shared.ptv.per_second) == (2, 2.5)
    assert [one.at_once for one in shared.calendar] == [1, 1]
    assert shared.lipas == CONFIG.lipas
    assert shared.file == "hytedata.toml"


def test_errors_name_upstreams_in_their_own_way() -> None:
    sources = ["PTV", "lipas", "statistics-finland", "kylat"]

    names = [upstream_of_source(one, CONFIG) for one in sources]

    assert names == [PTV, LIPAS, STATFIN, "calendar:kylat"]


def test_sites_of_a_file_have_no_upstream() -> None:
    of_file = CONFIG.model_copy(update={"lipas": CONFIG.lipas.model_copy(update={"file": "a"})})

    assert upstreams_of_lipas(CONFIG) == (LIPAS,)
    assert upstreams_of_lipas(of_file) == ()
