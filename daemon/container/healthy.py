"""Tell a container engine by the exit code whether the service of this container is alive."""

import os
import sys
from http.client import HTTPConnection, HTTPException

PORT = "HYTEDATA_DAEMON__WEB__PORT"


def main() -> int:
    """Ask `/healthz` on this machine; 0 where the answer is 200, else 1."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get(PORT, "8470")), timeout=4)
    try:
        connection.request("GET", "/healthz")
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
