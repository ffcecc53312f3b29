"""Texts for the target, composed from facts by templates in Finnish, Swedish and English.

No placeholder and no claim that the facts do not make; the same facts give the same text, and a
municipality's own texts win.
"""

from hytedata.sync.compose.results import ComposedTexts, LeftOut, OwnTexts, ServiceTexts
from hytedata.sync.compose.service import compose_service
from hytedata.sync.compose.site import compose_site
from hytedata.sync.compose.version import mapping_version

__all__ = [
    "ComposedTexts",
    "LeftOut",
    "OwnTexts",
    "ServiceTexts",
    "compose_service",
    "compose_site",
    "mapping_version",
]
