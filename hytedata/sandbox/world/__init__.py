"""The generated world: invented sites, organisations and items, the same for the same seed."""

from hytedata.sandbox.world.documents import SiteDocument
from hytedata.sandbox.world.world import SCALES, World

__all__ = ["SCALES", "SiteDocument", "World"]
