import json
import tomllib
from pathlib import Path

import pytest

import fieldsuite.words
from fieldsuite.cli import main
from tests.forms.samples import fonts, roster


def run(capsys, tmp_path, *words):
    status = main(["--home", str(tmp_path / "home"), "--json", *words])
    shown = capsys.readouterr()
    return status, json.loads(shown.out)


def filled(tmp_path, data):
    path = tmp_path / "form.json"
    path.write_text(json.dumps(data, ensure_ascii=True), encoding="utf-8")
    return str(path)


def test_id_check_gives_the_keys_of_the_contract(capsys, tmp_path):
    status, result = run(capsys, tmp_path, "id", "check", "450103490301000")
    assert status == 0
    assert result == {
        "ok": True, "valid": True, "kind": "resident15", "normal": "450103194903010004", "birth": "1949-03-01",
        "sex": "女", "problem": None, "warnings": [],
    }  # fmt: skip
    status, result = run(capsys, tmp_path, "id", "check", "450103194503010003")
    assert (status, result["ok"], result["valid"], result["problem"]) == (1, True, False, "CHECK")


def test_id_check_knows_the_day_it_is_asked_for(capsys, tmp_path):
    number = "450103202701010015"
    assert (
        run(capsys, tmp_path, "id", "check", number, "--as-of", "2026-11-21")[1]["problem"] == "BIRTH_RANGE"
    )
    assert (
        run(capsys, tmp_path, "id", "check", number, "--as-of", "2027-01-01")[1]["problem"] != "BIRTH_RANGE"
    )


def test_form_check_names_field_and_message_in_the_language_asked_for(capsys, tmp_path):
    data = roster(2)
    data["rows"][1]["id_no"] = "1"
    status, result = run(capsys, tmp_path, "form", "check", "roster", filled(tmp_path, data))
    assert (status, result["valid"]) == (1, False)
    assert result["errors"] == [{"field": "rows[1].id_no", "message": "请输入正确的身份证号"}]
    _, result = run(capsys, tmp_path, "--lang", "en", "form", "check", "roster", filled(tmp_path, data))
    assert result["errors"] == [{"field": "rows[1].id_no", "message": "That is not a right identity number"}]
    assert run(capsys, tmp_path, "form", "check", "roster", filled(tmp_path, roster(2)))[0] == 0


def test_people_read_the_row_counted_from_one_and_the_label(capsys, tmp_path):
    data = roster(2)
    data["rows"][1]["id_no"] = "1"
    main(["--home", str(tmp_path), "form", "check", "roster", filled(tmp_path, data)])
    assert "第2行 身份证号码: 请输入正确的身份证号" in capsys.readouterr().out


def test_form_print_writes_the_pages_it_says(capsys, tmp_path):
    fonts()
    out = tmp_path / "out.pdf"
    status, result = run(
        capsys, tmp_path, "form", "print", "roster", filled(tmp_path, roster(30)), "-o", str(out)
    )
    assert (status, result["pages"], result["path"], result["unprintable"]) == (0, 3, str(out), [])
    assert out.read_bytes().startswith(b"%PDF")


def test_form_print_names_what_cannot_be_printed_and_writes_nothing(capsys, tmp_path):
    fonts()
    out, data = tmp_path / "out.pdf", roster(1)
    data["rows"][0]["name"] = "王\U0010fffd"
    status, result = run(capsys, tmp_path, "form", "print", "roster", filled(tmp_path, data), "-o", str(out))
    assert (status, result["ok"], result["error"]["code"]) == (2, False, "E_UNPRINTABLE")
    assert result["unprintable"] == ["\U0010fffd"]
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "E_INPUT"),
        ("[]", "E_INPUT"),
        ('{"rows": 1}', "E_INPUT"),
        ('{"a": 1, "a": 2}', "E_INPUT"),
        ("[" * 99999, "E_INPUT"),
    ],
)
def test_damaged_files_are_bad_input(capsys, tmp_path, content, code):
    path = tmp_path / "bad.json"
    path.write_text(content)
    status, result = run(
        capsys, tmp_path, "form", "print", "roster", str(path), "-o", str(tmp_path / "x.pdf")
    )
    assert (status, result["ok"], result["error"]["code"]) == (2, False, code)


def test_an_unknown_form_and_an_absent_file_are_said_to_be_so(capsys, tmp_path):
    assert run(capsys, tmp_path, "form", "check", "nothing", "x.json")[1]["error"]["code"] == "E_USAGE"
    assert run(capsys, tmp_path, "form", "check", "roster", str(tmp_path / "no.json"))[0] == 2
    target = str(tmp_path / "no" / "out.pdf")
    status, result = run(capsys, tmp_path, "form", "print", "roster", filled(tmp_path, {}), "-o", target)
    assert status == 2 and target in result["error"]["message"]


def test_every_key_that_the_forms_raise_has_its_sentence_in_both_languages():
    words = tomllib.loads(Path(fieldsuite.words.__file__).with_name("forms.toml").read_text(encoding="utf-8"))
    forms = Path(__file__).parents[2] / "forms"
    source = "".join(path.read_text(encoding="utf-8") for path in forms.rglob("*.py"))
    raised = {part.split('"')[1] for part in source.split("FormsError(")[1:] if part.startswith('"')} | {
        "unprintable"
    }
    assert raised <= set(words)
    assert all({"zh", "en"} <= set(entry) for entry in words.values())
    assert all({"hint_zh", "hint_en"} <= set(words[key]) for key in raised)
