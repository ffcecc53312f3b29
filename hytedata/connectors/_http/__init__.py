"""Request and response values, retry and budget, and the one shell that does the I/O."""

from hytedata.connectors._http.budget import Budget
from hytedata.connectors._http.login import SharedLogin
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.upstream import RetryPolicy, TokenSource, Upstream, user_agent
from hytedata.connectors._http.values import Endpoint, Request, Response

__all__ = [
    "AsyncShell",
    "Budget",
    "Endpoint",
    "Request",
    "Response",
    "RetryPolicy",
    "SharedLogin",
    "SyncShell",
    "TokenSource",
    "Upstream",
    "user_agent",
]
