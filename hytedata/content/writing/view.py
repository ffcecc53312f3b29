"""The item as it would be after a write: what the write says over what is there now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.models.base import Model
from hytedata.models.common import Language
from hytedata.models.ptv_write.base import Patch, is_empty
from hytedata.models.ptv_write.base import Worded as WordedWrite


class _Unknown:
    """A value that stands in PTV and was not read."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()


@dataclass(frozen=True)
class View:
    """A write over the record that it changes.

    Attributes:
        write: A write with language versions.
        current: The record as read, of our read model; None where it is not known.
    """

    write: WordedWrite[Patch]
    creating: bool
    current: Model | None = None

    @property
    def whole(self) -> bool:
        """Whether all of the item is known."""
        return self.creating or self.current is not None

    def sets(self, field: str) -> bool:
        """Whether the write mentions *field*."""
        return self.write.sets(field)

    def clears(self, field: str) -> bool:
        """Whether the write empties *field* of something that is there."""
        return not self.creating and self.write.clears(field)

    def value(self, field: str) -> object:
        """The value after the write; `UNKNOWN` where it stands in PTV and was not read."""
        if self.write.sets(field):
            return getattr(self.write, field)
        if self.current is not None:
            return getattr(self.current, field, None)
        return None if self.creating else UNKNOWN

    def words(self, field: str) -> tuple[str, ...] | None:
        """A list of texts after the write; None where it is not known."""
        value = self.value(field)
        if value is UNKNOWN:
            return None
        return tuple(str(one) for one in value) if isinstance(value, (tuple, list)) else ()

    def word(self, field: str) -> str | None:
        """A text after the write; None where there is none, or it is not known."""
        value = self.value(field)
        return value if isinstance(value, str) and value.strip() else None

    @property
    def written(self) -> Mapping[Language, Patch]:
        """Language versions that the write gives something to."""
        versions = self.write.language_versions
        return {language: texts for language, texts in versions.items() if texts is not None}

    @property
    def languages(self) -> frozenset[Language] | None:
        """Languages after the write; None where the present ones are not known."""
        if not self.whole:
            return None
        now: frozenset[Language] = frozenset(getattr(self.current, "language_versions", {}))
        gone = {one for one, texts in self.write.language_versions.items() if texts is None}
        return (now | frozenset(self.written)) - gone

    def text(self, language: Language, field: str) -> object:
        """A field of a language version after the write; `UNKNOWN` where it was not read."""
        texts = self.write.language_versions.get(language)
        if texts is not None and texts.sets(field):
            return getattr(texts, field)
        if self.current is not None:
            version = getattr(self.current, "language_versions", {}).get(language)
            return getattr(version, field, None)
        return None if self.creating else UNKNOWN

    def given(self, field: str) -> Iterator[tuple[Language, str, object]]:
        """Yield (language, path, value) of a field that the write fills in."""
        for language, texts in self.written.items():
            if texts.sets(field) and not is_empty(getattr(texts, field)):
                yield language, f"language_versions.{language}.{field}", getattr(texts, field)

    def empties_everywhere(self, field: str) -> bool:
        """Whether the write takes a field out of every language version that has it."""
        touched = [
            language
            for language, texts in self.written.items()
            if texts.clears(field) and not self.creating
        ]
        if not touched:
            return False
        if self.current is None:
            return False
        return all(is_empty(self.text(language, field)) for language in self.languages or ())
