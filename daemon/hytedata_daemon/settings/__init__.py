"""`[daemon]` of `hytedata.toml`, typed: jobs and their times, quiet hours, the web pages."""

from hytedata_daemon.settings.jobs import FullRead, Job, JobName, Jobs, ReadJob
from hytedata_daemon.settings.loading import Settings, load_settings
from hytedata_daemon.settings.rules import rule_of
from hytedata_daemon.settings.tables import Area, Daemon, Web

__all__ = [
    "Area",
    "Daemon",
    "FullRead",
    "Job",
    "JobName",
    "Jobs",
    "ReadJob",
    "Settings",
    "Web",
    "load_settings",
    "rule_of",
]
