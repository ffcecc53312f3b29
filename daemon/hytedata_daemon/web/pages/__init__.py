"""The pages themselves: how everything stands, what waits for a person, and the person's word."""

from hytedata_daemon.web.pages.parts import PageParts, User
from hytedata_daemon.web.pages.rendering import problem_page, rendered, templates
from hytedata_daemon.web.pages.routing import routes

__all__ = ["PageParts", "User", "problem_page", "rendered", "routes", "templates"]
