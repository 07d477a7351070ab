#!/usr/bin/env python3
"""Makes .venv, installs what is locked, and opens the program. Needs Python 3.11 and nothing else.

python3 start.py [--lang zh|en] [--lite] [--torch-index URL] [WORDS]

    (no words)         install what is missing and open the screens
    install            install and stop
    install --from FOLDER [--to DIR] [--portable]   the same without a network, from a folder that pack made
    pack FOLDER [--platform windows-x64|linux-x64] [--python FILE]   such a folder, for a stick
    back               use the version before the last update again
    uninstall          remove the program; the office's data stay
    test [WORDS]       the whole test suite; WORDS go to pytest
    test --requirements  which test shows which requirement of the notices
    bench [NAME]       what is measured against what
    anything else      goes to the program: python3 start.py doctor

--lite leaves torch and SpeechBrain out (about 900 MB); the built-in voice engine needs neither.
--torch-index URL names an index that carries torch without GPU libraries.
--portable keeps libraries and the office in this folder, which may be a stick.
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

from starting import Trouble, sums, versions, wish
from starting.plan import Plan
from starting.trouble import explain

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
    try:
        wish.require_known(wished)
        if wished.job in ("uninstall", "back"):
            return uninstall(wished) if wished.job == "uninstall" else back(wished)
        at = versions.chosen(ROOT)
        if at != ROOT and wished.job != "pack" and not wished.source:
            return become([sys.executable, str(at / "start.py"), *words])
        plan = arrived(wished) if wished.source else Plan(ROOT, lite=wished.lite, dev=wished.job in ("test", "bench"),
                                                          portable=wished.portable)  # fmt: skip
        if wished.job == "pack":
            from starting.pack import pack

            pack(plan, wished)
            return 0
        if plan.lost and not plan.wheels and (ROOT / sums.NAME).is_file():
            # What came from a stick is not thrown away to be fetched from a network that is not there.
            raise Trouble("python_gone", wanted=plan.lost)
        if plan.foreign and not plan.wheels:
            raise Trouble("other_python", wanted=plan.marks["venv"].rpartition(" ")[2])
        due = plan.due(again=wished.job == "install")
        if due:
            from starting import install

            install.carry_out(plan, due, wished)
    except Trouble as trouble:
        return failed(trouble, wished.lang)
    except KeyboardInterrupt:
        return failed(Trouble("interrupted"), wished.lang, 130)
    except OSError as error:
        return failed(Trouble(explain(str(error)), log=error.filename or ROOT), wished.lang)
    return hand_over(plan, wished)


def arrived(wished: wish.Wish) -> Plan:
    """Lay the program of a pack where it shall live; gives the plan that installs from there."""
    from starting.arrive import arrive

    return arrive(ROOT, wished)


def uninstall(wished: wish.Wish) -> int:
    """Remove the program; exit 1 when the user would rather keep it."""
    from starting.uninstall import uninstall

    return 0 if uninstall(ROOT, wished.lang, yes=wished.yes) else 1


def back(wished: wish.Wish) -> int:
    """Use the version before the last update again."""
    from starting import renew, words

    version, same_tables = renew.back(ROOT)
    for key in ("went_back",) if same_tables else ("went_back", "went_back_tables"):
        print(words.say(key, wished.lang, values={"version": version}))
    return 0


def failed(trouble: Trouble, lang: str, status: int = 3) -> int:
    """Show what went wrong; gives the exit status."""
    from starting import install

    install.show(trouble, lang)
    return status


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
        line = [python, "-P", "-m", "fieldsuite", *carried_home(plan, wished.words)]
    if plan.site:
        os.environ.update(PYTHONPATH=f"{plan.site}{os.pathsep}{plan.root}", PYTHONNOUSERSITE="1")
    return become(line)


def carried_home(plan: Plan, words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words with the office of a program that is carried about: it lies beside it, whatever the drive is."""
    if not plan.portable or any(word.partition("=")[0] == "--home" for word in words):
        return words
    return ("--home", str(versions.root_of(plan.root) / "office"), *words)


def become(line: list[str]) -> int:
    """Become another program; gives its exit status where a system cannot do that."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(line[0], line)
    import subprocess  # on Windows exec would let go of the console

    child = subprocess.Popen(line)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # Ctrl-C is the child's to answer
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
