#!/usr/bin/env python3
"""Makes .venv, installs what is locked, and opens the program. Needs Python 3.11 and nothing else.

python3 start.py [--lang zh|en] [--lite] [--torch-index URL] [WORDS]

    (no words)         install what is missing and open the screens
    install            install and stop
    test [WORDS]       the whole test suite; WORDS go to pytest
    test --requirements  which test shows which requirement of the notices
    bench [NAME]       what is measured against what
    anything else      goes to the program: python3 start.py doctor

--lite leaves torch and SpeechBrain out (about 900 MB); the built-in voice engine needs neither.
--torch-index URL names an index that carries torch without GPU libraries.
"""

import sys

# UP036: our own lower bound stands here for a Python below it, which must still be able to read this far.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "fieldsuite: error: 需要 Python 3.11 或更新的版本。 / Python 3.11 or newer is needed.\n"
        "fieldsuite: hint: 请安装 Python 3.11，再运行 python3.11 start.py。"
        " / Install it and run python3.11 start.py.\n"
    )
    sys.exit(3)

import os
from pathlib import Path

from starting import Trouble, wish
from starting.plan import Plan

ROOT = Path(__file__).resolve().parent


def main(words: list[str]) -> int:
    """Do what the words wish; give the exit status: the program's own, or 3 when the installation failed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    wished = wish.read(words)
    if wished.job == "help":
        print(__doc__)
        return 0
    plan = Plan(ROOT, lite=wished.lite, dev=wished.job in ("test", "bench"))
    due = plan.due(again=wished.job == "install")
    if due:
        from starting import install

        try:
            install.carry_out(plan, due, wished)
        except Trouble as trouble:
            install.show(trouble, wished.lang)
            return 3
        except KeyboardInterrupt:
            install.show(Trouble("interrupted"), wished.lang)
            return 130
    return hand_over(plan, wished)


def hand_over(plan: Plan, wished: wish.Wish) -> int:
    """Become the program, the tests or a benchmark."""
    python = str(plan.python)
    if wished.job == "install":
        return 0
    if wished.job == "test":
        from starting.workers import pytest_words

        os.chdir(ROOT)
        asked = wished.words == ("--requirements",)
        line = [
            python,
            "-m",
            *(["tests.house.coverage"] if asked else ["pytest", *pytest_words(wished.words)]),
        ]
    elif wished.job == "bench":
        os.chdir(ROOT)
        line = [python, "-m", "benchmarks", *wished.words]
    else:
        line = [python, "-P", "-m", "fieldsuite", *wished.words]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(python, line)
    import subprocess  # on Windows exec would let go of the console

    child = subprocess.Popen(line)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # Ctrl-C is the child's to answer
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
