"""One JSON object a line about what happened: which device, which bundle, how much. No names, no addresses."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from fieldsuite.clock import stamp, utc_now

SHOWN = 16
"""Digits of a device's or bundle's name that are shown: enough to find it in the desk's tables."""


class EventLog:
    """Writes events to a stream, each at once."""

    def __init__(self, out: TextIO, now: Callable[[], datetime] = utc_now) -> None:
        self._out, self._now = out, now

    def note(self, event: str, device: str = "", bundle: str = "", **more: int | str) -> None:
        """Write an event down."""
        said: dict[str, int | str] = {"at": stamp(self._now()), "event": event}
        if device:
            said["device"] = device[:SHOWN]
        if bundle:
            said["bundle"] = bundle[:SHOWN]
        self._out.write(json.dumps({**said, **more}, ensure_ascii=False) + "\n")
        self._out.flush()
