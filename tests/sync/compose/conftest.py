"""Builders of sites for the tests of composing."""

from collections.abc import Mapping
from typing import Protocol

import pytest

from hytedata import codes
from hytedata.codes import Municipality, SportsSiteType
from hytedata.models.common import Language
from hytedata.models.sports_site import PropertyValue, SportsSite


class MakeSite(Protocol):
    """Builds a site of one type; all else has a default."""

    def __call__(
        self,
        type_code: int,
        properties: Mapping[str, PropertyValue] | None = None,
        *,
        names: Mapping[Language, str] | None = None,
        status: str = "active",
        comment: str | None = None,
        lipas_id: int = 900001,
    ) -> SportsSite: ...


@pytest.fixture
def make_site() -> MakeSite:
    def make(
        type_code: int,
        properties: Mapping[str, PropertyValue] | None = None,
        *,
        names: Mapping[Language, str] | None = None,
        status: str = "active",
        comment: str | None = None,
        lipas_id: int = 900001,
    ) -> SportsSite:
        return SportsSite(
            lipas_id=lipas_id,
            event_date=None,
            status=status,
            names=names or {"fi": "Mallila"},
            type_code=type_code,
            owner="city",
            admin="city-sports",
            municipality="889",
            properties=properties or {},
            comment=comment,
        )

    return make


@pytest.fixture
def utajarvi() -> Municipality:
    return codes.municipality("889")


@pytest.fixture
def oulu() -> Municipality:
    return codes.municipality("564")


class AllProperties(Protocol):
    """Gives a type every property that it may have."""

    def __call__(self, kind: SportsSiteType, number: float = 12) -> dict[str, PropertyValue]: ...


@pytest.fixture
def all_properties() -> AllProperties:
    def fill(kind: SportsSiteType, number: float = 12) -> dict[str, PropertyValue]:
        filled: dict[str, PropertyValue] = {}
        for key in kind.property_keys:
            described = codes.property_type(key)
            options = tuple(option.value for option in described.options)
            match described.kind:
                case "numeric":
                    filled[key] = number
                case "boolean":
                    filled[key] = True
                case "string":
                    filled[key] = "varaukset puh. 040 123 4567, www.example.fi"
                case "enum":
                    filled[key] = options[0]
                case "enum-coll":
                    filled[key] = options
        return filled

    return fill
