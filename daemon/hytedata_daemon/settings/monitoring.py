"""The table `[daemon.monitoring]`: who may read the metrics."""

from hytedata.config.table import Table
from hytedata_daemon.settings.values import Network


class Monitoring(Table):
    """What monitoring may see.

    Attributes:
        metrics_addresses: Networks of the machines that may read `/metrics`, besides this one.
    """

    metrics_addresses: tuple[Network, ...] = ()
