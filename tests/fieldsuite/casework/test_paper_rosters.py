"""Paper first: a roster goes out with codes, is filled in by pen, photographed, read back; or typed into a table."""

from pathlib import Path

import cv2
import pytest
from openpyxl import load_workbook
from sqlmodel import select

from fieldsuite.casework.visits import paper, table
from fieldsuite.errors import OfficeError
from fieldsuite.tables import Journal
from forms.errors import FormsError
from tests.doubles.pen_pages import drawn, photographed, tick
from tests.forms.samples import fonts, pdftotext
from tests.grounds import TODAY, Place


@pytest.mark.requirement("R142")
def test_a_roster_comes_back_as_a_photograph_and_becomes_records(place: Place) -> None:
    fonts()
    pdf = place.root / "pen.pdf"
    with place.officer() as office:
        made, number = paper.print_for_pen(office, pdf)
        assert made.pages >= 2 and "第 1 页/共" in pdftotext(pdf)
        page = drawn(pdf)
        for line, mark in enumerate(("self_care", "bedridden", "absent", "dead", "refused")):
            tick(page, line, mark)
        tick(page, 5, "self_care")
        tick(page, 5, "dead")
        photo = photographed(page, place.root / "page.jpg")
        found = paper.read_back(office, photo)
        states = [row.state for row in found.rows]
        assert states == ["ready", "ready", "ready", "key_in", "ready", "unclear", "empty", "empty", "empty"]
        assert [row.mark for row in found.rows[:5]] == ["self_care", "bedridden", "absent", "dead", "refused"]
        records = paper.record(office, photo, found, TODAY, "10:30")
        assert len(records) == 4 and found.roster == number
        with office.store.session() as session:
            rows = session.exec(select(Journal)).all()
        kinds = sorted(row.kind for row in rows)
        assert kinds == ["attempt", "attempt", "roster_page", "visit", "visit"]
        (kept,) = [row for row in rows if row.kind == "roster_page"]
        assert office.evidence.get(kept.evidence[0]) == photo.read_bytes()
        assert len({row.evidence[0] for row in rows}) == 5  # nobody's picture stands for another
        assert kept.payload["records"] == list(records)


def test_a_page_of_another_office_or_without_its_codes_is_refused(place: Place, real: Place) -> None:
    fonts()
    pdf = place.root / "pen.pdf"
    with place.officer() as office:
        paper.print_for_pen(office, pdf)
    page = drawn(pdf)
    whole = place.root / "whole.png"
    cv2.imwrite(str(whole), page)
    with real.officer() as office, pytest.raises(OfficeError) as caught:
        paper.read_back(office, whole)
    assert caught.value.key == "visits.other_roster"
    cv2.imwrite(str(whole), page[300:340, 300:500])
    with place.officer() as office, pytest.raises(FormsError) as unread:
        paper.read_back(office, whole)
    assert unread.value.key == "no_codes"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_table_goes_out_and_comes_back_all_or_nothing(place: Place, suffix: str) -> None:
    out = place.root / f"roster{suffix}"
    photo = place.photo("door")
    with place.officer() as office:
        count = table.export(office, out, which="all")
        assert count == 28
    filled = place.root / f"filled{suffix}"
    results = {
        "p-cut": ("健在-能自理", "", photo.name),
        "p-soon": ("不在家", "", ""),
        "p-month": ("已死亡", "2026-10-01", ""),
    }
    _fill(
        out, filled, {"区永福": results["p-cut"], "仇德明": results["p-soon"], "曾建国": results["p-month"]}
    )
    with place.officer() as office:
        assert table.take(office, filled, check_only=True) == ()
        assert len(table.take(office, filled)) == 3
    _fill(
        out,
        filled,
        {"区永福": results["p-cut"], "曾建国": ("已死亡", "十月", ""), "仇德明": ("已搬走", "", "")},
    )
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        table.take(office, filled)
    assert {(one["field"]) for one in caught.value.extra["errors"]} == {"detail", "where_now"}
    with place.officer() as office, office.store.session() as session:
        assert len(session.exec(select(Journal)).all()) == 3


def _fill(out: Path, filled: Path, results: dict[str, tuple[str, str, str]]) -> None:
    """Fill a table in as people do: in Excel, or in CSV saved by Excel in Chinese."""
    if out.suffix == ".csv":
        lines = out.read_text("utf-8-sig").splitlines()
        names = lines[0].split(",")
        done = [lines[0]]
        for line in lines[1:]:
            cells = line.split(",")
            if found := results.get(cells[1]):
                for name, value in zip(("结果", "死亡时间/服刑时间/原因", "照片文件"), found, strict=True):
                    cells[names.index(name)] = value
            done.append(",".join(cells))
        filled.write_bytes("\r\n".join(done).encode("gb18030"))
        return
    book = load_workbook(out)
    sheet = book.active
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if found := results.get(sheet.cell(row, at["姓名"]).value):
            for name, value in zip(("结果", "死亡时间/服刑时间/原因", "照片文件"), found, strict=True):
                sheet.cell(row, at[name]).value = value
    book.save(filled)
