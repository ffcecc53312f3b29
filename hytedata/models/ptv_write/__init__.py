"""What a developer asks PTV to store, in the words of our read model."""

from hytedata.models.ptv_write.base import TextsWrite, Write
from hytedata.models.ptv_write.connection import ConnectionTextsWrite, ConnectionWrite
from hytedata.models.ptv_write.location import ServiceLocationTextsWrite, ServiceLocationWrite
from hytedata.models.ptv_write.service import ServiceTextsWrite, ServiceWrite

__all__ = [
    "ConnectionTextsWrite",
    "ConnectionWrite",
    "ServiceLocationTextsWrite",
    "ServiceLocationWrite",
    "ServiceTextsWrite",
    "ServiceWrite",
    "TextsWrite",
    "Write",
]
