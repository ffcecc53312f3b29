"""From stored documents back to our own models."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from hytedata.models.sports_site import SportsSite

if TYPE_CHECKING:  # many models: loaded when a record of PTV is asked for
    from hytedata.models.ptv import Record

CataloguedModel: TypeAlias = "SportsSite | Record"
"""What the catalogue holds: a sports site, or a record of PTV (`Service`, `ServiceLocation` …)."""

_Decode: TypeAlias = Callable[[bytes], "CataloguedModel"]


def decode_model(source: str, kind: str, document: bytes) -> CataloguedModel:
    """Return the model of a stored document.

    Raises:
        ValueError: The kind is unknown, or the document does not fit its model.
    """
    decode = _decoders().get((source, kind))
    if decode is None:
        raise ValueError(f"no model is known for {source} {kind}")
    return decode(document)


def kinds_of(wanted: type[object]) -> tuple[tuple[str, str], ...]:
    """Return the (source, kind) pairs whose records may be of this model."""
    return tuple(
        pair
        for pair, models in _models().items()
        if any(issubclass(one, wanted) or issubclass(wanted, one) for one in models)
    )


@cache
def _models() -> Mapping[tuple[str, str], tuple[type[CataloguedModel], ...]]:
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
        ("lipas", "sports-site"): (SportsSite,),
        ("ptv", "connection"): (ptv.Connection,),
        ("ptv", "general-description"): (ptv.GeneralDescription,),
        ("ptv", "organisation"): (ptv.Organisation,),
        ("ptv", "service"): (ptv.Service,),
        ("ptv", "service-channel"): channels,
        ("ptv", "service-collection"): (ptv.ServiceCollection,),
    }


@cache
def _decoders() -> Mapping[tuple[str, str], _Decode]:
    from pydantic import TypeAdapter

    from hytedata.models.ptv import ServiceChannel

    decoders: dict[tuple[str, str], _Decode] = {
        pair: models[0].model_validate_json for pair, models in _models().items()
    }
    channels: TypeAdapter[ServiceChannel] = TypeAdapter(ServiceChannel)
    return decoders | {("ptv", "service-channel"): channels.validate_json}
