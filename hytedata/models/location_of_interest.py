"""A Location of Interest of Lipas (muu kohde): no sports site, but worth knowing outdoors."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, Json, LocalizedText, Remark, SourceRef
from hytedata.models.site_content import Image
from hytedata.models.site_geometry import SiteGeometry


class LocationOfInterest(Model):
    """One Location of Interest (lipas-api 3.7). It has no municipality and no address.

    Attributes:
        id: UUID.
        event_date: Time of the latest revision, UTC.
        status: As of a site; an open set.
        category: Lipas's code, as in `codes.loi_categories()`; an open set.
        type: Lipas's code, as in `codes.loi_types()`; an open set.
        names: May be empty: many have a type only.
        accessible: None where unknown.
        use_during_fire_warning: Whether a fireplace may be used during a wildfire warning.
        protected_area_specification: Lipas's code; protected areas only.
        itrs_exposure: `1`–`4`, how bad a fall would be; fall hazards only.
        geometry: Points, or areas for nature reserves and areas with restrictions.
        content_hash: Hash of the document as read, without `event-date`.
        extras: Values that no field holds, by their path in the source's spelling.
    """

    id: str
    event_date: AwareDatetime | None
    status: str
    category: str
    type: str
    names: LocalizedText = NO_TEXTS
    description: LocalizedText = NO_TEXTS
    images: tuple[Image, ...] = ()
    accessible: bool | None = None
    accessibility: LocalizedText = NO_TEXTS
    use_during_fire_warning: bool | None = None
    protected_area_specification: str | None = None
    itrs_exposure: str | None = None
    geometry: SiteGeometry | None = None
    remarks: tuple[Remark, ...] = ()
    content_hash: str = ""
    extras: Mapping[str, Json] = {}

    @property
    def ref(self) -> SourceRef:
        """The location's reference."""
        return SourceRef(source="lipas", kind="loi", id=self.id)
