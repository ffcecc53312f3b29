"""Localised texts, names, areas and classification entries (ptv-api 5.1, 5.2, 5.6)."""

from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel


class LanguageItem(WireModel, frozen=True):
    """A text in one language; an e-mail address too, outside organisations."""

    value: str | None = None
    language: str | None = None


class LocalizedListItem(WireModel, frozen=True):
    """A text of a type in one language."""

    value: str | None = None
    type: str | None = None
    language: str | None = None


class NameTypeByLanguage(WireModel, frozen=True):
    """Which type of name is shown in a language."""

    type: str | None = None
    language: str | None = None


class Item(WireModel, frozen=True):
    """A reference, with a name in one language; also an entry of an id page."""

    id: str | None = None
    name: str | None = None


class Municipality(WireModel, frozen=True):
    """A municipality with its names."""

    code: Scalar | None = None
    name: list[LanguageItem] | None = None


class Area(WireModel, frozen=True):
    """An area of one kind; all listed municipalities come grouped in one without a code."""

    type: str | None = None
    code: Scalar | None = None
    name: list[LanguageItem] | None = None
    municipalities: list[Municipality] | None = None


class OntologyTermItem(WireModel, frozen=True):
    """An ontology term (KOKO)."""

    name: list[LanguageItem] | None = None
    code: Scalar | None = None
    ontology_type: str | None = None
    uri: str | None = None
    parent_id: str | None = None
    parent_uri: str | None = None


class FintoItem(OntologyTermItem, frozen=True):
    """A target group, life event, industrial class or digital authorisation."""

    new_uri: str | None = None
    new_parent_uri: str | None = None


class ServiceClassItem(FintoItem, frozen=True):
    """A service class, which is described too."""

    description: list[LanguageItem] | None = None
