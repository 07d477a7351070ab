"""A picture of every screen in both languages, taken on the way of the tests that come there; F9 changes the language.

What holds on every screen is held here: words instead of the keys of words, and at most eight keys in the footer.
A picture that changed must be looked at before it is taken: ``--snapshot-update`` takes all that a run comes by.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import normalize_svg
from textual.pilot import Pilot
from textual.widgets import Input

from fieldsuite.widgets.key_bar import MOST
from tests.fieldsuite.screens.driving import shown

KEPT = Path(__file__).parent / "album"
SIZE, SMALL = (100, 30), (80, 24)
RAW_KEY = re.compile(r"\b(screens|biometric|province|office|rules|keys|sync|cli)\.[A-Za-z_]")
REST = 0.1
"""Seconds in which nothing may change any more on a screen that is at rest."""


class Album:
    """The pictures one test comes by, held against those that are kept."""

    def __init__(self, update: bool, changed: Path) -> None:
        self.update, self.changed = update, changed
        self.different: list[str] = []

    async def look(self, pilot: Pilot[Any], state: str = "", hide: str = "", small: bool = False) -> None:
        """Hold the screen on top against its picture, named after its class and ``state``, in both languages.

        What fits the pattern ``hide`` is not looked at: a number drawn anew in every run. It must be of one length.
        With ``small`` the English words, which are the longer ones, are looked at in a small terminal too.
        The screen is left in the language and the size it was in.
        """
        app: Any = pilot.app
        assert app.size == SIZE, f"pictures are of {SIZE}"
        name = type(app.screen).__name__ + (f"-{state}" if state else "")
        for _ in ("in the one language", "in the other"):
            await at_rest(pilot)
            _speaks(app)
            self._compare(f"{name}.{app.lang}.svg", _drawn(app, hide))
            if small and app.lang == "en":
                await pilot.resize_terminal(*SMALL)
                await at_rest(pilot)
                _speaks(app)
                self._compare(f"{name}.small.en.svg", _drawn(app, hide))
                await pilot.resize_terminal(*SIZE)
            await app.action_language()
        await at_rest(pilot)

    def _compare(self, name: str, drawn: str) -> None:
        kept = KEPT / name
        if kept.exists() and kept.read_text(encoding="utf-8") == drawn:
            return
        into = KEPT if self.update else self.changed
        into.mkdir(parents=True, exist_ok=True)
        (into / name).write_text(drawn, encoding="utf-8")
        if not self.update:
            self.different.append(f"{into / name} is not as {kept}")

    def close(self) -> None:
        """Fail where a picture changed, and say where both of them are."""
        if self.different:
            pytest.fail("\n".join(["look at both, then --snapshot-update:", *self.different]), pytrace=False)


async def at_rest(pilot: Pilot[Any], seconds: float = 10) -> None:
    """Wait until everything asked for is there, nothing blinks and nothing moves."""
    app: Any = pilot.app
    before = ""
    for _ in range(int(seconds / REST)):
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause(REST)
        asked = any(one.is_running for one in app.workers if one.group not in ("preload", "follow"))
        now = "" if asked else shown(app)
        if now and now == before:
            return
        before = now
    raise AssertionError(f"it never came to rest; the screen shows:\n{shown(app)}")


def _speaks(app: Any) -> None:
    text = shown(app)
    assert not RAW_KEY.search(text), text
    assert len(app.footer_words(app.screen, MOST)) <= 8


def _drawn(app: Any, hide: str) -> str:
    drawn: str = normalize_svg(app.export_screenshot(simplify=True))
    return re.sub(hide, lambda found: "·" * len(found[0]), drawn) if hide else drawn
