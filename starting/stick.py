"""What lies in a pack beside the program: the page to read first, and what is double-clicked."""

from collections.abc import Mapping
from pathlib import Path

from starting.words import say

TEXTS = ("READ-ME-FIRST.txt", "install.cmd", "install.sh", "fieldsuite.cmd", "fieldsuite.sh")
"""Blanks in braces are filled in; Windows' own files get its line ends."""


def write(folder: Path, what: Mapping[str, object], missing: list[str]) -> None:
    """Write the texts of a pack; ``missing`` are keys of what it lacks, which the page to read first names."""
    installer = sorted(path.name for path in (folder / "python").glob("*.exe"))
    own = (folder / "python" / "python.exe").exists() or (folder / "python" / "bin").exists()
    key = "own" if own else "installer" if installer else "none"
    values = {name: str(what[name]) for name in ("version", "platform", "python")}
    for lang in ("zh", "en"):
        named = {"file": installer[0] if installer else ""}
        lacking = [f"- {say(f'stick_{each}', lang)}" for each in missing] or [say("stick_all", lang)]
        values[f"missing_{lang}"] = "\n".join(lacking)
        values[f"installer_{lang}"] = say(f"stick_python_{key}", lang, values=named)
    for name in TEXTS:
        text = (Path(__file__).with_name("on_stick") / name).read_text(encoding="utf-8")
        for blank, value in values.items():
            text = text.replace(f"{{{blank}}}", value)
        path = folder / name
        if name.endswith(".sh"):
            path.write_text(text, encoding="utf-8", newline="\n")
            path.chmod(0o755)
        else:
            # Notepad takes a text without this mark for the system's own code page; cmd.exe trips over it.
            mark = "utf-8-sig" if name.endswith(".txt") else "utf-8"
            path.write_text(text, encoding=mark, newline="\r\n")
