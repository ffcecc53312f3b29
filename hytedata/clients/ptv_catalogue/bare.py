"""Records of which only the id is known: what `on_invalid="raw"` gives for unusable ones."""

from hytedata.clients.walks import Unusable
from hytedata.models.common import Remark
from hytedata.models.ptv import (
    GeneralDescription,
    Organisation,
    OtherChannel,
    Service,
    ServiceCollection,
)


def bare_service(one: Unusable) -> Service:
    """Return a service with its id, document and the reason."""
    return Service(id=one.id, type="", raw=one.document, remarks=(_remark(one),))


def bare_channel(one: Unusable) -> OtherChannel:
    """Return a channel with its id, document and the reason; its kind is what it states."""
    stated = one.document.get("serviceChannelType")
    return OtherChannel(
        id=one.id,
        stated_type=stated if isinstance(stated, str) else "",
        raw=one.document,
        remarks=(_remark(one),),
    )


def bare_organisation(one: Unusable) -> Organisation:
    """Return an organisation with its id, document and the reason."""
    return Organisation(id=one.id, type="", raw=one.document, remarks=(_remark(one),))


def bare_description(one: Unusable) -> GeneralDescription:
    """Return a general description with its id, document and the reason."""
    return GeneralDescription(id=one.id, type="", raw=one.document, remarks=(_remark(one),))


def bare_collection(one: Unusable) -> ServiceCollection:
    """Return a service collection with its id, document and the reason."""
    return ServiceCollection(id=one.id, raw=one.document, remarks=(_remark(one),))


def _remark(one: Unusable) -> Remark:
    rejection = one.rejection
    return Remark(field=rejection.field, code="unusable", raw=rejection.reason[:500])
