"""This week's exercise that is free of charge, near a point, in all calendars together.

Needs `pip install 'hytedata[calendars,geo,store]'` and a `hytedata.toml` with calendars
(README.md in this folder says how); `hytedata read events` fills the store that is asked here.

    python free_exercise_this_week.py [DAY]
"""

import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hytedata import Position, load_config
from hytedata.store import Catalogue

FINLAND = ZoneInfo("Europe/Helsinki")  # times are kept in UTC
HERE = Position(east=536_000, north=7_122_500)  # the centre of Kajaani; EPSG:3067, metres
FAR_M = 20_000


def main(first: date) -> None:
    """Print when, how far away and what, for the week that begins on *first*."""
    config = load_config(Path("hytedata.toml"), environ=os.environ)
    with Catalogue.open(config.store) as catalogue:
        for one in catalogue.events.between(
            first,
            first + timedelta(days=7),
            near=(HERE, FAR_M),
            theme="exercise",
            is_free="yes",  # known to be free: a calendar that tells no price has not said so
        ):
            when = f"{one.starts_at.astimezone(FINLAND):%d.%m. %H:%M}"
            far = f"{HERE.distance_to(one.position) / 1000:4.1f} km" if one.position else ""
            calendars = ", ".join(it.source for it in one.sources)
            print(when, far, one.event.names.get("fi"), f"({calendars})")


main(date.fromisoformat(sys.argv[1]) if sys.argv[1:] else datetime.now(FINLAND).date())
