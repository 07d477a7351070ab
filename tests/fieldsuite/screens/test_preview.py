"""The camera's picture in colours, in shades and in ASCII: the face in its frame, mirrored, in every terminal."""

from typing import Any

import cv2
import numpy as np
import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.strip import Strip

from fieldsuite.widgets.acting_face import POSES, STILL, face
from fieldsuite.widgets.drawing import OnlyAscii, as_ascii, ascii_only, drawing
from fieldsuite.widgets.preview import Preview
from fieldsuite.widgets.shades import shade
from tests.fieldsuite.screens.driving import drive

RED = (240, 0, 0)


def half() -> Any:
    """Dark on the left, light on the right, as the camera gives it."""
    picture = np.full((120, 160, 3), 20, np.uint8)
    picture[:, 80:] = 220
    return picture


class Shown(App[None]):
    """One preview, in the way it is given."""

    office = None

    def __init__(self, way: str, *, mirrored: bool = True) -> None:
        super().__init__()
        self.way, self.mirrored = way, mirrored

    def compose(self) -> ComposeResult:
        yield Preview(mirrored=self.mirrored, id="seen")

    def on_mount(self) -> None:
        preview = self.query_one(Preview)
        preview.drawing = self.way  # type: ignore[assignment]
        preview.show(half(), (16, 12, 64, 60))


def lines(way: str, *, mirrored: bool = True) -> list[Strip]:
    """What is drawn, line by line, 40 by 15 cells."""
    found: list[Strip] = []

    async def steps(pilot: Any) -> None:
        await pilot.pause()
        preview = pilot.app.query_one(Preview)
        found.extend(preview.render_line(y) for y in range(preview.size.height))

    drive(Shown(way, mirrored=mirrored), steps, size=(40, 15))  # type: ignore[arg-type]
    return found


def reds(strips: list[Strip]) -> list[int]:
    """Columns in which something is red."""
    columns = []
    for strip in strips:
        at = 0
        for text, style, _ in strip:
            if style and any(c and c.triplet == RED for c in (style.color, style.bgcolor)):
                columns += range(at, at + len(text))
            at += len(text)
    return columns


@pytest.mark.requirement("R056")
def test_the_red_frame_is_where_the_face_is_seen_in_the_mirror() -> None:
    as_filmed, in_the_mirror = reds(lines("colour", mirrored=False)), reds(lines("colour"))
    assert (min(as_filmed), max(as_filmed)) == (4, 16)
    assert (min(in_the_mirror), max(in_the_mirror)) == (23, 35)


def text_of(strips: list[Strip]) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize(("way", "corners"), [("shades", "┏┓┗┛"), ("ascii", "++++")])
def test_without_colours_shades_show_the_face_and_lines_the_frame(way: str, corners: str) -> None:
    drawn = text_of(lines(way))
    assert {len(line) for line in drawn} == {40}
    top = next(line for line in drawn if corners[0] in line)
    assert (top.index(corners[0]), top.rindex(corners[1])) == (23, 35)
    assert any(corners[2] in line and corners[3] in line for line in drawn)
    assert drawn[1][:18] == ("█" if way == "shades" else "@") * 18  # the light half lies left in the mirror
    assert drawn[-1].strip("█@ ") == ""
    assert all(line.isascii() for line in drawn) == (way == "ascii")


def test_a_dim_face_shows_as_well_as_a_bright_one() -> None:
    bright = np.tile(np.linspace(0, 255, 160).astype(np.uint8)[None, :, None], (120, 1, 3))
    dim = (bright * 0.2).astype(np.uint8)
    assert shade(bright, 40, 12) == shade(dim, 40, 12)


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (200, 2), (0, 10)])
def test_any_room_is_filled_exactly(size: tuple[int, int]) -> None:
    drawn = shade(half(), *size, box=(0.1, 0.1, 0.9, 0.9), mirrored=True)
    assert [len(line) for line in drawn] == [size[0]] * (size[1] if size[0] else 0)


class Terminal:
    """As much of an app as the choice looks at."""

    def __init__(self, colours: str | None, *, no_color: bool = False) -> None:
        self.no_color, self.console = no_color, self
        self.color_system = colours


def test_the_terminal_says_how_pictures_are_drawn() -> None:
    assert drawing(Terminal("truecolor"), "utf-8") == "colour"
    assert drawing(Terminal("256"), "utf-8") == "colour"
    assert drawing(Terminal("truecolor", no_color=True), "utf-8") == "shades"
    assert drawing(Terminal("standard"), "utf-8") == "shades"
    assert drawing(Terminal(None), "utf-8") == "shades"
    assert drawing(Terminal("truecolor"), "gbk") == "ascii"
    assert drawing(Terminal("truecolor"), "ascii") == "ascii"


def test_a_chinese_terminal_of_gb18030_has_blocks_and_one_of_gbk_has_not() -> None:
    assert not ascii_only("gb18030")
    assert ascii_only("gbk")
    assert ascii_only("no-such-encoding")


def test_every_face_bar_and_mark_has_its_sign_of_ascii_and_letters_stay() -> None:
    shapes = "".join(row for action in POSES for row in face(action, STILL, 8))
    assert as_ascii(shapes + "▓▓░░ ┏━┓┃ ✓ ✗ ① ▀▄█").isascii()
    assert as_ascii("向左转头 ◀ 14") == "向左转头 < 14"
    line = OnlyAscii().apply([Segment("▓▓░ 亮度")], Color(0, 0, 0))
    assert [segment.text for segment in line] == ["##. 亮度"]


def test_a_picture_file_can_be_shown_and_text_cannot() -> None:
    preview = Preview()
    assert preview.show_file(cv2.imencode(".png", half())[1].tobytes())
    assert not preview.show_file(b"text")
    assert not preview.show_file(b"")
