"""The service that municipal IT leaves running."""

import sys


def main() -> None:
    """Say that the service is not part of this version, and what to use instead."""
    sys.stderr.write(
        "hytedata-daemon is not part of this version. Until it is, run `hytedata sync plan` and "
        "`hytedata sync apply` from cron or a systemd timer.\n"
    )
    sys.exit(2)
