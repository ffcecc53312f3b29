"""What all tables of `hytedata.toml` have in common."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from hytedata.models.base import Model

AtOnce = Annotated[int, Field(ge=1, le=64)]
"""Requests under way at a time."""

PerSecond = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""Requests per second; 0 for no bound."""

Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that must not be empty."""


class Table(Model):
    """A table of the file: values have exactly the type that is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
