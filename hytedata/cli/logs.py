"""Logs of the command: structlog over the standard library's logging, to standard error."""

import logging
import sys

import structlog
from structlog.typing import Processor

_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


def configure_logs(*, verbose: int, as_json: bool) -> None:
    """Set up logging for this process: warnings, then info, then each request."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("hytedata").setLevel(_LEVELS[min(verbose, len(_LEVELS) - 1)])
