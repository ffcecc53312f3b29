"""For each service and channel of PTV the first reason why a national tray does not show it."""

from hytedata.quality.readiness.cases import ChannelCase, ServiceCase
from hytedata.quality.readiness.judge import Standing, judge_channel, judge_service, told
from hytedata.quality.readiness.profile import Profile, Rung
from hytedata.quality.readiness.summary import OwnerReadiness, summarise

__all__ = [
    "ChannelCase",
    "OwnerReadiness",
    "Profile",
    "Rung",
    "ServiceCase",
    "Standing",
    "judge_channel",
    "judge_service",
    "summarise",
    "told",
]
