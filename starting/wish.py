"""Reads the words behind ``start.py``: its own options stand first, the rest belongs to the program."""

import os
import sys
from dataclasses import dataclass

JOBS = ("install", "test", "bench", "help")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    job: str = "open"
    """install, test, bench, help, or open: everything else."""
    words: tuple[str, ...] = ()
    """What is passed on."""
    lang: str = "both"
    """zh, en, or both when neither an option nor the system says."""
    lite: bool | None = None
    """True with --lite; False for ``install`` without it; None keeps what was installed before."""
    torch_index: str = ""
    """Address of an index that carries torch without GPU libraries; empty when none was named."""


def read(words: list[str]) -> Wish:
    """Read the words; only ``install`` takes its options behind the word too, the others pass them on."""
    rest = list(words)
    lang, torch_index, lite = "", "", False
    job, passed = "open", list[str]()
    while rest:
        word = rest.pop(0)
        name, _, value = word.partition("=")
        if name == "--lite" and not value:
            lite = True
        elif name == "--torch-index":
            torch_index = value or (rest.pop(0) if rest else "")
        elif name == "--lang":
            lang = value or (rest.pop(0) if rest else "")
            passed += ["--lang", lang]
        elif word == "install" and job == "open":
            job = "install"
        elif word in ("-h", "--help", "help") and not rest and not passed:
            job = "help"
        else:
            job = word if word in JOBS and job == "open" else job
            passed += rest if job in JOBS else [word, *rest]
            break
    if job in JOBS and "--lang" in passed[:1]:
        del passed[:2]  # --lang stands before `test` or `bench` and is no word of theirs
    known = lang if lang in LANGUAGES else _of_system()
    asked = True if lite else (False if job == "install" else None)
    return Wish(job, tuple(passed), known, asked, torch_index)


def _of_system() -> str:
    if sys.platform == "win32":
        import ctypes

        chinese = 4  # primary language of a Windows language id
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return next((lang for lang in LANGUAGES if os.environ[name].startswith(lang)), "both")
    return "both"
