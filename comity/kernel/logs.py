"""Structured logs: one JSON object a line for machines, coloured lines on a terminal; request ids in each, secrets in none."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from comity.kernel.config import Settings
from comity.kernel.context import request_id

_SECRET = re.compile(r"cmt_(?:sk|ak)_[0-9A-Za-z]{8,}|(?<=Bearer )\S{12,}")


def configure_logs(settings: Settings) -> None:
    """Sets the one log format for the process and for the libraries in it. Call once, at start."""
    use_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    renderer = structlog.processors.JSONRenderer() if use_json else structlog.dev.ConsoleRenderer()
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        structlog.processors.format_exc_info,
        _mask_secrets,
    ]
    level = getattr(logging, settings.log_level.upper())
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def logger(name: str) -> Any:
    """A logger that carries the name of its part of the product."""
    return structlog.get_logger(part=name)


def _add_request_id(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if value := request_id.get():
        entry["requestId"] = value
    return entry


def _mask_secrets(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in entry.items():
        if isinstance(value, str) and ("cmt_" in value or "Bearer " in value):
            entry[key] = _SECRET.sub("***", value)
    return entry
