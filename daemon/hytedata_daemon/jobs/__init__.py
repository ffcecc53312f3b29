"""The daemon's jobs: each by functions of `hytedata.runs`, and an outcome whatever happens."""

from hytedata_daemon.jobs.perform import perform

__all__ = ["perform"]
