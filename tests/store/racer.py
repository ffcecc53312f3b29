"""Run as a process of its own: ask for a lease at the same moment as others, and tell how it went.

Arguments: the store's URL, a name. It says `ready`, waits for a line, asks, prints `held` or
`refused`, and keeps what it has until its input ends.
"""

import sys
from datetime import UTC, datetime

from hytedata.errors import LeaseHeld
from hytedata.store import Store


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    url, name = sys.argv[1:]
    with Store.open(url, now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:
        say("ready")
        sys.stdin.readline()
        try:
            with store.lease("org", name, seconds=60):
                say("held")
                sys.stdin.read()
        except LeaseHeld as exc:
            say(f"refused by {exc.holder}")


main()
