"""支持包: what whoever helps needs to see, put together so that it can be read before it leaves; nothing of people.

It is made of lists of what may be in it, not of what may not: versions, the doctor's findings, those settings that say
nothing of whom the office serves, the program's log, and where a fault occurred. The database is not opened and no key
is read. What is left of free text, such as the name of a camera, passes a second look for numbers, keys and paths.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from fieldsuite import __version__, program_log
from fieldsuite.config import Home, read_config
from fieldsuite.doctor import Check
from fieldsuite.errors import OfficeError

SETTINGS = ("kind", "practice", "timezone", "profile", "lang", "card_photographs", "created")
"""Settings that go along as they are."""
SAID = ("storage", "desk_address", "desk_pin", "desk_ca")
"""Settings of which only goes along whether they are set."""
LEFT_OUT = ("home", "keys", "disk_encryption", "camera", "microphone")
"""Checks whose values name the office, its folder or somebody's device; what was found goes along without them."""
FAULTS = 5
"""Newest fault reports that go along."""
PACKAGES = ("textual", "sqlmodel", "sqlalchemy", "cryptography", "sqlcipher3", "numpy", "opencv-python-headless",
            "dlib-bin", "torch", "speechbrain", "reportlab", "tuf")  # fmt: skip
_FRAME = re.compile(r'^\s*File "(?:[^"\n]*[/\\])?([^"/\\\n]*)", line (\d+), in ([\w<>.]+)$', re.MULTILINE)
_WHITE = re.compile(r"[ \t]+\n")
_SECRETS = (
    re.compile(r"(?<![\w.])\d{6,}[\dXx]?(?!\w)"),
    re.compile(r"(?<!\w)[A-Za-z0-9+/_-]{32,}={0,2}"),
    re.compile(r"(?<!\w)(?:[0-9a-f]{2}[: ]){7,}[0-9a-f]{2}(?!\w)"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
)
"""Long numbers (identity, telephone, person), keys and digests, fingerprints, addresses."""
_PATHS = re.compile(r"(?:[A-Za-z]:\\|/|~/|\\\\)[^\s\"'<>|]*[/\\]([^\s\"'/\\<>|]+)")


def collect(home: Path, checks: Iterable[Check], now: datetime) -> dict[str, str]:
    """Give the files of a support bundle, name -> text; nothing is written."""
    files = {
        "about.json": _json(about(home, now)),
        "doctor.json": _json([_check(check) for check in checks]),
        "settings.json": _json(settings(home)),
    }
    for path in program_log.files(home):
        files[path.name] = path.read_text(encoding="ascii", errors="replace")
    for path in sorted((home / "logs").glob("fault-*.txt"))[-FAULTS:]:
        files[path.name] = frames(path.read_text(encoding="utf-8", errors="replace"))
    known = _known(home)
    return {name: redacted(text, known) for name, text in files.items()}


def _known(home: Path) -> list[str]:
    """Give what must not stand in it, however it got there: the office's name and code, its folder and the user's."""
    try:
        config = read_config(home)
        names = [config.name, config.site]
    except OfficeError:
        names = []
    places = [str(place) for place in (home, home.resolve(), Path.home())]
    escaped = [json.dumps(place, ensure_ascii=False)[1:-1] for place in places]
    return sorted({one for one in (*names, *places, *escaped) if len(one) > 1}, key=len, reverse=True)


def save(files: dict[str, str], path: Path) -> int:
    """Write the files that were shown, and nothing else; gives the bytes. Raises OfficeError when it is there."""
    if path.exists():
        raise OfficeError("support.there", path=str(path))
    part = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(zipfile.ZipInfo(name), text)
    part.replace(path)
    return path.stat().st_size


def redacted(text: str, known: Sequence[str] = ()) -> str:
    """Give a text without what is known to name the office, long numbers, keys, addresses, the folders of paths."""
    for one in known:
        text = text.replace(one, "…")
    text = _PATHS.sub(lambda found: f"…/{found[1]}", text)
    for secret in _SECRETS:
        text = secret.sub("…", text)
    return _WHITE.sub("\n", text)


def frames(report: str) -> str:
    """Give a fault report as the kind of fault and where it was: file, line and function, one a line."""
    kind = re.match(r"[A-Za-z_][\w.]{0,60}$", report, re.MULTILINE)
    places = (f"{file}:{line} {name}" for file, line, name in _FRAME.findall(report))
    return "\n".join([kind[0] if kind else "?", *places, ""])


def about(home: Path, now: datetime) -> dict[str, object]:
    """Give versions, and how large the office's files are."""
    import platform
    import sys

    from fieldsuite.doctor.models import version

    place = Home(home)
    databases = [path for path in (place.database, place.templates) if path.is_file()]
    sizes = {path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in databases}
    return {
        "made": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "fieldsuite": __version__,
        "python": ".".join(map(str, sys.version_info[:3])),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packages": {name: version(name) for name in PACKAGES},
        "size": sizes,
        "outbox": len(list(place.outbox.glob("*"))) if place.outbox.is_dir() else 0,
    }


def settings(home: Path) -> dict[str, object]:
    """Give the settings that say nothing of whom the office serves; empty where there is no office."""
    try:
        config = read_config(home)
    except OfficeError as error:
        return {"office": error.key}
    said: dict[str, object] = {name: getattr(config, name) for name in SETTINGS}
    return said | {name: bool(getattr(config, name)) for name in SAID}


def _check(check: Check) -> dict[str, object]:
    values: dict[str, object] = {} if check.name in LEFT_OUT else check.values
    if check.key == "unchecked":
        values = {"problem": str(check.values.get("problem", "")).partition(" ")[0]}
    # A sentence of a library that speaks of a file may name the folder of the office or of the user.
    said = {name: "…" if re.search(r"[/\\]", str(value)) else value for name, value in values.items()}
    return {"name": check.name, "ok": check.ok, "found": check.key, "values": said}


def _json(said: object) -> str:
    return json.dumps(said, indent=1, ensure_ascii=False, default=str) + "\n"
