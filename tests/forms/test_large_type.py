"""Papers that old people take home: no letter on them is smaller than 18 points."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from forms.paper import family_sheet, slip_sheet

LEAST = 18.0


def sizes(path: Path) -> dict[str, float]:
    """Every piece of text with the size it is drawn in."""
    found: dict[str, float] = {}

    def seen(text: str, _page: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found[text.strip()] = size * (abs(matrix[3]) or 1.0)

    page = PdfReader(path).pages[0]
    page.extract_text(visitor_text=seen)
    return found


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    slip, note = tmp_path / "slip.pdf", tmp_path / "note.pdf"
    lines = (("姓名", "覃秀兰（证件尾号 0005）"), ("下次认证不晚于", "2027-11-21"), ("经办", "三村 李秀英"))
    slip_sheet.write(lines, "FSS1." + "a" * 300, slip, contact="0830-1234567", hotline="12333")
    family_sheet.write(
        "今天没有办成，请换一种方式", (("姓名", "覃秀兰"),), ("还可以这样办", ("改天再来。", "人工核实。")),
        ("认证不收费。",), note, unit="三村",
    )  # fmt: skip
    return [slip, note]


def test_no_letter_is_smaller_than_eighteen_points(papers: list[Path]) -> None:
    for path in papers:
        drawn = sizes(path)
        assert drawn and min(drawn.values()) >= LEAST, {
            text: size for text, size in drawn.items() if size < LEAST
        }


def test_the_slip_fits_the_upper_part_of_its_page(papers: list[Path]) -> None:
    assert all(len(PdfReader(path).pages) == 1 for path in papers)
