"""How the daemon is: for systemd, load balancers and Prometheus."""

from hytedata_daemon.health.collector import StoreCollector
from hytedata_daemon.health.meter import Meter
from hytedata_daemon.health.routes import HealthParts, health_routes

__all__ = ["HealthParts", "Meter", "StoreCollector", "health_routes"]
