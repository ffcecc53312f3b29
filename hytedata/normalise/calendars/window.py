"""The span of time that calendars are read for; it lives with the models, where all find it."""

from hytedata.models.window import LONGEST, Window

__all__ = ["LONGEST", "Window"]
