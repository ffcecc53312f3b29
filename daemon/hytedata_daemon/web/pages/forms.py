"""A form that was sent, as plain texts."""

from collections.abc import Iterator

from starlette.datastructures import FormData


class Form:
    """Fields by name; files are no part of any form here and are left out."""

    def __init__(self, content: FormData) -> None:
        self._fields = [(key, one) for key, one in content.multi_items() if isinstance(one, str)]

    def text(self, name: str) -> str:
        """Return a field without white space around it; "" where it is missing."""
        return next((value.strip() for key, value in self._fields if key == name), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that may be there several times."""
        return tuple(value for key, value in self._fields if key == name)

    def beginning(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield the fields whose name begins so: the rest of the name, and the value."""
        for key, value in self._fields:
            if key.startswith(prefix):
                yield key.removeprefix(prefix), value
