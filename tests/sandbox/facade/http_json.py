"""JSON over a real connection, without a client library."""

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit


def call(
    url: str, method: str = "GET", body: object = None, headers: dict[str, str] | None = None
) -> tuple[int, object]:
    """Send one request; returns the status and the JSON of the answer (None where empty)."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    sent = None if body is None else json.dumps(body).encode()
    try:
        connection.request(method, path, sent, headers or {})
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    return answer.status, json.loads(content) if content else None
