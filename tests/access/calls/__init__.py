"""What the matrix asks of each operation: a request about one of the planted records.

A line `operation` or `operation:variant` in `matrix/*.csv` names one of these. An operation that is
about nobody is asked once, under the record `-`. Every module here with a `CALLS` adds to the list.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.access.calls.shape import ELSEWHERE, About, Call

__all__ = ["CALLS", "ELSEWHERE", "About", "Call"]

CALLS: dict[str, About] = {}
# What every permission is first asked by stands in `core`.
for part in sorted(
    (m.name for m in iter_modules(__path__)), key=lambda name: (name != "core", name)
):
    for name, about in getattr(import_module(f"{__name__}.{part}"), "CALLS", {}).items():
        assert name not in CALLS, f"{name} is asked twice"
        CALLS[name] = about
