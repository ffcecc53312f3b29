"""Addresses, sorted into lists by kind as in v12."""

from collections.abc import Iterable

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText, MunicipalityCode, Position

_BEST_FIRST = ("AccessibilityRegister", "User", "NLS")


class SourcedPosition(Model):
    """A position and who stated it.

    Attributes:
        source: `NLS` (found from the street address), `User`, or `AccessibilityRegister`.
    """

    position: Position
    source: str


def best_position(positions: Iterable[SourcedPosition]) -> Position | None:
    """Choose one of several: a surveyed entrance before a person's pin before a geocoded street."""
    ranked = sorted(positions, key=lambda one: _rank(one.source))
    return ranked[0].position if ranked else None


def _rank(source: str) -> int:
    return _BEST_FIRST.index(source) if source in _BEST_FIRST else len(_BEST_FIRST)


class StreetAddress(Model):
    """A street address in Finland.

    Attributes:
        street: The street's name.
        detail: Number, stair and so on in one text.
        postal_code: Five digits.
        municipality: v11 only; v12 leaves it to be found from the postal code or the position.
        positions: EPSG:3067 metres; several where several parties stated one.
        accessibility_point: Id of the place in the register of accessibility; v12 only.
    """

    street: LocalizedText = Field(default_factory=dict)
    detail: str | None = None
    postal_code: str | None = None
    municipality: MunicipalityCode | None = None
    positions: tuple[SourcedPosition, ...] = ()
    info: LocalizedText = Field(default_factory=dict)
    accessibility_point: str | None = None

    @property
    def position(self) -> Position | None:
        """The best of `positions`."""
        return best_position(self.positions)


class OtherAddress(Model):
    """A place without a street address: a position and words."""

    postal_code: str | None = None
    positions: tuple[SourcedPosition, ...] = ()
    info: LocalizedText = Field(default_factory=dict)

    @property
    def position(self) -> Position | None:
        """The best of `positions`."""
        return best_position(self.positions)


class PostOfficeBox(Model):
    """A post office box."""

    box: LocalizedText = Field(default_factory=dict)
    postal_code: str | None = None
    municipality: MunicipalityCode | None = None
    info: LocalizedText = Field(default_factory=dict)


class ForeignAddress(Model):
    """An address abroad, in one text per language."""

    address: LocalizedText = Field(default_factory=dict)
    country: str | None = None


class DeliveryAddress(Model):
    """Where a printed form is sent: exactly one of `street`, `box` and `instructions`.

    Attributes:
        recipient: Whom it is addressed to.
        instructions: Where to deliver it, in words.
    """

    recipient: LocalizedText = Field(default_factory=dict)
    street: StreetAddress | None = None
    box: PostOfficeBox | None = None
    instructions: LocalizedText = Field(default_factory=dict)


class Addresses(Model):
    """Addresses of one use: where to go, or where to write to."""

    street: tuple[StreetAddress, ...] = ()
    other: tuple[OtherAddress, ...] = ()
    boxes: tuple[PostOfficeBox, ...] = ()
    foreign: tuple[ForeignAddress, ...] = ()

    @property
    def position(self) -> Position | None:
        """The position of the first address that has one, streets first."""
        located: list[StreetAddress | OtherAddress] = [*self.street, *self.other]
        return next((one.position for one in located if one.position), None)
