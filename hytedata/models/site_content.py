"""Content beside the facts of a site: images, renovations, and activities for luontoon.fi.

Everything is tolerant: a field that is missing or of a wrong type is empty, and the value as it
came stands in `extras` in Lipas v2's spelling, so nothing is lost.
"""

from collections.abc import Mapping

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, Json, LocalizedText
from hytedata.models.site_geometry import SiteGeometry


class Image(Model):
    """A link to an image.

    Its metadata are CC BY 4.0, the file behind `url` is not: embed the address, do not download,
    cache or re-host it (lipas-api 1).
    """

    url: str | None = None
    description: LocalizedText = NO_TEXTS
    alt_text: LocalizedText = NO_TEXTS
    copyright: LocalizedText = NO_TEXTS
    extras: Mapping[str, Json] = {}


class Video(Model):
    """A link to a video."""

    url: str | None = None
    description: LocalizedText = NO_TEXTS
    extras: Mapping[str, Json] = {}


class Renovation(Model):
    """A renovation of a site.

    Attributes:
        type: `major-renovation` or `other-maintenance`; an open set.
    """

    year: int | None = None
    type: str | None = None
    description: LocalizedText = NO_TEXTS
    extras: Mapping[str, Json] = {}


class ActivityContact(Model):
    """Who answers for an activity; contact data as stated, one per language.

    Attributes:
        roles: `admin`, `content-creator`, `customer-service`; an open set.
    """

    organization: LocalizedText = NO_TEXTS
    roles: tuple[str, ...] = ()
    email: LocalizedText = NO_TEXTS
    www: LocalizedText = NO_TEXTS
    phone: LocalizedText = NO_TEXTS
    extras: Mapping[str, Json] = {}


class Duration(Model):
    """How long a route takes.

    Attributes:
        unit: `days`, `hours` or `minutes`.
    """

    min: int | float | None = None
    max: int | float | None = None
    unit: str | None = None
    extras: Mapping[str, Json] = {}


class ActivityParts(Model):
    """What an activity and each of its routes may have alike (lipas-api 3.5)."""

    description_short: LocalizedText = NO_TEXTS
    description_long: LocalizedText = NO_TEXTS
    contacts: tuple[ActivityContact, ...] = ()
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    additional_info_link: LocalizedText = NO_TEXTS
    rules: LocalizedText = NO_TEXTS
    arrival: LocalizedText = NO_TEXTS
    accessibility: LocalizedText = NO_TEXTS
    highlights: tuple[LocalizedText, ...] = ()
    extras: Mapping[str, Json] = {}


class ActivityRoute(ActivityParts):
    """One route of an activity.

    Attributes:
        id: UUID.
        length_km: As stated by people; the geometry may say otherwise.
        travel_direction: `clockwise`, `counter-clockwise`, `no-preference`; an open set.
        fids: Ids of the site's features that make up the route. The API strips the ids of these
            features, so the route's own `geometry` is what can be used (lipas-api 3.5).
        geometry: The route itself.
        extras: What only some activities have (`accessibility-classification`,
            `unpaved-percentage`, `rules-structured` …), as it came.
    """

    id: str | None = None
    name: LocalizedText = NO_TEXTS
    length_km: int | float | None = None
    duration: Duration | None = None
    travel_direction: str | None = None
    surface_materials: tuple[str, ...] = ()
    fids: tuple[str, ...] = ()
    geometry: SiteGeometry | None = None


class Activity(ActivityParts):
    """Enriched content about one activity that a site offers.

    Attributes:
        status: `active`, or `draft`: not meant for the public.
        extras: What only some activities have (`fishing-species`, `birdwatching-season`,
            `rules-structured` …), as it came.
    """

    status: str | None = None
    routes: tuple[ActivityRoute, ...] = ()
