"""Reads the words behind ``start.py``: its own options stand first, the rest belongs to the program."""

import os
import sys
from dataclasses import dataclass

from starting import Trouble

OWN = ("install", "pack", "back", "uninstall")
"""Jobs whose options may stand behind their word too; the others pass on what follows."""
JOBS = (*OWN, "test", "bench", "help")
LANGUAGES = ("zh", "en")
VALUES = {"--torch-index": "torch_index", "--from": "source", "--to": "to", "--platform": "platform",
          "--python": "python"}  # fmt: skip
"""Options with a value -> field of the wish."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    job: str = "open"
    """One of JOBS, or open: everything else."""
    words: tuple[str, ...] = ()
    """What is passed on; of ``pack`` the folder to write to."""
    lang: str = "both"
    """zh, en, or both when neither an option nor the system says."""
    lite: bool | None = None
    """True with --lite; False for ``install`` without it; None keeps what was installed before."""
    torch_index: str = ""
    """Address of an index that carries torch without GPU libraries; empty when none was named."""
    source: str = ""
    """Folder that ``pack`` made, to install from without a network; empty: from the index."""
    to: str = ""
    """Where the program shall live; empty: where it is, or in the user's folder when it lies on a stick."""
    platform: str = ""
    """What ``pack`` packs for: windows-x64 or linux-x64; empty: the machine it runs on."""
    python: str = ""
    """A Python to carry along: an installer, or a folder with one that runs from any place."""
    portable: bool = False
    """True with --portable: everything stays in one folder, which may change its drive letter."""
    yes: bool = False
    """True with --yes: what would be asked was answered."""


def read(words: list[str]) -> Wish:
    """Read the words; behind ``install``, ``pack`` and ``uninstall`` their options too, the others pass them on."""
    rest = list(words)
    lang, flags = "", set[str]()
    values = dict.fromkeys(VALUES.values(), "")
    job, passed = "open", list[str]()
    while rest:
        word = rest.pop(0)
        name, _, value = word.partition("=")
        if word in ("--lite", "--portable", "--yes"):
            flags.add(word)
        elif name in VALUES:
            values[VALUES[name]] = value or (rest.pop(0) if rest else "")
        elif name == "--lang":
            lang = value or (rest.pop(0) if rest else "")
            passed += [] if job in OWN else ["--lang", lang]
        elif word in OWN and job == "open":
            job = word
        elif job in OWN and not word.startswith("-"):
            passed.append(word)
        elif word in ("-h", "--help", "help") and not rest and (job != "open" or not passed):
            job = "help"
        else:
            job = word if word in JOBS and job == "open" else job
            passed += rest if job in JOBS else [word, *rest]
            break
    if job in JOBS and "--lang" in passed[:1]:
        del passed[:2]  # --lang stands before `test` or `bench` and is no word of theirs
    known = lang if lang in LANGUAGES else _of_system()
    lite = True if "--lite" in flags else (False if job == "install" else None)
    portable, yes = "--portable" in flags, "--yes" in flags
    return Wish(job, tuple(passed), known, lite, portable=portable, yes=yes, **values)


def require_known(wished: Wish) -> None:
    """Refuse an option that one of OWN does not have. Raises Trouble."""
    foreign = [word for word in wished.words if word.startswith("-")]
    if wished.job in OWN and foreign:
        raise Trouble("unknown_word", word=foreign[0])


def _of_system() -> str:
    if sys.platform == "win32":
        import ctypes

        chinese = 4  # primary language of a Windows language id
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return next((lang for lang in LANGUAGES if os.environ[name].startswith(lang)), "both")
    return "both"
