"""Logs that cannot tell about a person: only names on a list pass, and only values of a plain form.

One JSON line an event, on standard error. No body, no query, no path with ids, no message of an
exception (a database puts whole rows into it), no text with letters beyond ASCII (T29).
"""

import json
import logging
import re
import sys
from contextlib import suppress
from typing import Final
from uuid import UUID

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED: Final = frozenset({
    "action", "actor", "attempt", "clock", "code", "constraint", "count", "edition", "environment",
    "error", "event", "host", "job", "kind", "level", "library", "logger", "method", "ms", "pid",
    "port", "procedure", "request_id", "revision", "role", "route", "rows", "seconds", "signal",
    "size", "sqlstate", "status", "step", "timestamp", "unit", "version", "where", "workers",
})  # fmt: skip
DROPPED: Final = "dropped"

# An event is a name, not a sentence: a sentence could hold a name.
_EVENT = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_PLAIN = re.compile(r"[A-Za-z0-9_./:{}<>@+-]{0,200}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(Z|\+00:00)")
# Nine digits in a row may be a phone number, an old identity card, or a part of a new one.
_NUMBER_OF_A_PERSON = re.compile(r"[0-9]{9}")
_LARGEST_COUNT: Final = 10**8
_LIST_LENGTH: Final = 12
_HANDLED: Final = ("uvicorn", "uvicorn.error", "uvicorn.asgi")


def configure(level: int = logging.INFO) -> None:
    """Send structlog and the standard library's loggers through the list; silence access logs.

    uvicorn is to be run with `log_config=None, access_log=False`.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            write_line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [LibraryHandler()]
    root.setLevel(max(level, logging.WARNING))
    for name in _HANDLED:
        library = logging.getLogger(name)
        library.handlers, library.propagate = [], True
        library.setLevel(level)
    access = logging.getLogger("uvicorn.access")
    access.handlers, access.propagate, access.disabled = [], False, True


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep listed names with plain values; say how many others were dropped, not what they were."""
    kept: EventDict = {}
    dropped = 0
    for name, value in event.items():
        if name in ALLOWED and is_plain(value):
            kept[name] = str(value) if isinstance(value, UUID) else value
        else:
            dropped += 1
    if not _EVENT.fullmatch(str(event.get("event", ""))):
        kept["event"] = "unnamed"
    if dropped:
        kept[DROPPED] = dropped
    return kept


def is_plain(value: object) -> bool:
    """Tell whether a value cannot be a name, a text or a number of a person."""
    if value is None or isinstance(value, bool | UUID):
        return True
    if isinstance(value, int | float):
        return abs(value) < _LARGEST_COUNT
    if isinstance(value, str):
        if _UUID.fullmatch(value) or _STAMP.fullmatch(value):
            return True
        return bool(_PLAIN.fullmatch(value)) and not _NUMBER_OF_A_PERSON.search(value)
    if isinstance(value, list | tuple):
        return len(value) <= _LIST_LENGTH and all(is_plain(item) for item in value)
    return False


def write_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Write one JSON line; a log that cannot be written never fails the request it tells of."""
    with suppress(OSError, ValueError):
        sys.stderr.write(json.dumps(event, default=str) + "\n")
    return event


class LibraryHandler(logging.Handler):
    """What a library logs: where it spoke and which class of error, never its words."""

    def emit(self, record: logging.LogRecord) -> None:
        """One JSON line without the message and without the message of the exception."""
        kind = record.exc_info[0] if record.exc_info else None
        event: EventDict = {
            "event": "library",
            "level": record.levelname.lower(),
            "logger": record.name,
            "where": f"{record.module}:{record.lineno}",
            "error": kind.__name__ if kind else None,
        }
        write_line(None, "", only_allowed(None, "", event))
