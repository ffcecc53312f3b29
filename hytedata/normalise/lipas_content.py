"""Images, renovations and activities of Lipas to our models; pure (lipas-api 3.5)."""

from typing import TypedDict

from hytedata.models.common import LocalizedText
from hytedata.models.site_content import (
    Activity,
    ActivityContact,
    ActivityRoute,
    Duration,
    Image,
    Renovation,
    Video,
)
from hytedata.normalise.lipas_taking import Taking


def to_image(image: Taking) -> Image:
    """Read an image."""
    return Image(
        url=image.text("url"),
        description=image.texts("description"),
        alt_text=image.texts("alt-text"),
        copyright=image.texts("copyright"),
        extras=image.left,
    )


def to_renovation(renovation: Taking) -> Renovation:
    """Read a renovation."""
    return Renovation(
        year=renovation.whole("year"),
        type=renovation.text("type"),
        description=renovation.texts("description"),
        extras=renovation.left,
    )


def to_activity(activity: Taking) -> Activity:
    """Read the content of one activity."""
    return Activity(
        **_parts(activity),
        status=activity.text("status"),
        routes=activity.each("routes", _to_route),
        extras=activity.left,
    )


class _Parts(TypedDict):
    description_short: LocalizedText
    description_long: LocalizedText
    contacts: tuple[ActivityContact, ...]
    images: tuple[Image, ...]
    videos: tuple[Video, ...]
    additional_info_link: LocalizedText
    rules: LocalizedText
    arrival: LocalizedText
    accessibility: LocalizedText
    highlights: tuple[LocalizedText, ...]


def _parts(told: Taking) -> _Parts:
    return {
        "description_short": told.texts("description-short"),
        "description_long": told.texts("description-long"),
        "contacts": told.each("contacts", _to_contact),
        "images": told.each("images", to_image),
        "videos": told.each("videos", _to_video),
        "additional_info_link": told.texts("additional-info-link"),
        "rules": told.texts("rules"),
        "arrival": told.texts("arrival"),
        "accessibility": told.texts("accessibility"),
        "highlights": told.text_list("highlights"),
    }


def _to_route(route: Taking) -> ActivityRoute:
    return ActivityRoute(
        **_parts(route),
        id=route.text("id"),
        name=route.texts("route-name"),
        length_km=route.number("route-length-km"),
        duration=route.one("duration", _to_duration),
        travel_direction=route.text("travel-direction"),
        surface_materials=route.words("surface-material"),
        fids=route.words("fids"),
        geometry=route.geometry("geometries"),
        extras=route.left,
    )


def _to_contact(contact: Taking) -> ActivityContact:
    return ActivityContact(
        organization=contact.texts("organization"),
        roles=contact.words("role"),
        email=contact.texts("email"),
        www=contact.texts("www"),
        phone=contact.texts("phone-number"),
        extras=contact.left,
    )


def _to_duration(duration: Taking) -> Duration:
    return Duration(
        min=duration.number("min"),
        max=duration.number("max"),
        unit=duration.text("unit"),
        extras=duration.left,
    )


def _to_video(video: Taking) -> Video:
    return Video(url=video.text("url"), description=video.texts("description"), extras=video.left)
