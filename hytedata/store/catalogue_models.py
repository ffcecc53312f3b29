"""From stored documents back to our own models."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from hytedata.models.event import Event
from hytedata.models.sports_site import SportsSite

if TYPE_CHECKING:  # many models: loaded when a record of PTV is asked for
    from hytedata.models.ptv import Record

CataloguedModel: TypeAlias = "SportsSite | Event | Record"
"""What the catalogue holds: a sports site, an event, or a record of PTV (`Service` …)."""

EVENT: Final = "event"
"""Kind of the records of calendars; each calendar is a source, whose name is free."""

_ANY: Final = "*"
"""Stands for a source whose name is free: the kind alone tells the model."""

_Decode: TypeAlias = Callable[[bytes], "CataloguedModel"]
_Kind: TypeAlias = tuple[str, str]


def decode_model(source: str, kind: str, document: bytes) -> CataloguedModel:
    """Return the model of a stored document.

    Raises:
        ValueError: The kind is unknown, or the document does not fit its model.
    """
    decode = _decoders().get(_known(source, kind))
    if decode is None:
        raise ValueError(f"no model is known for {source} {kind}")
    return decode(document)


def may_be(wanted: type[object], source: str, kind: str) -> bool:
    """Return whether records of this source and kind may be of the model *wanted*."""
    models = models_by_kind().get(_known(source, kind), ())
    return any(issubclass(one, wanted) or issubclass(wanted, one) for one in models)


def _known(source: str, kind: str) -> _Kind:
    return (_ANY, kind) if kind == EVENT else (source, kind)


@cache
def models_by_kind() -> Mapping[_Kind, tuple[type[CataloguedModel], ...]]:
    """Return the models of each source and kind; the source `*` stands for any calendar."""
    from hytedata.models import ptv

    channels = (
        ptv.ServiceLocation,
        ptv.EChannel,
        ptv.WebPage,
        ptv.PhoneChannel,
        ptv.PrintableForm,
        ptv.OtherChannel,
    )
    return {
        (_ANY, EVENT): (Event,),
        ("lipas", "sports-site"): (SportsSite,),
        ("ptv", "connection"): (ptv.Connection,),
        ("ptv", "general-description"): (ptv.GeneralDescription,),
        ("ptv", "organisation"): (ptv.Organisation,),
        ("ptv", "service"): (ptv.Service,),
        ("ptv", "service-channel"): channels,
        ("ptv", "service-collection"): (ptv.ServiceCollection,),
    }


@cache
def _decoders() -> Mapping[_Kind, _Decode]:
    from pydantic import TypeAdapter

    from hytedata.models.ptv import ServiceChannel

    decoders: dict[_Kind, _Decode] = {
        pair: models[0].model_validate_json for pair, models in models_by_kind().items()
    }
    channels: TypeAdapter[ServiceChannel] = TypeAdapter(ServiceChannel)
    return decoders | {("ptv", "service-channel"): channels.validate_json}
