"""The pages themselves: how everything stands, what waits for a person, and the person's word."""

from hytedata_daemon.web.pages.parts import PageParts, User
from hytedata_daemon.web.pages.routing import routes

__all__ = ["PageParts", "User", "routes"]
