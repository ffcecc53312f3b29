"""Values of the engine's tables are JSON; pickled ones, which run code when read, are refused.

We write none. DBOS would read those that somebody else has put there all the same, whatever
serializer it is given: so whoever can write the database could run code in the daemon.
"""

from dbos import _serialization as values

from hytedata.errors import StoreError


def _refuse(_: str) -> object:
    raise StoreError(
        "the engine's tables hold a pickled value, which hytedata never writes; "
        "look who else writes in that database"
    )


def refuse_pickles() -> None:
    """Let DBOS refuse them in this process, from now on."""
    # There is no public way; a test tells when this one is closed.
    values.DBOSDefaultSerializer.deserialize = _refuse  # type: ignore[method-assign,assignment]
