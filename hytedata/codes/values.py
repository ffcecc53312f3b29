"""What all code lists are made of: labels, labelled values, and the error for an unknown code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hytedata.errors import InputError


class UnknownCode(InputError):
    """A code list has no such code.

    Attributes:
        code_list: Which list, in words.
        code: The code as it was asked for.
        successor: The code that holds the place now, where an old one was asked for.
    """

    def __init__(
        self, code_list: str, code: str | int, *, hint: str = "", successor: str | None = None
    ) -> None:
        tail = f"; {hint}" if hint else ""
        super().__init__(f"{code!r} is not in the list of {code_list}{tail}")
        self.code_list, self.code, self.successor = code_list, code, successor


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of one code; a language that the source lacks is None."""

    fi: str
    sv: str | None = None
    en: str | None = None

    def get(self, language: str) -> str | None:
        """Return the name in *language* (`fi`, `sv`, `en`), or None."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}.get(language)

    def best(self, language: str) -> str:
        """Return the name in *language*, or the Finnish one."""
        return self.get(language) or self.fi

    def all(self) -> tuple[str, ...]:
        """Return the names that there are, Finnish first."""
        return tuple(name for name in (self.fi, self.sv, self.en) if name)


@dataclass(frozen=True, slots=True)
class CodeLabel:
    """One value of an enumeration with its names."""

    value: str
    name: Labels


class CodeList:
    """The values of one enumeration, in the source's order; immutable.

    `codes["city"]` raises `UnknownCode` for an unknown value, `codes.get("city")` gives None.
    """

    def __init__(self, title: str, values: Iterable[CodeLabel]) -> None:
        self._title = title
        self._by_value = {value.value: value for value in values}
        self._by_label = {
            label.casefold(): value
            for value in self._by_value.values()
            for label in value.name.all()
        }

    def __getitem__(self, value: str) -> CodeLabel:
        found = self._by_value.get(value)
        if found is None:
            raise UnknownCode(self._title, value)
        return found

    def get(self, value: str) -> CodeLabel | None:
        """Return the value's entry, or None."""
        return self._by_value.get(value)

    def __contains__(self, value: object) -> bool:
        return value in self._by_value

    def __iter__(self) -> Iterator[CodeLabel]:
        return iter(self._by_value.values())

    def __len__(self) -> int:
        return len(self._by_value)

    def labelled(self, label: str) -> CodeLabel | None:
        """Return the entry that carries *label* in any language, whatever its case, or None."""
        return self._by_label.get(label.strip().casefold())
