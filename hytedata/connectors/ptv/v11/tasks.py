"""What PTV asks an organisation's people to do: translations and upkeep (ptv-api 4, Common).

All need the login of a person's or an API user's role, and show its organisations alone. All are
pages from 1. A task that cannot be read leaves a RecordError in its place.
"""

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import Param, TaskStatus, one_of, page_param
from hytedata.connectors.ptv.v11.calls import page as _page
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.connectors.ptv.v11.wire.reading import M, WirePage, shape_of
from hytedata.connectors.ptv.v11.wire.tasks import NotUpdatedTask, Task, TranslationItem


def translations(
    page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[WirePage[TranslationItem]]:
    """Read orders of translations."""
    return _tasks("/Common/Translation", TranslationItem, page, *window.params())


def not_maintained_services(
    page: int = 1, *, status: TaskStatus = "Published"
) -> Endpoint[WirePage[NotUpdatedTask]]:
    """Read services that nobody has looked after for long."""
    return _tasks("/Common/NotMaintainedServices", NotUpdatedTask, page, _status(status))


def not_maintained_channels(
    page: int = 1, *, status: TaskStatus = "Published"
) -> Endpoint[WirePage[NotUpdatedTask]]:
    """Read channels that nobody has looked after for long."""
    return _tasks("/Common/NotMaintainedServiceChannels", NotUpdatedTask, page, _status(status))


def services_without_channels(page: int = 1) -> Endpoint[WirePage[Task]]:
    """Read services that are connected to no channel."""
    return _tasks("/Common/ServicesWithoutChannels", Task, page)


def channels_without_services(page: int = 1) -> Endpoint[WirePage[Task]]:
    """Read channels that are connected to no service."""
    return _tasks("/Common/ChannelsWithoutServices", Task, page)


def _tasks(path: str, model: type[M], page: int, *params: Param) -> Endpoint[WirePage[M]]:
    return _page(path, [*params, page_param(page)], shape_of(model), "task", auth=True)


def _status(status: TaskStatus) -> Param:
    return ("status", one_of("status", status, TaskStatus))
