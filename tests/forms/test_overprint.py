"""Overprinting: the fields of a form where an official blank has its boxes, moved by the printer's offset."""

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from forms import overseas_review
from forms.errors import FormsError
from forms.paper import overprint
from tests.forms.samples import fonts, pdftotext

KEYS = {field.key: field for field in overseas_review.FIELDS}
VALUE = {
    "surname_zh": "𬱟",
    "given_zh": "秀兰",
    "cn_id": "450103194503010003",
    "addr": "1 George Street, " * 6,
}
PLACES = {
    "surname_zh": {"x": 50, "y": 40, "size": 12},
    "given_zh": [{"x": 70, "y": 40}, {"x": 70, "y": 190}],
    "cn_id": {"x": 50, "y": 60, "boxes": 6},
    "addr": {"x": 50, "y": 80, "width": 60, "page": 2},
}
MM = 72 / 25.4


def coordinates(folder: Path, places: object = PLACES) -> Path:
    path = folder / "places.json"
    path.write_text(json.dumps({"fields": places}, ensure_ascii=False), encoding="utf-8")
    return path


def blank(folder: Path, pages: int = 2) -> Path:
    path = folder / "blank.pdf"
    canvas = Canvas(str(path))
    for page in range(pages):
        canvas.drawString(100, 700, f"BLANK PAGE {page + 1}")
        canvas.rect(40, 40, 500, 700)
        canvas.showPage()
    canvas.save()
    return path


def words(path: Path) -> list[tuple[str, float, float]]:
    """Every word with its left edge and baseline-near bottom in millimetres, of the first page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", "-bbox", "-l", "1", path, "-"], capture_output=True, check=True)
    found = re.findall(
        r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<', done.stdout.decode()
    )
    return [(text, float(x) / MM, float(y) / MM) for x, y, text in found]


def test_fields_stand_where_the_coordinates_say_and_move_with_the_printer(tmp_path: Path) -> None:
    book = fonts()
    where = overprint.read_coordinates(coordinates(tmp_path), KEYS)
    out = tmp_path / "out.pdf"
    for offset in ((0.0, 0.0), (1.5, -2.0)):
        made = overprint.write("表", VALUE, where, out, offset=offset, fonts=book)
        assert made.pages == 2
        at = {text: (x, y) for text, x, y in words(out)}
        x, y = at["𬱟"]
        assert abs(x - 50 - offset[0]) < 0.6 and abs(y - 40 - offset[1]) < 3
        digits = sorted(x for text, x, y in words(out) if len(text) == 1 and text.isdigit())
        assert len(digits) == 18 and all(abs(b - a - 6) < 0.2 for a, b in itertools.pairwise(digits))
    assert sum(text == "秀兰" for text, _, _ in words(out)) == 2


def test_a_blank_and_its_fields_are_merged_for_a_look_without_the_offset(tmp_path: Path) -> None:
    book = fonts()
    where = overprint.read_coordinates(coordinates(tmp_path), KEYS)
    out = tmp_path / "out.pdf"
    overprint.write("表", VALUE, where, out, blank=blank(tmp_path), offset=(5.0, 5.0), fonts=book)
    text = pdftotext(out)
    assert "BLANK PAGE 1" in text and "BLANK PAGE 2" in text and "𬱟" in text and "George Street" in text
    x, _ = {text: (x, y) for text, x, y in words(out)}["𬱟"]
    assert abs(x - 50) < 0.6


@pytest.mark.parametrize(
    "places",
    [
        {"nobody": {"x": 1, "y": 1}}, {"cn_id": {"x": 1}}, {"cn_id": {"x": 1, "y": 1, "colour": "red"}},
        {"cn_id": {"x": 400, "y": 1}}, {"cn_id": 7}, [],
    ],
)  # fmt: skip
def test_wrong_coordinates_are_named(tmp_path: Path, places: object) -> None:
    with pytest.raises(FormsError) as caught:
        overprint.read_coordinates(coordinates(tmp_path, places), KEYS)
    assert caught.value.key == "bad_coordinates"


def test_a_blank_that_is_none_or_too_short_is_refused(tmp_path: Path) -> None:
    book = fonts()
    where = overprint.read_coordinates(coordinates(tmp_path), KEYS)
    out, wrong = tmp_path / "out.pdf", tmp_path / "wrong.pdf"
    wrong.write_bytes(b"not a pdf")
    for given in (wrong, blank(tmp_path, 1)):
        with pytest.raises(FormsError) as caught:
            overprint.write("表", VALUE, where, out, blank=given, fonts=book)
        assert caught.value.key == "bad_blank" and not out.exists()


def test_a_character_that_no_font_draws_is_refused(tmp_path: Path) -> None:
    book = fonts()
    where = overprint.read_coordinates(coordinates(tmp_path), KEYS)
    with pytest.raises(FormsError) as caught:
        overprint.write("表", {"surname_zh": "\U0010fffd"}, where, tmp_path / "out.pdf", fonts=book)
    assert caught.value.code == "E_UNPRINTABLE" and not (tmp_path / "out.pdf").exists()


def test_the_calibration_page_has_crosses_whose_places_are_written_beside_them(tmp_path: Path) -> None:
    out = tmp_path / "calibrate.pdf"
    overprint.write_calibration(out, fonts=fonts())
    text = pdftotext(out)
    assert "左 20 上 60 毫米" in text and "左 105 上 148.5 毫米" in text
