"""Reads a folder of media for practice: a folder a person, with photographs, clips and recordings of digits.

What a file shows stands in its name: ``blink_left.avi`` is a clip of these actions, ``385201.wav`` says these digits,
``3_anything_0.wav`` one digit (isolated digits are joined into strings).
"""

import re
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from biometric.steps import Action

PICTURES = (".jpg", ".jpeg", ".png")
CLIPS = (".mp4", ".avi", ".mov", ".mkv", ".webm")
SOUNDS = (".wav", ".flac", ".mp3", ".ogg")
GAP = 0.25
"""Seconds of silence between joined digits."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip and the actions it shows."""

    path: Path
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording and the digits it says."""

    path: Path
    digits: str


@dataclass(frozen=True, slots=True)
class Media:
    """The media of one person."""

    name: str
    photographs: tuple[Path, ...]
    clips: tuple[Clip, ...]
    spoken: tuple[Spoken, ...]
    single: tuple[Spoken, ...]
    """Recordings of one digit each."""


def read_media(folder: Path) -> tuple[Media, ...]:
    """Read every person's folder, in the order of their names."""
    return tuple(_person(child) for child in sorted(folder.iterdir()) if child.is_dir())


def _person(folder: Path) -> Media:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sounds = [path for path in files if path.suffix.lower() in SOUNDS]
    spoken = [(path, re.search(r"\d{4,}", path.stem)) for path in sounds]
    single = [(path, re.match(r"(\d)(?!\d)", path.stem)) for path in sounds]
    return Media(
        folder.name,
        tuple(path for path in files if path.suffix.lower() in PICTURES),
        tuple(
            Clip(path, actions)
            for path in files
            if path.suffix.lower() in CLIPS and (actions := actions_of(path.stem))
        ),
        tuple(Spoken(path, found.group()) for path, found in spoken if found),
        tuple(Spoken(path, found.group(1)) for path, found in single if found),
    )


def actions_of(name: str) -> tuple[Action, ...]:
    """Give the actions a file's name tells, in its order."""
    known = get_args(Action)
    return tuple(word for word in re.split(r"[^a-z]+", name.lower()) if word in known)  # type: ignore[misc]


class Reciter:
    """Joins recordings of single digits into strings; none is used twice, for that would be a replay."""

    def __init__(self, single: Sequence[Spoken]) -> None:
        self._left = {digit: [one.path for one in single if one.digits == digit] for digit in "0123456789"}

    def say(self, digits: str, out: Path) -> Spoken | None:
        """Write the string as 16-bit WAV; None when a digit has no recording left."""
        import numpy as np

        from biometric.sound_file import read_sound

        parts, rate = [], 16_000
        for digit in digits:
            if not self._left[digit]:
                return None
            sound = read_sound(self._left[digit].pop(0))
            rate = sound.rate
            parts += [sound.samples, np.zeros(int(GAP * rate), dtype=np.float32)]
        with wave.open(str(out), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((np.clip(np.concatenate(parts), -1, 1) * 32767).astype("<i2").tobytes())
        return Spoken(out, digits)
