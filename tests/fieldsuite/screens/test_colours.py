"""Three grounds to read on: each readable by the numbers of WCAG, each kept for the next start."""

from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.theme import Theme

from fieldsuite import display
from fieldsuite.widgets.theme import THEMES
from tests.fieldsuite.screens.driving import drive, palette, program, unlock, until

GROUNDS = ("background", "surface", "panel")
MEANING = ("primary", "secondary", "accent", "warning", "error", "success")


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    def luminance(colour: Color) -> float:
        red, green, blue = (linear(part / 255) for part in colour.rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def given(theme: Theme, name: str) -> Color:
    return Color.parse(str(theme.variables.get(name) or getattr(theme, name)))


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_seven_to_one_and_what_means_something_four_and_a_half(name: str) -> None:
    theme = THEMES[name]
    for ground in GROUNDS:
        assert contrast(given(theme, "foreground"), given(theme, ground)) >= 7, ground
        for colour in MEANING:
            assert contrast(given(theme, colour), given(theme, ground)) >= 4.5, (colour, ground)
    assert contrast(given(theme, "text-muted"), given(theme, "background")) >= 7


@pytest.mark.parametrize("name", THEMES)
def test_good_and_bad_differ_for_who_cannot_tell_red_from_green(name: str) -> None:
    """Deuteranopia after Viénot, Brettel and Mollon 1999: what is left must still be apart in CIE Lab."""
    theme = THEMES[name]
    good, doubtful, bad = (seen(given(theme, colour)) for colour in ("success", "warning", "error"))
    for one, other in ((good, bad), (good, doubtful)):
        assert sum((a - b) ** 2 for a, b in zip(one.lab, other.lab, strict=True)) ** 0.5 >= 10


class Seen:
    """A colour as deuteranopes see it."""

    def __init__(self, red: float, green: float, blue: float) -> None:
        from textual.color import rgb_to_lab

        lab = rgb_to_lab(
            Color(*(round(255 * max(0.0, min(1.0, part)) ** (1 / 2.2)) for part in (red, green, blue)))
        )
        self.lab = (lab.L, lab.a, lab.b)


def seen(colour: Color) -> Seen:
    red, green, blue = ((part / 255) ** 2.2 for part in colour.rgb)
    same = 0.29275 * red + 0.70725 * green
    return Seen(same, same, -0.02234 * red + 0.02234 * green + blue)


def test_colours_are_chosen_in_the_palette_and_kept_for_the_next_start(root: Path) -> None:
    app = program(root)

    async def steps(pilot: Any) -> None:
        await unlock(pilot)
        await palette(pilot, "gaoduibi", type(pilot.app.screen).__name__)
        await until(pilot, lambda: app.theme == THEMES["contrast"].name)

    drive(app, steps)
    assert display.read(root).colours == "contrast"
    again = program(root)

    async def looks(pilot: Any) -> None:
        assert again.theme == THEMES["contrast"].name

    drive(again, looks)


@pytest.mark.parametrize("name", ["light", "contrast"])
def test_the_home_screen_in_these_colours(name: str, root: Path, snap_compare: Any) -> None:
    display.change(root, colours=name)

    async def steps(pilot: Any) -> None:
        await unlock(pilot)
        await pilot.pause()

    assert snap_compare(program(root), terminal_size=(100, 30), run_before=steps)
