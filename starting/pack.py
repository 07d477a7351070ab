"""Packs the program with everything it needs into one folder, for machines that have no network.

Every library is the locked one, checked by its digest; then the fonts found here, the manual, a list of licences (SBOM)
and last the list of all files with their SHA-256, which the installation goes by. The folder has its name only when it
is whole.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from starting import Trouble, font, install, markers, sbom, stick, sums, versions
from starting.pip import Pip
from starting.plan import TORCH, Plan
from starting.progress import line
from starting.wish import Wish
from starting.words import say

PROGRAM = ("start.py", "starting", "keys", "sync", "biometric", "forms", "fieldsuite", "docs", "requirements",
           "pyproject.toml", "README.md", "LICENSES.md", "CHANGELOG.md")  # fmt: skip
"""What the program is; tests and benchmarks stay with who works on it."""
MANUAL_SECONDS = 600
"""Four files take half a minute; a machine that takes longer than this writes none."""
RUNS = ("bin/python3", "python.exe")
"""What a folder with a Python has: on Linux the one, on Windows the other."""
RELEASE, FORMAT = ".fosrelease", "fieldsuite-release-1"
"""End of the name of the short file that says what a pack is: the province signs it (``fieldsuite trust add``)."""


def pack(plan: Plan, wished: Wish) -> Path:
    """Pack into a folder below the one that was named, and say what it holds and lacks. Raises Trouble."""
    platform = wished.platform or here()
    if platform not in markers.PLATFORMS:
        raise Trouble("pack_platform", platform=platform, known="、".join(markers.PLATFORMS))
    if len(wished.words) != 1 or not Path(wished.words[0]).is_dir():
        raise Trouble("pack_folder", folder=" ".join(wished.words))
    tools = [step for step in plan.due(again=True) if step in ("venv", "tools")]
    install.carry_out(plan, tools, wished)
    version, python = versions.version_of(plan.root), f"{sys.version_info[0]}.{sys.version_info[1]}"
    lite = bool(wished.lite)
    name = f"fieldsuite-{version}-{platform}{'-lite' if lite else ''}"
    made, part = Path(wished.words[0]).resolve() / name, Path(wished.words[0]).resolve() / f"{name}.part"
    if made.exists():
        raise Trouble("pack_there", folder=made)
    missing = _carry_python(wished.python, part)
    with line(f"[1/4] {say('pack_program', wished.lang)}", wished.lang):
        _program(plan.root, part)
        lay_manual(plan, part, missing)
    with line(f"[2/4] {say('pack_wheels', wished.lang)}", wished.lang) as heard:
        _wheels(plan, part, platform, python, wished, heard)
    with line(f"[3/4] {say('pack_fonts', wished.lang)}", wished.lang):
        _fonts(plan.root, part, missing)
    with line(f"[4/4] {say('pack_list', wished.lang)}", wished.lang):
        for old in part.glob(f"*{RELEASE}"):
            old.unlink()
        what: dict[str, object] = {"version": version, "platform": platform, "python": python, "lite": lite}
        stick.write(part, what, missing)
        sbom.write(plan.root, part, what)
        say_what(part, name, what, sums.write(part))
        part.replace(made)
    _tell(made, name, missing, wished.lang)
    return made


def here() -> str:
    """Give the name of this machine's system as packs have it; empty for one that none are made for."""
    import platform as system

    known = {plain: name for name, plain in markers.SYSTEMS.items()}
    return known.get(sys.platform, "") if system.machine().lower() in ("x86_64", "amd64") else ""


def _carry_python(python: str, part: Path) -> list[str]:
    """Lay a Python beside the program; gives what is lacking, as keys of sentences."""
    part.mkdir(exist_ok=True)
    if not python:
        return ["no_python"]
    source, target = Path(python), part / "python"
    if not source.exists():
        raise Trouble("pack_folder", folder=python)
    if source.is_dir() and not any((source / name).exists() for name in RUNS):
        raise Trouble("pack_python", folder=python)
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        # Links are copied as files, for sticks have none; copytree's own option would drop every relative one.
        shutil.copytree(source, target, symlinks=False, ignore=_nowhere)
        return []
    target.mkdir()
    shutil.copy(source, target / source.name)
    return []


def _nowhere(folder: str, names: list[str]) -> set[str]:
    """Give the links that lead nowhere."""
    return {name for name in names if not (Path(folder) / name).exists()}


def _program(root: Path, part: Path) -> None:
    passed = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
    for name in PROGRAM:
        source, target = root / name, part / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=passed)
        else:
            shutil.copy(source, target)


def lay_manual(plan: Plan, part: Path, missing: list[str]) -> None:
    """Lay the manual beside the program, to be read and printed before anything is installed.

    The program writes it, so it must be installed where the pack is made; where it is not, the first page says so.
    """
    folder = part / "manual"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    words = [str(plan.python), "-m", "fieldsuite", "manual", "-o", str(folder)]
    try:
        done = (
            subprocess.run(words, cwd=plan.root, capture_output=True, timeout=MANUAL_SECONDS).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        done = False
    if not done:
        shutil.rmtree(folder)
        missing.append("no_manual")


def _wheels(
    plan: Plan, part: Path, platform: str, python: str, wished: Wish, heard: Callable[[int], None]
) -> None:
    pip, wheels = Pip(plan.python, plan.venv / "install.log"), part / "wheels"
    tags = [word for tag in markers.PLATFORMS[platform] for word in ("--platform", tag)]
    fits = [*tags, "--python-version", python, "--implementation", "cp", "-d", str(wheels)]
    try:
        for name in ("runtime",) if wished.lite else ("runtime", "speech"):
            lock = plan.venv / f"{name}.pack.lock"
            lock.write_text(markers.lock_for(plan.lock(name), platform, python), encoding="utf-8")
            pip.download(["--require-hashes", "-r", str(lock), *fits], heard)
        if not wished.lite:
            _torch(pip, platform, fits, wished)
    except Trouble as trouble:
        if trouble.key != "no_wheel":
            raise
        raise Trouble("pack_no_wheel", platform=platform, python=python, log=pip.log) from None


def _torch(pip: Pip, platform: str, fits: list[str], wished: Wish) -> None:
    """Without GPU libraries, as the installation asks for it; on Windows the plain one has none."""
    index = ["--index-url", wished.torch_index] if wished.torch_index else []
    ways = [[f"torch=={TORCH}+cpu"]]
    ways += [[*index, f"torch=={TORCH}{build}"] for build in ("+cpu", "") if index]
    ways += [[f"torch=={TORCH}"]] if platform == "windows-x64" else []
    for way in ways:
        try:
            return pip.download([*way, *fits])
        except Trouble as trouble:
            if trouble.key != "no_wheel":
                raise
    raise Trouble("pack_torch", log=pip.log)


def _fonts(root: Path, part: Path, missing: list[str]) -> None:
    if font.wanted(root):
        font.fetch(root)
    found = sorted(path for path in (root / "fonts").glob("*") if path.is_file())
    if not any(path.suffix in (".ttf", ".ttc", ".otf") for path in found):
        missing.append("no_font")
    for path in found:
        (part / "fonts").mkdir(exist_ok=True)
        shutil.copy(path, part / "fonts" / path.name)


def say_what(part: Path, name: str, what: Mapping[str, object], listed: Path) -> None:
    """Write the file that can be signed: through the digest of the list it speaks of every other file."""
    said = {"format": FORMAT, **what, "sums": sums.digest(listed)}
    text = json.dumps(said, indent=1, sort_keys=True) + "\n"
    sums.replace(part / f"{name}{RELEASE}", text.encode("utf-8"))


def read_release(folder: Path) -> tuple[Path, dict[str, object]]:
    """Read what a pack says it is. Raises Trouble when it is none, or its list is not the one it speaks of."""
    found = sorted(folder.glob(f"*{RELEASE}"))
    try:
        said = json.loads(found[0].read_text(encoding="utf-8"))
        right = said["format"] == FORMAT and said["sums"] == sums.digest(folder / sums.NAME)
    except (IndexError, OSError, ValueError, KeyError, TypeError):
        raise Trouble("pack_none", folder=folder) from None
    if not right:
        raise Trouble("pack_damaged", file=sums.NAME)
    return found[0], said


def _tell(made: Path, name: str, missing: list[str], lang: str) -> None:
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    known = sums.digest(made / sums.NAME)
    spelled = " ".join(known[at : at + 8] for at in range(0, len(known), 8))
    values = {"folder": made, "size": f"{size / 1e6:.0f}", "sums": spelled, "file": f"{name}{RELEASE}"}
    print(say("pack_made", lang, values=values))
    for key in missing:
        print("! " + say(f"stick_{key}", lang))
