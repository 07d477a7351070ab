"""start.py's own options stand first; everything else reaches the program as it was written."""

import pytest

from starting.wish import Wish, read


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("", Wish(lang="zh")),
        ("install", Wish("install", (), "zh", False)),
        ("install --lite", Wish("install", (), "zh", True)),
        ("--lite install", Wish("install", (), "zh", True)),
        ("install --torch-index https://x/cpu", Wish("install", (), "zh", False, "https://x/cpu")),
        ("--torch-index=https://x/cpu", Wish("open", (), "zh", None, "https://x/cpu")),
        ("test -k face --lite", Wish("test", ("-k", "face", "--lite"), "zh")),
        ("--lang en test -x", Wish("test", ("-x",), "en")),
        ("bench start", Wish("bench", ("start",), "zh")),
        ("--lang en doctor --json", Wish("open", ("--lang", "en", "doctor", "--json"), "en")),
        ("doctor --lang en", Wish("open", ("doctor", "--lang", "en"), "zh")),
        ("people find install", Wish("open", ("people", "find", "install"), "zh")),
        ("--home d doctor", Wish("open", ("--home", "d", "doctor"), "zh")),
        ("--version", Wish("open", ("--version",), "zh")),
        ("--help", Wish("help", (), "zh")),
        ("face --help", Wish("open", ("face", "--help"), "zh")),
    ],
)
def test_words_are_read(line: str, wish: Wish) -> None:
    assert read(line.split()) == wish


@pytest.mark.parametrize(
    ("system", "lang"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "both")]
)
def test_the_system_says_which_language(system: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert read([]).lang == lang
