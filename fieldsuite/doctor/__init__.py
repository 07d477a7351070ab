"""Says what of this machine is ready for work, what is missing, and what to do about it.

``examine`` yields one Check after another, so that a screen can show them as they come; ``fieldsuite doctor``
prints them. It opens the camera for a moment and reads the weight files, and changes nothing. May touch the
libraries' devices, models and fonts, and the office's folder from outside; never what the database holds.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from biometric.devices import Camera
from fieldsuite.clock import utc_now
from fieldsuite.doctor.check import Check

__all__ = ["Check", "examine", "pressing"]


def examine(
    home: Path,
    *,
    open_camera: Callable[[], Camera] | None = None,
    terminal: Callable[[], Check] | None = None,
    now: Callable[[], datetime] = utc_now,
    root: Path | None = None,
) -> Iterator[Check]:
    """Check this machine and the office in ``home``, which need not exist yet; 1 to 3 s with the camera.

    ``root`` is where the settings of the machine's display lie, where that is not ``home``. ``terminal`` looks at the
    terminal where the program reads the keyboard itself: nothing else may ask it then.

    A check that fails in a way nobody foresaw (a library that does not load) is itself what is found.
    """
    from fieldsuite.doctor import devices, folder, machine, models, papers, power, screen, storage

    checks: dict[str, Callable[[], Check]] = {
        "python": machine.python,
        "platform": machine.platform,
        "clock": partial(machine.clock, home),
        "home": partial(folder.office, home),
        "keys": partial(folder.keys, home),
        "trust": lambda: folder.trust(home, now()),
        "disk": partial(folder.disk, home),
        "battery": power.battery,
        "swap": storage.swap,
        "disk_encryption": partial(storage.disk_encryption, home),
        "encryption": machine.encryption,
        "database": machine.database,
        "face": models.face,
        "voice": models.voice,
        "voice_packs": models.voice_packs,
        "fonts": partial(papers.fonts, home),
        "terminal": terminal or screen.terminal,
        "camera": partial(devices.camera, open_camera),
        "microphone": devices.microphone,
        "prompts": partial(devices.prompts, root or home),
    }
    for name, check in checks.items():
        try:
            yield check()
        except Exception as error:
            yield Check(name, False, "unchecked", {"problem": f"{type(error).__name__} {error}"[:200]})


def pressing(home: Path) -> tuple[Check, ...]:
    """What of the machine cannot wait until somebody asks the doctor: the disk, the battery, the clock (2 ms)."""
    from fieldsuite.doctor import folder, machine, power

    return tuple(check for check in (folder.disk(home), power.battery(), machine.clock(home)) if not check.ok)
