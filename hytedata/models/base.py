"""The base of our own models: frozen, closed, validated once where they are made."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value that flows between stages; immutable, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
