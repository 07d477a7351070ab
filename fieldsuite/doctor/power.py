"""The battery: is the machine about to go dark in the middle of a visit."""

import sys
from pathlib import Path

from fieldsuite.doctor.check import Check

SUPPLIES = Path("/sys/class/power_supply")
"""Where Linux names batteries and mains (its documentation, ABI/testing/sysfs-class-power)."""
LOW = 20
"""Percent from which a person is told: some twenty minutes of an old laptop with its camera on; our own."""
_UNKNOWN, _ON_MAINS, _NO_BATTERY = 255, 1, 128
"""Windows' words in SYSTEM_POWER_STATUS (winbase.h): no percentage; AC line status online; flag for no battery."""


def battery(supplies: Path = SUPPLIES) -> Check:
    """How full the battery is, and whether it is being charged; a machine without one is fine."""
    found = _windows() if sys.platform == "win32" else _linux(supplies)
    if found is None:
        return Check("battery", True, "battery_none")
    percent, charging = found
    values: dict[str, object] = {"percent": percent}
    if charging:
        return Check("battery", True, "battery_charging", values)
    return Check("battery", percent >= LOW, "battery" if percent >= LOW else "battery_low", values)


def _linux(supplies: Path) -> tuple[int, bool] | None:
    """Give the fullest battery of the machine; those of mice and pens have the scope Device."""
    found = []
    for place in sorted(supplies.glob("*")) if supplies.is_dir() else ():
        if _text(place / "type") == "Battery" and _text(place / "scope") != "Device":
            capacity = _text(place / "capacity")
            if capacity.isdecimal():
                found.append(
                    (min(int(capacity), 100), _text(place / "status") in ("Charging", "Full", "Not charging"))
                )
    return max(found) if found else None


def _windows() -> tuple[int, bool] | None:
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            """SYSTEM_POWER_STATUS of winbase.h."""

            _fields_ = (("line", ctypes.c_ubyte), ("flag", ctypes.c_ubyte), ("percent", ctypes.c_ubyte),
                        ("system", ctypes.c_ubyte), ("life", ctypes.c_ulong), ("full", ctypes.c_ulong))  # fmt: skip

        said = Status()
        known = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(said))
        if known and said.percent != _UNKNOWN and not said.flag & _NO_BATTERY:
            return min(int(said.percent), 100), said.line == _ON_MAINS
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
