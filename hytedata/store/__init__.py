"""State between runs: one schema, on SQLite or PostgreSQL.

SQLAlchemy and Alembic come with the extra `store` and are loaded when `Store` is first used.
"""

from typing import TYPE_CHECKING

from hytedata.errors import StoreError

if TYPE_CHECKING:
    from hytedata.store.catalogue import Catalogue as Catalogue
    from hytedata.store.store import Store as Store
    from hytedata.store.store import Upgraded as Upgraded

__all__ = ["Catalogue", "Store", "Upgraded"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from hytedata.store import store
    except ModuleNotFoundError as exc:
        if exc.name is None or exc.name.partition(".")[0] not in {"sqlalchemy", "alembic"}:
            raise
        raise StoreError(
            f"the store needs {exc.name}, which is not installed; "
            "install it with: pip install 'hytedata[store]'"
        ) from exc
    return getattr(store, name)


def __dir__() -> list[str]:
    return __all__
