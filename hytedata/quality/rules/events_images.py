"""Rules of pictures of events: what may be done with them, and what they show."""

from collections.abc import Callable, Iterator
from typing import Final

from hytedata.models.event import Event, EventImage
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.happenings import of_coming_events
from hytedata.quality.rule import Setting
from hytedata.quality.setting_values import texts

checks = Checks()

_INSECURE: Final = "http://"


@checks("EVT-IMG-001")
@of_coming_events
def _no_licence(event: Event, _: Setting) -> Iterator[Problem]:
    yield from _counted(event, "images.licence", lambda image: not image.licence)


@checks("EVT-IMG-002")
@of_coming_events
def _no_alternative(event: Event, _: Setting) -> Iterator[Problem]:
    yield from _counted(event, "images.alt", lambda image: not image.alt)


@checks("EVT-IMG-003")
@of_coming_events
def _no_credit(event: Event, setting: Setting) -> Iterator[Problem]:
    naming = texts(setting, "licences")
    yield from _counted(
        event,
        "images.credit",
        lambda image: image.licence.casefold().startswith(naming) and not image.credit,
    )


@checks("EVT-IMG-004")
@of_coming_events
def _insecure_address(event: Event, _: Setting) -> Iterator[Problem]:
    yield from _counted(event, "images.url", lambda image: image.url.startswith(_INSECURE))


def _counted(event: Event, field: str, lacks: Callable[[EventImage], bool]) -> Iterator[Problem]:
    """Tell how many pictures lack something, once for all of them."""
    if count := sum(map(lacks, event.images)):
        yield Problem(field, params={"images": count})


RULES = checks.packaged("events_images.toml")
