"""How this machine shows the program and speaks to the person before the camera; read before anybody unlocks."""

import ctypes
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from fieldsuite.errors import OfficeError

NAME = "display.json"
"""File of the settings in the folder that ``--home`` names; nothing personal, and nothing an office's data needs."""

Look = Literal["auto", "plain", "ascii"]
"""auto: screens, as the terminal can draw them; plain: line by line; ascii: screens with borders of ``+-|``."""
Spoken = Literal["off", "cmn", "yue", "hak", "own"]
"""Prompts aloud: not at all, Mandarin, Cantonese, Hakka (ISO 639-3, as espeak-ng names them), own recorded files."""

Colours = Literal["dark", "light", "contrast"]
"""外观: light on dark, dark on light, or black, white and yellow for weak eyes and screens in the sun."""


@dataclass(frozen=True, slots=True)
class Display:
    """Settings of one machine."""

    look: Look = "auto"
    colours: Colours = "dark"
    spoken: Spoken = "off"
    recordings: str = ""
    """Folder of recorded prompts, each named after the prompt's key: ``ask_blink.wav``, ``digit_3.flac``."""


def read(root: Path) -> Display:
    """Read the settings; a machine that never set any, or whose file is damaged, has the defaults.

    A damaged file is no reason to keep an officer out: it is written anew with the next change.
    """
    try:
        found = json.loads((root / NAME).read_text(encoding="utf-8"))
        return Display(**{key: value for key, value in found.items() if _fits(key, value)})
    except (OSError, ValueError, AttributeError):
        return Display()


def _fits(key: str, value: Any) -> bool:
    """Say whether a newer program's, or a mistyped, setting is one of ours."""
    allowed: Mapping[str, tuple[str, ...]] = {
        "look": get_args(Look),
        "colours": get_args(Colours),
        "spoken": get_args(Spoken),
    }
    return (key == "recordings" and isinstance(value, str)) or value in allowed.get(key, ())


def change(root: Path, **values: str) -> Display:
    """Change some settings and keep them; replaced in one step.

    Raises OfficeError E_INPUT for a value that there is not, or for own recordings without a folder of them.
    """
    for key, value in values.items():
        if not _fits(key, value):
            raise OfficeError("display.no_such_value", value=value)
    made = replace(read(root), **values)  # type: ignore[arg-type]  # _fits looked at each
    if made.spoken == "own" and not Path(made.recordings).expanduser().is_dir():
        raise OfficeError("office.not_a_folder", path=made.recordings or "-")
    root.mkdir(parents=True, exist_ok=True)
    part = (root / NAME).with_suffix(".part")
    part.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=2), encoding="utf-8")
    part.replace(root / NAME)
    return made


def line_by_line(root: Path) -> bool:
    """Say whether the program runs line by line without being asked: by the setting, or where nothing can be moved.

    TERM=dumb is what editors, serial lines and some speech systems announce; a Windows console that takes no sequences
    (before Windows 10, or with its box for the legacy console ticked) would show Textual's as letters.
    """
    return read(root).look == "plain" or os.environ.get("TERM") == "dumb" or no_sequences()


_OUTPUT, _SEQUENCES = -11, 0x0004
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING of the Windows console."""


def no_sequences(kernel: Any = None) -> bool:
    """True in a Windows console that refuses control sequences; ``kernel`` is kernel32, by default that of the machine.

    The mode is put back: Textual sets it for itself.
    """
    windll: Any = getattr(ctypes, "windll", None)
    kernel = kernel or (windll.kernel32 if windll is not None else None)
    if kernel is None:
        return False
    handle, mode = kernel.GetStdHandle(_OUTPUT), ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False  # a pipe or a file: no console to refuse anything
    taken = kernel.SetConsoleMode(handle, mode.value | _SEQUENCES)
    kernel.SetConsoleMode(handle, mode.value)
    return not taken
