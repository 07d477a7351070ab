import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from forms.errors import FormsError
from forms.paper.roster_sheet import NOTES, Row, paginate
from forms.paper.wrap import wrap
from forms.roster import TITLES, print_pdf
from tests.forms.samples import RARE, fonts, pdftotext, person, roster, squeezed


def printed(data, tmp_path, **how):
    out = tmp_path / "roster.pdf"
    return out, print_pdf(data, out, fonts=fonts(), **how)


@pytest.mark.requirement("R143")
@pytest.mark.requirement("R144")
@pytest.mark.requirement("R145")
@pytest.mark.requirement("R146")
def test_the_sheet_carries_every_word_of_the_notices_form(tmp_path):
    out, _ = printed(roster(3), tmp_path)
    text = squeezed(pdftotext(out))
    for words in (
        "领取社会保险待遇资格核查确认花名册", "单位名称(盖章):", "单位编号:", "填报日期:2026年11月21日",
        "第1页/共1页",
        "序号", "个人编号", "姓名", "性别", "身份证号码", "出生年月", "认证时间(年月日)", "认证地点", "联系方式",
        "现居住地详细地址", "领取待遇资格确认", "基本状况", "死亡时间(年月日)", "单位负责人:陆建国",
        "单位经办人:韦志强",
        "联系电话:0771-5887824",
    ):  # fmt: skip
        assert words in text


@pytest.mark.requirement("R147")
@pytest.mark.requirement("R148")
def test_the_notes_are_verbatim(tmp_path):
    out, _ = printed(roster(1), tmp_path)
    assert squeezed(
        "填写说明: 1. 认证时间 (详细填写年月日); 2. 认证地点 (详细填写待遇领取人认证地点); "
        "3. 领取待遇资格确认, 由负责认证的机构根据被确认人的基本状况如健在、"
        "(请按: 能自理、半自理需陪护或卧床全陪护情况填写)、"
        "已死亡(注明年月日)、下落不明(注明原因)、在押服刑(注明年月日)等, 如实填写予以证明。"
    ) in squeezed(pdftotext(out))
    assert len(NOTES) == 4


@pytest.mark.requirement("R142")
def test_what_went_in_comes_out_over_many_pages(tmp_path):
    data = roster(120)
    out, result = printed(data, tmp_path)
    text = pdftotext(out)
    body = squeezed(text)
    assert result.pages == text.count("第 ") == len(PdfReader(out).pages) > 5
    for number, row in enumerate(data["rows"], 1):
        shown = "".join(
            (str(number), *(row[key] for key in ("person_no", "name", "sex", "id_no", "birth_ym")))
        )
        assert shown + row["cert_on"] + row["cert_place"] + row["phone"] + row["address"] + "健在-" in body
    for page in range(1, result.pages + 1):
        assert f"第{page}页/共{result.pages}页" in body
    assert body.count("单位负责人:陆建国") == result.pages
    assert body.count("以下空白") == 1


@pytest.mark.parametrize("character", RARE)
def test_a_rare_name_survives_copy_and_search_in_two_readers(tmp_path, character):
    out, _ = printed({**roster(1), "rows": [{**person(0), "name": f"王{character}"}]}, tmp_path)
    assert f"王{character}" in pdftotext(out)
    assert f"王{character}" in PdfReader(out).pages[0].extract_text()


def test_every_font_is_embedded_and_cut_to_what_is_used(tmp_path):
    out, _ = printed(roster(20), tmp_path)
    assert out.stat().st_size < 300_000
    for page in PdfReader(out).pages:
        for font in page["/Resources"]["/Font"].values():
            used = font.get_object()
            assert "/FontFile2" in used["/FontDescriptor"].get_object()
            assert re.match(r"/[A-Z]{6}\+", used["/BaseFont"])


@pytest.mark.requirement("R149")
@pytest.mark.parametrize("title", TITLES)
def test_each_of_the_notices_three_titles_can_be_printed(tmp_path, title):
    out, _ = printed(roster(1), tmp_path, title=title)
    assert pdftotext(out).splitlines()[0] == title
    out, _ = printed({**roster(1), "title": title}, tmp_path)
    assert PdfReader(out).metadata.title == title


def test_a_title_of_ones_own_is_refused(tmp_path):
    with pytest.raises(FormsError, match="unknown_title"):
        printed(roster(1), tmp_path, title="花名册")


def test_a_character_that_no_font_draws_is_named_and_nothing_is_written(tmp_path):
    data = roster(30)
    data["rows"][0]["name"] = "王\U0010fffd"
    data["rows"][29]["address"] = "某\ue000村\U0010fffd号"
    with pytest.raises(FormsError) as refused:
        printed(data, tmp_path)
    assert refused.value.code == "E_UNPRINTABLE"
    assert refused.value.extra == {"unprintable": ["\U0010fffd", "\ue000"]}
    assert list(tmp_path.iterdir()) == []


def test_an_older_paper_stays_when_the_new_one_is_refused(tmp_path):
    out, _ = printed(roster(1), tmp_path)
    before = out.read_bytes()
    with pytest.raises(FormsError):
        printed({**roster(1), "unit_name": "\U0010fffd"}, tmp_path)
    assert out.read_bytes() == before


def test_the_same_roster_gives_the_same_bytes_without_a_trace_of_the_machine(tmp_path):
    first, _ = printed(roster(15), tmp_path)
    once = first.read_bytes()
    again, _ = printed(roster(15), tmp_path)
    assert again.read_bytes() == once
    facts = PdfReader(again).metadata
    assert {facts.creator, facts.producer} == {"FieldSuite"}
    assert not facts.author


def test_practice_and_drafts_say_so_on_every_page(tmp_path):
    out, result = printed(roster(30), tmp_path, practice=True)
    assert squeezed(pdftotext(out)).count("练习") == result.pages > 1
    out, _ = printed(roster(1), tmp_path, draft=True)
    assert "草稿" in squeezed(pdftotext(out))
    out, _ = printed(roster(1), tmp_path)
    assert not {"练习", "草稿"} & set(squeezed(pdftotext(out)).split())


def test_long_texts_wrap_inside_their_cells_and_the_row_grows(tmp_path):
    long = {**person(0), "address": "南宁市青秀区" * 13, "cert_place": "长塘镇定西村村委会" * 4, "status": "missing",
            "missing_reason": "二〇二三年外出务工后失去联系" * 4}  # fmt: skip
    out, _ = printed({**roster(1), "rows": [long] * 9}, tmp_path)
    body = squeezed(pdftotext(out))
    assert body.count(long["address"]) == body.count(long["cert_place"]) == 9
    assert body.count(f"下落不明({long['missing_reason']})") == 9


def test_a_text_longer_than_a_page_is_refused_with_its_row(tmp_path):
    with pytest.raises(FormsError) as refused:
        printed({**roster(1), "rows": [person(0), {**person(1), "address": "村" * 3000}]}, tmp_path)
    assert (refused.value.key, refused.value.values["row"]) == ("row_too_tall", 2)


def test_an_empty_roster_is_a_blank_to_fill_by_hand(tmp_path):
    out, result = printed({}, tmp_path)
    assert result.pages == 1
    assert "以下空白" not in pdftotext(out)


@pytest.mark.parametrize("rows", [7, "x", [1], [None]])
def test_rows_that_are_no_rows_are_bad_input(tmp_path, rows):
    with pytest.raises(FormsError, match="not_a_roster"):
        printed({"rows": rows}, tmp_path)


@given(st.lists(st.floats(8.2, 60), max_size=80))
def test_pages_hold_every_row_once_in_order_and_never_overflow(heights):
    rows = [Row((str(number),), height) for number, height in enumerate(heights)]
    pages = paginate(rows, 100.0)
    assert [row for page in pages for row in page] == rows
    assert all(sum(row.height for row in page) <= 100.1 for page in pages)


@settings(max_examples=200)
@given(st.text("王五a1，。（）-· 甲乙丙丁", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text, width):
    lines = wrap(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert squeezed("".join(lines)) == squeezed(text)


def test_lines_do_not_begin_with_a_comma_nor_break_a_date():
    assert wrap("甲乙丙丁，戊", 4, len) == ["甲乙丙", "丁，戊"]
    assert wrap("甲乙丙(2026-11-21)", 13, len) == ["甲乙丙", "(2026-11-21)"]
