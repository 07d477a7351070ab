"""Photographs near at hand: on the sticks and cards that are plugged in, and where this machine keeps pictures."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldsuite.casework.access import sticks
from fieldsuite.casework.photos import LARGEST
from fieldsuite.office import Office

SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
OWN = ("Pictures", "图片", "Downloads", "下载", "Desktop", "桌面")
"""Folders of the user in which a telephone's cable, a chat or a browser leaves pictures, as systems name them."""
DEEP = 3
"""Folders below a root: a telephone's card has DCIM/Camera or DCIM/100ANDRO."""
LOOKED_AT = 3000
"""Entries of one root at most: a full disk must not keep anybody waiting."""


@dataclass(frozen=True, slots=True)
class Near:
    """A photograph that may be the one."""

    path: Path
    at: datetime
    """Last change, in the office's zone: usually when it was taken."""


def near(office: Office, most: int = 30) -> tuple[Near, ...]:
    """Give the newest photographs at hand, newest first; what cannot be read is passed over."""
    roots = dict.fromkeys([*sticks(office), *(Path.home() / name for name in OWN)])
    found = {path: changed for root in roots for path, changed in _below(root)}
    newest = sorted(found, key=lambda path: (-found[path], path.name))[:most]
    zone = ZoneInfo(office.config.timezone)
    return tuple(Near(path, datetime.fromtimestamp(found[path], zone)) for path in newest)


def _below(root: Path) -> Iterator[tuple[Path, float]]:
    """Walk level by level, so that what lies on top is seen even where there is more than is looked at."""
    level, seen = [root], 0
    for _ in range(DEEP + 1):
        deeper: list[Path] = []
        for folder in level:
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                seen += 1
                if seen > LOOKED_AT:
                    return
                try:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        deeper.append(Path(entry.path))
                    elif Path(entry.name).suffix.lower() in SUFFIXES:
                        told = entry.stat()
                        if 0 < told.st_size <= LARGEST:
                            yield Path(entry.path), told.st_mtime
                except OSError:
                    continue
        level = deeper
