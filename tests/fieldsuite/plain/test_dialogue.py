"""Answering line by line: help, going back, defaults, and what cannot be an answer."""

from pathlib import Path

import pytest

from fieldsuite.errors import OfficeError
from fieldsuite.plain.dialogue import Cancelled, Dialogue, Idle
from fieldsuite.plain.question import Job, Question
from fieldsuite.plain.run_job import run
from tests.doubles.plain_lines import Answering

COLOURS = (("red", "红"), ("blue", "蓝"))


def talk(*answers: str) -> tuple[Dialogue, Answering]:
    lines = Answering(*answers)
    return Dialogue(lines, "zh"), lines


def test_a_question_mark_helps_and_the_question_is_asked_again() -> None:
    dialogue, lines = talk("?", "三组12号")
    assert dialogue.ask(Question("place", "地点", about="写到门牌。")) == "三组12号"
    assert "写到门牌。" in lines.heard and lines.heard.count("地点：") == 2


@pytest.mark.parametrize("back", [".", "。", "^C"])
def test_every_question_can_be_gone_back_from(back: str) -> None:
    for question in (Question("place", "地点", required=True), Question("colour", "颜色", "pick", COLOURS),
                     Question("on", "日期", "day"), Question("photos", "照片", "paths")):  # fmt: skip
        dialogue, _ = talk(back)
        with pytest.raises(Cancelled):
            dialogue.ask(question)


def test_a_number_outside_the_list_is_no_answer_and_enter_takes_the_default() -> None:
    dialogue, lines = talk("7", "x", "")
    assert dialogue.ask(Question("colour", "颜色", "pick", COLOURS, "blue")) == "blue"
    assert lines.heard.count("没有这个编号，请输入 1 到 2，或 0 返回。") == 2


def test_a_long_list_is_not_read_out_but_found_by_a_part_of_its_words() -> None:
    countries = tuple(
        (f"{at:02d}", words) for at, words in enumerate(["中国", "澳大利亚", "德国", *["别国"] * 20])
    )
    dialogue, lines = talk("火星", "别", "国", "澳", "", "德")
    question = Question("country", "国籍", "pick", countries, "00")
    assert dialogue.ask(question) == "01"
    assert not any("德国" in line for line in lines.heard)
    assert "没有这一项，请换几个字。" in lines.heard and "有 22 项，请再多输几个字。" in lines.heard
    assert dialogue.ask(question) == "00" and dialogue.ask(question) == "02"


def test_a_day_that_is_none_and_a_file_that_is_not_there_are_said_at_once(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.touch()
    dialogue, lines = talk("2026-02-30", "2026-02-28", str(tmp_path / "b.jpg"), str(photo))
    assert dialogue.ask(Question("on", "日期", "day")).isoformat() == "2026-02-28"
    assert dialogue.ask(Question("photos", "照片", "paths")) == (photo,)
    assert "没有这一天" in lines.heard and any("b.jpg" in line for line in lines.heard)


def test_the_answers_are_read_back_one_field_a_line_and_one_can_be_put_right() -> None:
    done: list[dict[str, object]] = []
    questions = (Question("place", "地点", required=True), Question("colour", "颜色", "pick", COLOURS))
    dialogue, lines = talk("村口", "1", "2", "#地点", "三组12号", "1")
    run(dialogue, Job("题目", questions, lambda answers: done.append(dict(answers)), lambda _: ["好了"]))
    assert done == [{"place": "三组12号", "colour": "red"}]
    assert "地点：村口" in lines.heard and "颜色：红" in lines.heard and lines.heard[-1] == "好了"


def test_what_an_error_says_is_told_and_nothing_that_was_typed_is_lost() -> None:
    calls: list[object] = []

    def do(answers: object) -> str:
        calls.append(answers)
        if len(calls) == 1:
            raise OfficeError("office.photo_needed", code="E_RULE")
        return "ok"

    dialogue, lines = talk("村口", "", "")
    assert run(dialogue, Job("题目", (Question("place", "地点"),), do, lambda _: [])) == "ok"
    assert any(line.startswith("出错：") for line in lines.heard)
    assert any(line.startswith("怎么办：") for line in lines.heard)
    assert calls[0] == calls[1] == {"place": "村口"}


def test_a_question_that_no_longer_applies_loses_its_answer() -> None:
    questions = (
        Question("colour", "颜色", "pick", COLOURS),
        Question("why", "为什么", required=True, when=lambda answers: answers["colour"] == "blue"),
    )
    dialogue, _ = talk("2", "天", "2", "#颜色", "1", "")
    done: list[dict[str, object]] = []
    run(dialogue, Job("题目", questions, lambda answers: done.append(dict(answers)), lambda _: []))
    assert done == [{"colour": "red"}]


def test_who_answers_after_the_minutes_of_the_lock_is_not_heard() -> None:
    at = iter([0.0, 301.0])
    dialogue = Dialogue(Answering("1"), "zh", lambda: next(at))
    dialogue.patience = 300.0
    with pytest.raises(Idle):
        dialogue.ask(Question("colour", "颜色", "pick", COLOURS))


def test_nothing_but_plain_lines_is_written() -> None:
    dialogue, lines = talk("?", "1")
    dialogue.ask(Question("colour", "颜色", "pick", COLOURS))
    assert all(char.isprintable() for line in lines.heard for char in line)
    assert not set("─│┌┐└┘█▓░▸●○✓✗") & set(lines.text)
