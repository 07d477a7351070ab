"""Every command of the program can be asked what it does, and every command in a document is one."""

import importlib

import pytest
import typer

from fieldsuite.cli import main
from fieldsuite.cli.run import NOUNS
from starting.wish import JOBS
from tests.house.manual import Written, documented

GLOBAL = {"--json", "--home", "--lang", "--version", "--help", "--lite", "--torch-index"}


def verbs(noun: str) -> dict[str, set[str]]:
    """Options of every verb of a noun; a noun without verbs has the one verb "" (as ``doctor``)."""
    module = importlib.import_module(f"fieldsuite.cli.{NOUNS[noun]}")
    group = typer.main.get_group(module.app)
    inside = {**group.commands, **({"": group} if group.invoke_without_command else {})}
    return {
        verb: {option for each in found.params for option in (*each.opts, *each.secondary_opts)}
        for verb, found in inside.items()
    }


@pytest.mark.parametrize("noun", list(NOUNS))
def test_every_noun_and_every_verb_explains_itself(noun: str, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("", *verbs(noun)):
        assert main([noun, *([verb] if verb else []), "--help"]) == 0, (noun, verb)
        assert "Usage: fieldsuite" in capsys.readouterr().out, (noun, verb)


def test_the_help_of_the_program_lists_every_noun(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [noun for noun in NOUNS if f" {noun} " not in shown] == []


def unknown(command: Written) -> str:
    """Say what of a documented command the program does not know, or give an empty string."""
    plain = [word for word in command.words if word.strip("[]…. ")]
    while plain and plain[0].startswith("-"):
        plain = plain[2:] if plain[0] in ("--home", "--lang", "--torch-index") else plain[1:]
    if not plain or (command.starts and plain[0] in JOBS):
        return ""
    noun, rest = plain[0], plain[1:]
    if noun not in NOUNS:
        return f"no noun {noun}"
    known = verbs(noun)
    verb = rest[0] if rest and rest[0] in known else ""
    if verb not in known:
        return f"{noun} has no verb {' '.join(rest[:1])}"
    options = {word.split("=")[0].strip("[]().") for word in rest if word.strip("[(").startswith("--")}
    foreign = options - known[verb] - GLOBAL
    return f"{noun} {verb} has no option {', '.join(sorted(foreign))}" if foreign else ""


def test_every_command_in_the_documents_is_one_that_the_program_knows() -> None:
    wrong = [f"{each.place}: {each.line} ({unknown(each)})" for each in documented() if unknown(each)]
    assert not wrong, "\n".join(wrong)


def test_a_command_that_nobody_knows_is_seen() -> None:
    assert unknown(Written("x", "fieldsuite fly home", ("fly", "home"))) == "no noun fly"
    assert (
        unknown(Written("x", "fieldsuite doctor --fast", ("doctor", "--fast")))
        == "doctor  has no option --fast"
    )
    assert unknown(Written("x", "python3 start.py test -k id", ("test", "-k", "id"))) == ""


@pytest.mark.parametrize("file", ["README.md", "docs/install.md"])
def test_the_first_pages_show_commands(file: str) -> None:
    assert [each for each in documented() if each.place == file]
