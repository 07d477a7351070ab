"""The scripted day: it says what was acknowledged in a file that the harness sees as well.

``python -m tests.fieldsuite.safe.crash.day record ROOT LOG`` lives it once and has every operation noted.
``… fail BASE WORK`` reads lines ``at errno kinds how_many`` and lives it on a copy of BASE for each of them, the disk
failing there; for each it answers one line of JSON.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.casework import people, review
from keys.errors import KeysError
from tests.grounds import NOW, Place
from tests.statements import compile_once

PHOTOS = 3


def prepare(root: Path) -> None:
    """Lay photographs there, so that the day needs no randomness of its own."""
    for number in range(PHOTOS):
        Place(root).photo(f"photo{number}")


def jobs(place: Place) -> list[tuple[str, Callable[[dict[str, Any]], str]]]:
    """What is done, one act after the other; each gives what it acknowledges."""
    photos = sorted(place.root.glob("*.png"))

    def visit(who: str, number: int) -> Callable[[dict[str, Any]], str]:
        return lambda at: place.visit(at["office"], who, photos=(photos[number],)).record_id

    def agree(at: dict[str, Any]) -> str:
        return review.decide(at["office"], review.queue(at["office"])[0].record_id, True).record_id

    def look(at: dict[str, Any]) -> str:
        people.unmask(at["office"], "p-cut")
        return "p-cut"

    def open_as(role: str) -> Callable[[dict[str, Any]], str]:
        def opening(at: dict[str, Any]) -> str:
            at["entered"] = place.open(place.village, role)
            at["office"] = at["entered"].__enter__()
            return role

        return opening

    def leave(at: dict[str, Any]) -> str:
        at.pop("entered").__exit__(None, None, None)
        at.pop("office")
        return ""

    def passphrase(at: dict[str, Any]) -> str:
        from tests.grounds import PASSPHRASE

        at["office"].keyring.change_passphrase(PASSPHRASE, PASSPHRASE)
        return ""

    return [
        ("open", open_as("officer")), ("record", visit("p-fine", 0)), ("look", look), ("record", visit("p-cut", 1)),
        ("leave", leave), ("open", open_as("supervisor")), ("record", agree),
        ("bundle", lambda at: place.pack(at["office"]).digest), ("passphrase", passphrase),
        ("record", visit("p-soon", 2)), ("leave", leave),
    ]  # fmt: skip


def acknowledge(root: Path, kind: str, what: str) -> None:
    """Say it where the harness sees it, in one write."""
    handle = os.open(root / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(handle, f"{kind} {what}\n".encode())
    os.close(handle)


def record(root: Path, log: Path) -> None:
    """Live the day with every operation noted."""
    disk = ctypes.CDLL(None)
    place = Place(root)
    todo, at = jobs(place), {}  # type: ignore[var-annotated]
    disk.disk_watch(str(root).encode(), str(log).encode())
    for kind, job in todo:
        place.clock.at += timedelta(seconds=1)
        acknowledge(root, kind, job(at))
    disk.disk_watch(b"", None)


def stumble(root: Path, at: int, error: int, kinds: int, how_many: int) -> dict[str, object]:
    """Live the day on a disk that fails; what was refused is tried once more, as a person would."""
    disk = ctypes.CDLL(None)
    place = Place(root)
    here: dict[str, Any] = {}
    said: dict[str, Any] = {"acks": [], "told": [], "bugs": []}
    disk.disk_watch(str(root).encode(), None)
    disk.disk_fault(at, how_many, error, kinds)
    for kind, job in jobs(place):
        place.clock.at = max(place.clock.at, NOW) + timedelta(seconds=1)
        for attempt in (1, 2, 3):
            if kind != "open" and "office" not in here:
                break
            try:
                what = job(here)
                said["acks"].append([kind, what])
                break
            except Exception as failure:
                code = getattr(failure, "code", "")
                told = bool(code and getattr(failure, "key", "")) or isinstance(failure, OSError)
                said["told" if told else "bugs"].append(f"{kind}: {type(failure).__name__} {code} {failure}")
                if code == "E_DATABASE" and "suspect" in str(failure) and "entered" in here:
                    # What the sentence asks for: close it and open it again.
                    role = here["office"].officer.role
                    here["office"].close()
                    here.clear()
                    reopened = dict(jobs(place)[:1] if role == "officer" else jobs(place)[5:6])
                    said["acks"].append(["open", reopened["open"](here)])
                elif not isinstance(failure, KeysError) and attempt == 3:
                    said["told"].append(f"{kind}: gave up")
    disk.disk_watch(b"", None)
    if "office" in here:
        here["office"].close()
    return said


def fail(base: Path, work: Path) -> None:
    """Live it once for every line, each in a process of its own on a copy of its own."""
    shutil.copytree(base, work / "warm")
    compile_once(pytest.MonkeyPatch())
    # What the first day imports and compiles need not be imported and compiled by every child anew.
    stumble(work / "warm", 10**9, 0, 0, 0)
    for number, line in enumerate(sys.stdin):
        at, error, kinds, how_many = map(int, line.split())
        root = work / f"fault-{number}"
        shutil.copytree(base, root)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                answer: dict[str, object] = stumble(root, at, error, kinds, how_many)
            except BaseException as failure:
                answer = {"acks": [], "told": [], "bugs": [f"escaped: {failure!r}"]}
            with os.fdopen(writing, "w") as out:
                json.dump(answer | {"root": str(root)}, out)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as said:
            print(
                said.read() or json.dumps({"acks": [], "told": [], "bugs": ["died"], "root": str(root)}),
                flush=True,
            )
        os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        fail(Path(sys.argv[2]), Path(sys.argv[3]))
