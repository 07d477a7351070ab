"""Says prompts aloud: by espeak-ng where it is installed and can read Chinese, or by an office's own recordings.

Off unless somebody chose it (``display``). One prompt at a time: the next cuts off the one before, and ``hushed``
waits for its end, so that a recording that is verified holds the person's voice alone. No thread is started here:
espeak-ng is a process, and a recording is played by the sound library's own.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Event
from typing import Protocol

from fieldsuite.display import Display
from fieldsuite.words import say

VOICES = {"cmn": ("cmn-latn-pinyin", "cmn"), "yue": ("yue",), "hak": ("hak",)}
"""Language -> voices of espeak-ng, the better first: the Mandarin voice ``cmn`` of 1.51 spells pinyin out in English
(espeak-ng issue 1236), ``cmn-latn-pinyin`` reads it."""
PACE = "130"
"""Words a minute (design page screens: slow, espeak ``-s 130``)."""
SUFFIXES = (".wav", ".flac", ".mp3", ".ogg")
LONGEST = 8.0
"""Seconds that anybody waits for a prompt to end: six digits at this pace take five."""
PROBE = "向左转头"
"""What a voice must be able to read: prompts are Chinese."""


class Sounding(Protocol):
    """A prompt that is being said."""

    def poll(self) -> int | None:
        """None while it sounds."""

    def kill(self) -> None:
        """Cut it off."""


class Speaker:
    """Says prompts in the language that was chosen; silent when it is off or nothing here can speak.

    ``begin`` starts a command line, ``play`` plays files one after the other; both give what sounds.
    """

    def __init__(
        self,
        display: Display,
        *,
        begin: Callable[[Sequence[str]], Sounding] | None = None,
        play: Callable[[Sequence[Path]], Sounding] | None = None,
    ) -> None:
        self.display = display
        self._begin, self._play = begin or _started, play or _Played
        self._sounds: Sounding | None = None
        self.broken = False
        """True once something that should speak could not: it is told once and not tried again."""

    @property
    def wanted(self) -> bool:
        """True when somebody chose to hear prompts."""
        return self.display.spoken != "off"

    def ready(self) -> bool:
        """Say whether prompts can be heard here."""
        if self.display.spoken == "own":
            return self._folder.is_dir()
        return bool(voice_of(self.display.spoken))

    def prompt(self, key: str, digits: str = "") -> bool:
        """Say the prompt of a key, and digits one by one after it; False when it should be heard and cannot be."""
        if not self.wanted or self.broken:
            return True
        # espeak-ng ends with 1 where there is no loudspeaker.
        self.broken = self._sounds is not None and (self._sounds.poll() or 0) > 0
        self.hush()
        if self.broken:
            return False
        try:
            self._sounds = (
                self._own(key, digits) if self.display.spoken == "own" else self._voice(key, digits)
            )
        except (OSError, ValueError):
            self.broken = True
        if self._sounds is None and self.display.spoken != "own":
            self.broken = True
        return not self.broken

    def hush(self) -> None:
        """Cut off what is being said."""
        if self._sounds is not None:
            self._sounds.kill()
        self._sounds = None

    def hushed(self) -> bool:
        """Wait until nothing is being said, at most ``LONGEST``; True, so that it can stand in a condition."""
        until = time.monotonic() + LONGEST
        while self._sounds is not None and self._sounds.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        self.hush()
        return True

    def _voice(self, key: str, digits: str) -> Sounding | None:
        voice, program = voice_of(self.display.spoken), espeak()
        if not voice or program is None:
            return None
        text = "，".join((say(f"prompts.{key}", "zh"), *digits))
        return self._begin([program, "-v", voice, "-s", PACE, "--", text])

    def _own(self, key: str, digits: str) -> Sounding | None:
        """Play the recordings there are; a prompt nobody recorded is silent, the screen shows it."""
        names = (key, *(f"digit_{digit}" for digit in digits))
        files = [path for name in names for path in self._files(name)]
        return self._play(files) if files else None

    @property
    def _folder(self) -> Path:
        return Path(self.display.recordings).expanduser()

    def _files(self, name: str) -> Iterator[Path]:
        found = (self._folder / f"{name}{suffix}" for suffix in SUFFIXES)
        yield from [path for path in found if path.is_file()][:1]


def espeak() -> str | None:
    """Give the path of espeak-ng: on the search path, or where Windows' installer puts it."""
    beside = os.environ.get("PROGRAMFILES")
    installed = shutil.which("espeak-ng", path=str(Path(beside, "eSpeak NG"))) if beside else None
    return shutil.which("espeak-ng") or installed


@cache
def voice_of(language: str) -> str:
    """Give a voice of espeak-ng that reads Chinese in a language; empty when there is none.

    A voice without Chinese characters spells each out as ``Chinese letter`` in English (Hakka's in 1.51): its phonemes
    then switch to ``(en)``. Such a voice is worse than silence.
    """
    program = espeak()
    for voice in VOICES.get(language, ()) if program else ():
        line = [str(program), "-v", voice, "-q", "-x", "--", PROBE]
        try:
            done = subprocess.run(
                line, capture_output=True, text=True, encoding="utf-8", timeout=5, check=True
            )
        except (OSError, ValueError, subprocess.SubprocessError):
            continue
        if done.stdout.strip() and "(en)" not in done.stdout:
            return voice
    return ""


def _started(line: Sequence[str]) -> Sounding:
    """Run a command with its arguments as they are, no shell between; it plays by itself and says nothing here."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(line, stdin=nothing, stdout=nothing, stderr=nothing)


RATE, WIDTH = 22_050, 2
"""Samples a second, and bytes of one, in which recordings are played: speech needs no more."""
TAIL = bytes(int(0.3 * RATE) * WIDTH)
"""Silence behind the last word: a loudspeaker still holds 0.2 s when it has been given everything."""


class _Played:
    """Sound files played one after the other. Raises OSError when they or the loudspeaker cannot be used."""

    def __init__(self, files: Sequence[Path]) -> None:
        import miniaudio

        from biometric.voice.quiet_alsa import silence

        silence()
        self._ended = Event()
        try:
            sounds = [miniaudio.decode_file(str(path), nchannels=1, sample_rate=RATE) for path in files]
            self._device = miniaudio.PlaybackDevice(nchannels=1, sample_rate=RATE)
            stream = self._stream(b"".join(sound.samples.tobytes() for sound in sounds) + TAIL)
            next(stream)
            self._device.start(stream)
        except miniaudio.MiniaudioError as error:
            raise OSError(str(error)) from error

    def _stream(self, data: bytes) -> Generator[bytes, int, None]:
        wanted = yield b""
        at = 0
        while at < len(data):
            piece = data[at : at + WIDTH * wanted]
            at += len(piece)
            wanted = yield piece
        self._ended.set()

    def poll(self) -> int | None:
        """None while it sounds."""
        return 0 if self._ended.is_set() else None

    def kill(self) -> None:
        """Stop and let go of the loudspeaker."""
        self._ended.set()
        self._device.close()
