"""Whole jobs line by line, through the casework that the screens call."""

import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from fieldsuite.plain.session import Session
from tests.doubles import card_photos as cards
from tests.doubles.cameras import RefusingCamera
from tests.doubles.plain_lines import Answering
from tests.fieldsuite.screens.driving import MORNING, PASSPHRASE


def day(root: Path, *answers: str, lang: Any = "zh", **named: Any) -> Answering:
    lines = Answering(*answers)
    assert Session(root, lang, lines, now=lambda: MORNING, **named).run() == 0
    assert not lines.answers, f"never asked for {lines.answers}; heard:\n{lines.text}"
    return lines


def test_the_numbers_of_the_day_are_read_out_after_the_passphrase(root: Path) -> None:
    heard = day(root / "village", "#李秀英", "falsch-falsch", PASSPHRASE, "0", ".").text
    assert "出错：口令不对。" in heard
    assert "本月到期：" in heard and "今天还没有记录。" in heard and "已锁定。" in heard
    assert PASSPHRASE not in heard


def test_one_certification_from_the_door_to_the_decision_and_back(root: Path, tmp_path: Path) -> None:
    """A visit, its review, the stick, the desk's decision, and its answer: nobody saw a screen."""
    photo = cards.good(tmp_path / "door.jpg")
    stick = root / "stick"
    stick.mkdir(exist_ok=True)
    village = root / "village"
    heard = day(
        village, "#李秀英", PASSPHRASE, "#今天去谁家", "1", "#上门核实", "#卧床全陪护", "", "", "", "", "", str(photo),
        "#对", "0", "0", "#打包写U盘", str(stick), "0", ".",
    ).text  # fmt: skip
    assert "→ 下次 2027-11-21 前" in heard and "可以拔出。" in heard
    heard = day(
        root / "province", "1", PASSPHRASE, "#导入U盘上的包", str(stick), "#看待办记录", "1", "#采纳", "#对",
        "#发送回执", "#练习村", str(stick), "#对", "0", ".",
    ).text  # fmt: skip
    assert "已导入" in heard and "已办理 1 条。" in heard and "可以拔出。" in heard
    heard = day(village, "#李秀英", PASSPHRASE, "#读U盘", str(stick), "0", ".").text
    assert "采纳 1" in heard


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("#今天去谁家", "#人工核实", "#居民身份证", "#没有摄像头", "#对", "#复核", "您不能复核自己")),
        (
            "en",
            ("#To visit", "#Human check", "#ID card", "#no camera", "#yes, go on", "#Review", "You cannot"),
        ),
    ],
)
def test_a_human_check_waits_for_somebody_else_in_both_languages(
    root: Path, tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:
    visits, check, card, why, right, review, own = words
    photo = cards.good(tmp_path / "seen.jpg")
    lines = day(
        root / "village", "#李秀英", PASSPHRASE, visits, "1", check, card, why, "", "", str(photo), right, "0", "0",
        review, "1", ".", "0", ".", lang=lang,
    )  # fmt: skip
    assert own in lines.text


def test_without_a_camera_the_sentence_is_told_and_the_menu_comes_back(root: Path) -> None:
    heard = day(
        root / "village", "#李秀英", PASSPHRASE, "#找人", "a", "1", "#人脸建模", "1", "2", "", "", "", "#对", "1", "0",
        "0", "0", ".", open_camera=lambda _source: RefusingCamera("no_camera"),
    ).text  # fmt: skip
    assert "出错：没有找到摄像头。" in heard and "已返回，没有办理。" in heard


def test_what_was_not_possible_is_written_to_the_family_and_nothing_before(
    root: Path, tmp_path: Path
) -> None:
    clip, note = tmp_path / "clip.avi", tmp_path / "note.pdf"
    clip.touch()
    heard = day(
        root / "village", "#李秀英", PASSPHRASE, "#今天去谁家", "1", "#家属告知单", str(note),
        "#人脸认证", "#文件", str(clip), "眨眼;向左转头", ".", "#家属告知单", str(note), "0", "0", "0", ".",
    ).text  # fmt: skip
    assert "出错：今天没有没办成的认证，不用写告知单。" in heard and "结果：未建模" in heard
    said = "".join(PdfReader(note).pages[0].extract_text().split())
    assert (
        "今天没有办成，请换一种方式" in said
        and "可以现在建模，也可以人工核实" in said
        and "认证不收费" in said
    )


def test_who_answers_too_late_must_say_who_they_are(root: Path) -> None:
    clock = iter([*[float(at) for at in range(6)], 6.0, 10_000.0, *[10_001.0] * 9])
    heard = day(root / "village", "#李秀英", PASSPHRASE, "#今天的数字", ".", ticks=lambda: next(clock)).text
    assert "已锁定" in heard


def test_the_plain_mode_loads_neither_textual_nor_a_model(root: Path) -> None:
    import subprocess

    code = (
        "import sys; sys.argv=['fieldsuite','--home',sys.argv[1],'--plain']\n"
        "from fieldsuite.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('textual','torch','dlib','cv2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], input="", capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
    assert "输入结束，已退出。" in done.stdout


@pytest.mark.parametrize(
    ("lang", "chart", "said"),
    [
        ("zh", "#各村进度", ("三村：已认证", "马上打电话给省里", "这里用数字选同样的事")),
        (
            "en",
            "#Progress by village",
            ("certified ", "Call the province at once", "chosen by its number"),
        ),
    ],
)
def test_charts_are_read_as_sentences_and_the_manual_page_by_page(
    root: Path, lang: Any, chart: str, said: tuple[str, ...]
) -> None:
    title, manual = ("#图表", "#FieldSuite 使用手册") if lang == "zh" else ("#Charts", "#FieldSuite manual")
    answers = (
        title,
        chart,
        "0",
        manual,
        "dndl" if lang == "zh" else "laptop is lost",
        "1",
        "",
        "0",
        "0",
        ".",
    )
    heard = day(root / "village", "1", PASSPHRASE, *answers, lang=lang).text
    assert all(words in heard for words in said), heard
