"""Recordings encoded again for somebody else, among a province's: found of them, honest ones flagged, time of a lookup.

``FIELDSUITE_SOUNDS=40,2000`` sets how many real recordings are copied by each codec and how many invented ones lie
beside them. Copies are made by ffmpeg, every second one quieter and without its first 0.3 s, and come back as WAV:
nothing else is taken at a desk. Invented prints are rows of chance: they measure the index; real speech the rest.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks._voice_people import COHORT, DATA
from biometric.sound_file import heard_print, read_sound, wav_bytes
from biometric.voice.copied import VERSION, words
from fieldsuite.casework import access
from fieldsuite.config import OfficeConfig
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.matching.alarms import Match
from fieldsuite.matching.hearing import HEARD, WORDS, key_of
from fieldsuite.matching.same_recording import like
from fieldsuite.office import Office, open_office
from fieldsuite.province.note_evidence import EVIDENCE
from keys.passphrase import Cost
from tests.doubles.speech import voices

COPIED, BESIDE = 40, 2_000
CODECS = {
    "MP3, 24 kbit/s": ["-b:a", "24k", "mp3"], "AAC, 32 kbit/s": ["-b:a", "32k", "m4a"],
    "Opus, 12 kbit/s": ["-b:a", "12k", "opus"], "Vorbis, lowest": ["-q:a", "0", "ogg"],
    "GSM, 13 kbit/s": ["-ar", "8000", "-c:a", "libgsm", "gsm"],
    "G.711, 8 kHz": ["-ar", "8000", "-c:a", "pcm_mulaw", "wav"],
    "ADPCM": ["-c:a", "adpcm_ima_wav", "wav"], "22,050 Hz": ["-ar", "22050", "wav"],
}  # fmt: skip
SECONDS = 12.0
"""Of a recording at most."""
SAYINGS = 12
"""Times that each of four people says the same six digits, and as often others."""
TOGETHER = 2_000
ROWS = 880
"""Rows of an invented print: 11 s."""
PASSPHRASE = "lian-xi-kou-ling"

Prints = list[tuple[str, str, bytes]]
"""Digest, person, print."""


def run() -> dict[str, str]:
    """Fill a desk's index, then look every copy up."""
    said = os.environ.get("FIELDSUITE_SOUNDS", f"{COPIED},{BESIDE}").split(",")
    copied, beside = int(said[0]), int(said[1])
    if not COHORT.exists() or not shutil.which("ffmpeg"):
        return {"not measured": "needs ../shared/testdata/speech_cohort_en and ffmpeg"}
    root, found = Path(tempfile.mkdtemp()), dict[str, str]()
    try:
        made = OfficeConfig(name="省级经办台", kind="province", site="sheng", practice=True)
        card = access.set_up(
            root / "desk", made, "省级经办员", PASSPHRASE, role="clerk", cost=Cost(8192, 1, 1)
        ).officer
        with closing(open_office(root / "desk", card.id, PASSPHRASE)) as office:
            sounds = list(_recordings())
            begun = time.perf_counter()
            honest = [(_digest(f"r{at}"), f"r{at}", heard_print(data)) for at, data in enumerate(sounds)]
            found["a print"] = f"{(time.perf_counter() - begun) / len(honest) * 1e3:.0f} ms, " + (
                f"{np.mean([len(one[2]) for one in honest]):,.0f} bytes, "
                f"{np.mean([len(words(one[2])) for one in honest]):.0f} words"
            )
            _keep(office, honest)
            _keep(office, _invented(beside))
            found["recordings in the index"] = f"{len(honest):,} real, {beside:,} invented"
            took, others = _looked_up(office, honest)
            found["honest recordings flagged"] = (
                f"{sum(bool(one) for one in others.values())} of {len(honest)}"
            )
            found["a lookup"] = f"{took * 1e3:.0f} ms"
            sampled = list(range(0, len(sounds), max(1, len(sounds) // copied)))[:copied]
            for name, codec in CODECS.items():
                found[f"found: {name}"] = _copies(
                    office, name, codec, [(at, sounds[at]) for at in sampled], root
                )
    finally:
        shutil.rmtree(root)
    return found


def _recordings() -> Iterator[bytes]:
    """Real speech: people who read, and four people who say digits, half of them the same digits again and again."""
    for path in sorted((*COHORT.glob("*.flac"), *(DATA / "speech_en").glob("*/*.flac"))):
        sound = read_sound(path)
        yield wav_bytes(replace(sound, samples=sound.samples[: int(SECONDS * sound.rate)]))
    chance = np.random.default_rng(3)
    for voice in voices(seed=80):
        for _ in range(SAYINGS):
            yield wav_bytes(voice.say("385201"))
            yield wav_bytes(voice.say("".join(map(str, chance.permutation(10)[:6]))))


def _copies(office: Office, name: str, codec: list[str], sounds: list[tuple[int, bytes]], root: Path) -> str:
    """Encode each again, keep it under somebody else, look it up; say how many led to the original, and elsewhere."""
    made: Prints = []
    for turn, (at, data) in enumerate(sounds):
        changed = ["-ss", "0.3", "-af", "volume=0.4"] if turn % 2 else []
        first, last = root / f"copy.{codec[-1]}", root / "copy-back.wav"
        (root / "first.wav").write_bytes(data)
        _ffmpeg("-i", str(root / "first.wav"), *changed, *codec[:-1], str(first))
        _ffmpeg("-i", str(first), "-c:a", "pcm_s16le", str(last))
        made.append((_digest(f"{name} {at}"), f"c{at}", heard_print(last.read_bytes())))
    _keep(office, made)
    _, others = _looked_up(office, made)
    right = sum(f"r{at}" in others[f"c{at}"] for at, _ in sounds)
    wrong = sum(bool({one[1:] for one in others[f"c{at}"]} - {str(at)}) for at, _ in sounds)
    return f"{right} of {len(sounds)}, {wrong} beside them"


def _looked_up(office: Office, those: Prints) -> tuple[float, dict[str, set[str]]]:
    """Seconds for one, and whose copies they were taken for."""
    found = {person: set[str]() for _, person, _ in those}
    begun = time.perf_counter()
    for step in like(office, [digest for digest, _, _ in those]):
        if isinstance(step, Match):
            found[step.person_id].add(step.other)
    return (time.perf_counter() - begun) / len(those), found


def _invented(count: int) -> Iterator[tuple[str, str, bytes]]:
    chance = np.random.default_rng(5)
    for at in range(count):
        rows = chance.integers(0, 256, (ROWS, 6), np.uint8)
        rows[:, 5] |= 0x80
        yield _digest(f"i{at}"), f"i{at}", VERSION + rows.tobytes()


def _keep(office: Office, rows: Iterable[tuple[str, str, bytes]]) -> None:
    every = iter(rows)
    while some := list(islice(every, TOGETHER)):
        with office.store.session() as session:
            insert_rows(session, EVIDENCE, [
                {"sha256": digest, "size": 1, "type": "audio/wav", "recorded_at": "2026-11-21T01:00:00Z",
                 "person_id": person, "print": b""} for digest, person, _ in some])  # fmt: skip
            insert_rows(session, HEARD, [
                {"key": key_of(digest), "sha256": digest, "print": print_} for digest, _, print_ in some])  # fmt: skip
            spelt = [(key_of(digest), word) for digest, _, print_ in some for word in words(print_)]
            insert_rows(session, WORDS, [{"word": int(word), "key": key} for key, word in spelt])


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _ffmpeg(*said: str) -> None:
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *said], check=True, capture_output=True)
