"""A relative helps: the notice is read and agreed to, the document photographed, the face captured, by command."""

from pathlib import Path
from typing import Any

import pytest

from tests.doubles import altered
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place
from tests.shared import shared


@pytest.fixture
def village(line: Line, live: Place) -> Any:
    def ask(*words: object) -> dict[str, Any]:
        return line.ask(*words, home=live.village, secret=live.secret)

    ask("people", "consent", "p-fine", "--face", "--read-by", "练习员")
    return ask


def words(folder: Path, document: str = "df01/img4.jpg", phone: str = "13800000009") -> list[object]:
    card = altered.lighter(shared("faces", *document.split("/")), folder / document.replace("/", "-"))
    face = altered.lighter(shared("faces", "df01", "img1.jpg"), folder / "face.png")
    return ["--helper", "单小红", "--relation", "女", "--phone", phone, "--document", card, "--face", face]


@pytest.mark.requirement("R080")
def test_the_notice_is_read_and_agreed_to_before_a_relative_helps(
    village: Any, line: Line, live: Place, tmp_path: Path
) -> None:
    read = line.plain("people", "notice")
    assert read.code == 0 and read.out.startswith("告知书") and "拍照上传亲属的身份凭证" in read.out
    refused = line.say("people", "help", "p-fine", *words(tmp_path), home=live.village, secret=live.secret)
    assert refused.error == "E_RULE" and "告知书" in refused.object["error"]["message"]
    assert village("people", "helpers")["helpers"] == []


@pytest.mark.requirement("R081", "R012", "R011")
def test_the_persons_document_and_face_are_taken_and_must_be_one_person(village: Any, tmp_path: Path) -> None:
    other = village("people", "help", "p-fine", *words(tmp_path, "df10/img18.jpg"), "--agreed")
    assert other["bound"] is False and other["likeness"] < other["threshold"]
    bound = village("people", "help", "p-fine", *words(tmp_path), "--agreed")
    assert bound["bound"] is True and bound["record_id"]
    (helper,) = village("people", "helpers", "p-fine")["helpers"]
    assert (helper["helper"], helper["relation"], helper["phone"]) == ("单小红", "女", "13800000009")
    rows = village("people", "history", "p-fine")["history"]
    assert ("relative", "bound") in [(row["kind"], row["detail"]) for row in rows]
    village("people", "unhelp", "p-fine", "--helper", "单小红", "--reason", "本人要求解除")
    assert village("people", "helpers", "p-fine")["helpers"] == []


@pytest.mark.requirement("R010")
def test_one_telephone_helps_four_people_and_no_fifth(
    village: Any, line: Line, live: Place, tmp_path: Path
) -> None:
    given = words(tmp_path)
    for key in ("p-fine", "p-soon", "p-month", "p-cut"):
        village("people", "consent", key, "--face", "--read-by", "练习员")
        assert village("people", "help", key, *given, "--agreed")["bound"] is True
    village("people", "consent", "p-new", "--face", "--read-by", "练习员")
    full = line.say("people", "help", "p-new", *given, "--agreed", home=live.village, secret=live.secret)
    assert full.error == "E_RULE" and "13800000009" in full.object["error"]["message"]
