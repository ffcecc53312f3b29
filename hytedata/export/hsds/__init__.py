"""Open Referral's HSDS 3: services of PTV with their organisations, places and connections."""

from hytedata.export.hsds.package import HsdsTables
from hytedata.export.hsds.services_file import HsdsJson

__all__ = ["HsdsJson", "HsdsTables"]
