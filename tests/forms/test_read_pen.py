"""A page photographed by a telephone is read whole, whichever of its codes can be read, or refused."""

from pathlib import Path

import cv2
import pytest

from forms.errors import FormsError
from forms.paper import read_pen, roster_pen
from tests.doubles.pen_pages import drawn, photographed, tick
from tests.forms.samples import fonts

PERSON = {
    "name": "王秀英", "sex": "女", "person_no": "0000000001", "id_no": "792055194501016909", "address": "石塘村",
    "phone": "13800000035",
}  # fmt: skip
TICKED = ("self_care", "bedridden", "absent", "dead", "refused")


def grey(path: Path) -> object:
    return cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)


def page(number: str, out: Path) -> object:
    head = {"unit_name": "练习村", "unit_no": "lianxi"}
    roster_pen.write("花名册", head, [PERSON] * 11, number, out, fonts=fonts(), practice=True)
    return drawn(out)


# Of these numbers few codes are read: two at the right edge at most, or only those of the lines.
@pytest.mark.parametrize("number", ["240786de", "07290b55", "3b68e16e", "f5d3ef2d"])
def test_ticks_are_read_though_few_codes_are(number: str, tmp_path: Path) -> None:
    picture = page(number, tmp_path / "pen.pdf")
    for line, mark in enumerate(TICKED):
        tick(picture, line, mark)
    found = read_pen.read_page(grey(photographed(picture, tmp_path / "page.jpg")))
    assert found.roster == number
    assert [row.marks for row in found.rows] == [*((mark,) for mark in TICKED), *[()] * 4]
    assert not any(row.unclear for row in found.rows)


def test_half_a_page_is_refused(tmp_path: Path) -> None:
    picture = page("240786de", tmp_path / "pen.pdf")
    half = picture[:, : picture.shape[1] // 2].copy()
    with pytest.raises(FormsError) as refused:
        read_pen.read_page(grey(photographed(half, tmp_path / "half.jpg")))
    assert refused.value.key in ("not_flat", "no_codes")
