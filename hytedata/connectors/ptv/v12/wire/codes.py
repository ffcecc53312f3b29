"""Entries of the eleven reference lists (ptv-v12 5.7); names may be empty in a language."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.texts import Localized


class Code(WireModel, frozen=True):
    """A country, language, municipality or postal code."""

    code: str | None = None
    is_valid: bool | None = None
    name: Localized[str] | None = None


class AreaCode(Code, frozen=True):
    """A region or a wellbeing services county, with the codes of its municipalities."""

    municipalities: list[str] | None = None


class ClassificationCode(Code, frozen=True):
    """A target group, life event, service class or industrial class."""

    uri: str | None = None
    parent_uri: str | None = None


class OntologyTerm(WireModel, frozen=True):
    """A concept of KOKO; its number is another than the one in YSO."""

    uri: str | None = None
    type: str | None = None
    parent_uris: list[str] | None = None
    is_valid: bool | None = None
    name: Localized[str] | None = None
