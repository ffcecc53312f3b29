"""Wire model of a Location of Interest (lipas-api 3.7)."""

import msgspec

from hytedata.connectors.wire_values import Json


class WireLoi(msgspec.Struct, rename="kebab"):
    """One Location of Interest; what may be in several shapes is left as JSON."""

    id: str | None = None
    event_date: str | None = None
    status: str | None = None
    loi_category: str | None = None
    loi_type: str | None = None
    geometries: Json = None
    name: Json = None
    description: Json = None
    images: Json = None
    accessible: Json = msgspec.field(name="accessible?", default=None)
    accessibility: Json = None
    use_structure_during_fire_warning: Json = None
    protected_area_specification: Json = None
    itrs_exposure: Json = None
