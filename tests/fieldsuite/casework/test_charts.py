"""Charts show the numbers of the reports: counted here by hand for the eight people of the cast."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldsuite.casework.reports import annual, chart_files, charts
from fieldsuite.casework.reports.chart_words import worded
from fieldsuite.casework.reports.charts import Counted
from fieldsuite.errors import OfficeError
from forms.chart import Chart, Series
from forms.chart_text import cells, drawn
from tests.forms.samples import fonts, pdftotext, squeezed
from tests.grounds import Place


def numbers(found: tuple[Counted, ...], series: str) -> dict[str, float]:
    (one,) = found
    return dict(zip(one.labels, one.series[series], strict=True))


@pytest.mark.requirement("R183")
def test_the_pictures_count_what_a_hand_counts(real: Place) -> None:
    """Sichuan, 21 November 2026: twelve months from the last certification, a suspension from the month after."""
    with real.officer() as office:
        # Nine benefits in one village. 区永福 (15 August 2025) is suspended; 解志强 began in June and owes his first.
        villages = charts.count(office, "villages")
        done, left = numbers(villages, "certified")["三村"], numbers(villages, "open")["三村"]
        due = numbers(charts.count(office, "deadlines"), "due")
        stops = charts.count(office, "stops")
        real.visit(office, "p-cut")
        real.check(office, "p-soon")
        after = numbers(charts.count(office, "villages"), "certified")
        ways = numbers(charts.count(office, "ways"), "number")
        back = charts.count(office, "stops")
    assert (done, left) == (8, 1) and after == {"三村": 9}
    # 仇德明 and 曾建国 in November, 买买提 on 24 December, 欧阳家旺 twice in January, 单国强 in April, 覃文龙 in May,
    # 解志强, whose benefit began in June 2026, in June.
    assert {month: number for month, number in due.items() if number} == {
        "2026-11": 2, "2026-12": 1, "2027-01": 2, "2027-04": 1, "2027-05": 1, "2027-06": 1,
    }  # fmt: skip
    assert list(due) == [f"2026-{month}" for month in (11, 12)] + [
        f"2027-{month:02d}" for month in range(1, 11)
    ]
    # In time until 15 August 2026, suspended from September on; the visit of today restores in November.
    assert numbers(stops, "suspended")["2026-09"] == 1 and stops[0].values == {"suspended": 1, "restored": 0}
    assert numbers(back, "restored")["2026-11"] == 1 and back[0].values == {"suspended": 1, "restored": 1}
    # Of 2026 the register knows four online (April, May, January; 买买提's is of 2025): three, and the two of today.
    assert {way: number for way, number in ways.items() if number} == {"self": 3, "visit": 1, "manual": 1}


@pytest.mark.requirement("R183")
@pytest.mark.requirement("R187")
def test_paper_and_spreadsheet_hold_the_same_pictures(real: Place, tmp_path: Path) -> None:
    fonts()
    pdf, book = tmp_path / "annual.pdf", tmp_path / "annual.xlsx"
    with real.officer() as office:
        annual.write(office, pdf)
        annual.write(office, book)
        assert chart_files.write(office, tmp_path / "two.xlsx", ("stops", "ways"), lang="en") == 2
        with pytest.raises(OfficeError) as caught:
            chart_files.write(office, tmp_path / "charts.csv")
        assert caught.value.key == "charts.suffix"
    text = squeezed(pdftotext(pdf))
    for words in ("各村进度", "8/989%", "今后十二个月到期", "认证方式", "暂停与恢复", "公开方式:依申请公开"):
        assert words in text, words
    made = load_workbook(book)
    assert made.sheetnames[1:] == ["各村进度", "今后十二个月到期", "认证方式", "暂停与恢复"]
    progress = made["各村进度"]
    assert [[cell.value for cell in row] for row in progress["A1:C2"]] == [
        ["地区", "已认证", "未认证"],
        ["三村", 8, 1],
    ]
    assert all(len(made[name]._charts) == 1 for name in made.sheetnames[1:])
    assert load_workbook(tmp_path / "two.xlsx").sheetnames == ["Suspensions", "Ways"]


def test_an_empty_office_is_told_what_to_do(real: Place) -> None:
    with real.clerk() as desk:
        assert _refused(desk, "likeness") == "charts.whose" and _refused(desk, "pie") == "charts.unknown"
    for name, word in (
        ("villages", "F8"),
        ("deadlines", "F8"),
        ("ways", "F4"),
        ("stops", "F8"),
        ("likeness", "5"),
    ):
        for lang in ("zh", "en"):
            chart = worded(Counted(name), lang)  # type: ignore[arg-type]
            assert word in chart.empty and not chart.labels
            assert any(chart.empty in part for line in drawn(chart, 80) for part, _ in line)


def _refused(office: object, name: str) -> str:
    with pytest.raises(OfficeError) as caught:
        chart_files.drawn(office, (name,))  # type: ignore[arg-type]
    assert caught.value.code == "E_USAGE"
    return caught.value.key


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("kind", ["stacked", "beside", "line"])
def test_a_picture_keeps_within_its_width_and_says_every_number(kind: str, width: int) -> None:
    high = (0.71, 0.52, 0.97) if kind == "line" else (12.0, 0.0, 3.0)
    series = (Series("甲", high), Series("乙", (0.55,) * 3 if kind == "line" else (1.0, 40.0, 0.0)))
    chart = Chart("图", kind, "村", ("三村", "一个名字很长很长很长很长的村子", "c"), series)  # type: ignore[arg-type]
    lines = ["".join(words for words, _ in line) for line in drawn(chart, width)]
    assert max(map(cells, lines)) <= width
    text = "\n".join(lines)
    assert all(str(number).removesuffix(".0") in text for number in high)
    assert "█" in text and ("─" if kind == "line" else "░") in text
