"""Settings of a machine's display, and when the program runs line by line by itself."""

from pathlib import Path
from typing import Any

import pytest

from fieldsuite import display
from fieldsuite.display import Display
from fieldsuite.errors import OfficeError
from fieldsuite.widgets.drawing import breaks_borders


class Console:
    """Windows' kernel as far as a console's mode goes."""

    def __init__(self, *, console: bool = True, takes: bool = True) -> None:
        self.console, self.takes, self.modes = console, takes, [3]

    def GetStdHandle(self, _which: int) -> int:
        return 7

    def GetConsoleMode(self, _handle: int, mode: Any) -> int:
        mode._obj.value = self.modes[-1]
        return int(self.console)

    def SetConsoleMode(self, _handle: int, mode: int) -> int:
        if mode & 4 and not self.takes:
            return 0
        self.modes.append(mode)
        return 1


def test_what_is_set_is_kept_and_a_damaged_file_keeps_nobody_out(tmp_path: Path) -> None:
    assert display.read(tmp_path) == Display()
    display.change(tmp_path, look="ascii", spoken="yue")
    assert (display.read(tmp_path).look, display.read(tmp_path).spoken) == ("ascii", "yue")
    (tmp_path / display.NAME).write_text('{"look": 5, "later": true, "spoken": "cmn"}')
    assert display.read(tmp_path) == Display(spoken="cmn")
    (tmp_path / display.NAME).write_text("{")
    assert display.read(tmp_path) == Display()


@pytest.mark.parametrize(
    "change", [{"look": "3d"}, {"spoken": "fr"}, {"spoken": "own", "recordings": "/nowhere"}]
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_changes(
    tmp_path: Path, change: dict[str, str]
) -> None:
    with pytest.raises(OfficeError):
        display.change(tmp_path, **change)
    assert display.read(tmp_path) == Display()


def test_a_dumb_terminal_and_the_setting_run_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert not display.line_by_line(tmp_path)
    monkeypatch.setenv("TERM", "dumb")
    assert display.line_by_line(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    display.change(tmp_path, look="plain")
    assert display.line_by_line(tmp_path)


def test_a_console_that_refuses_sequences_is_found_and_left_as_it_was() -> None:
    assert display.no_sequences(Console(takes=False))
    modern = Console()
    assert not display.no_sequences(modern)
    assert modern.modes[-1] == 3
    assert not display.no_sequences(Console(console=False, takes=False))


def test_borders_break_in_the_old_console_of_a_chinese_windows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WT_SESSION", "ConEmuANSI", "TERM_PROGRAM", "MSYSTEM"):
        monkeypatch.delenv(name, raising=False)
    assert (
        breaks_borders(936)
        and not breaks_borders(1252)
        and not breaks_borders(65001)
        and not breaks_borders()
    )
    monkeypatch.setenv("WT_SESSION", "1")
    assert not breaks_borders(936)
