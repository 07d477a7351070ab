"""``models`` on the command line: the desk builds, the office installs, uses, verifies, removes."""

from pathlib import Path

import pytest

from tests.doubles.faces import somebody
from tests.doubles.model_packs import FACE_THRESHOLDS, face_weights
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

THRESHOLDS = [word for name, value in FACE_THRESHOLDS.items() for word in ("--threshold", f"{name}={value}")]


def build(line: Line, live: Place, *more: object) -> dict[str, object]:
    weights, out = face_weights(live.root / "weights"), live.root / "tiny.fspack"
    return line.ask(
        "models", "build", "onnx-face", weights, "-o", out, "--name", "tiny", "--licence", "Apache-2.0",
        "--source", "made here", *THRESHOLDS, *more, home=live.province, secret=live.secret,
    )  # fmt: skip


def test_a_pack_goes_from_the_desk_to_the_office_and_away_again(line: Line, live: Place) -> None:
    made = build(line, live, "--set", "channels=bgr")
    assert made["engine"] == "onnx-face" and made["files"] == ["face.onnx"]
    office = {"home": live.village, "secret": live.secret}
    looked = line.ask("models", "verify", made["path"], **office)  # type: ignore[arg-type]
    assert looked["digest"] == made["digest"] and looked["thresholds"]["accept"] == 0.8
    installed = line.ask("models", "install", made["path"], "--use", **office)  # type: ignore[arg-type]
    assert (installed["name"], installed["version"], installed["active"]) == ("tiny", made["version"], True)
    rows = line.ask("models", "list", **office)["models"]  # type: ignore[arg-type]
    assert [(row["name"], row["engine"], row["active"]) for row in rows] == [
        (None, "dlib", False), (None, "ge2e", True), ("tiny", "onnx-face", True),
    ]  # fmt: skip
    assert line.ask("models", "again", **office)["people"] == []  # type: ignore[arg-type]
    assert line.ask("models", "verify", "tiny", **office)["signer"]  # type: ignore[arg-type]
    assert line.say("models", "remove", "tiny", **office).error == "E_RULE"  # type: ignore[arg-type]
    assert line.ask("models", "use", "--built-in", "face", **office)["name"] is None  # type: ignore[arg-type]
    assert line.ask("models", "remove", "tiny", **office)["removed"] == installed["folder"]  # type: ignore[arg-type]
    assert line.say("models", "verify", "tiny", **office).error == "E_NOT_FOUND"  # type: ignore[arg-type]


def test_people_read_lines(line: Line, live: Place) -> None:
    made = build(line, live)

    def said(*words: object) -> str:
        answer = line.plain("--home", live.village, "models", *words, "--passphrase-file", live.secret)
        assert answer.code == 0, answer
        return answer.out

    said("install", made["path"])
    assert "tiny" in said("list") and "内置" in said("list")
    assert "0 人" in said("use", "tiny")
    (live.village / "models" / "torn").mkdir()
    assert "torn 不是模型包" in said("list")


@pytest.mark.parametrize(("words", "code"), [
    (("models", "use"), "E_USAGE"), (("models", "use", "x", "--built-in", "face"), "E_USAGE"),
    (("models", "use", "nobody"), "E_NOT_FOUND"), (("models", "remove", "nobody"), "E_NOT_FOUND"),
    (("models", "install", "/nowhere/x.fspack"), "E_INPUT"),
])  # fmt: skip
def test_a_slip_is_told_in_words(line: Line, live: Place, words: tuple[str, ...], code: str) -> None:
    assert line.say(*words, home=live.village, secret=live.secret).error == code


@pytest.mark.parametrize("more", [
    ("--threshold", "accept"), ("--threshold", "accept=2"), ("--threshold", "accept=high"), ("--set", "side"),
])  # fmt: skip
def test_a_slip_at_the_desk_is_told_in_words(line: Line, live: Place, more: tuple[str, ...]) -> None:
    words = (
        "models",
        "build",
        "minifasnet",
        live.root,
        "-o",
        live.root / "x",
        "--licence",
        "MIT",
        "--source",
        "s",
    )
    assert line.say(*words, *more, home=live.province, secret=live.secret).error == "E_USAGE"


def test_weights_that_are_not_there_and_offices_that_may_not(line: Line, live: Place) -> None:
    def said(where: Path, home: Path) -> str:
        words = (
            "models",
            "build",
            "sface",
            where,
            "-o",
            live.root / "x",
            "--licence",
            "MIT",
            "--source",
            "s",
        )
        return line.say(*words, home=home, secret=live.secret).error

    assert said(live.root / "nowhere", live.province) == "E_INPUT"
    assert said(live.root, live.province) == "E_SCHEMA"  # YuNet and SFace are not in it
    assert said(live.root, live.village) == "E_INPUT"  # not the province
    assert not (live.root / "x").exists()


def test_attack_a_pack_with_one_byte_changed_exits_with_4(line: Line, live: Place) -> None:
    path = Path(str(build(line, live)["path"]))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    for verb in ("install", "verify"):
        assert line.say("models", verb, path, home=live.village, secret=live.secret).code == 4


def test_a_pack_can_be_measured_before_it_is_used(line: Line, live: Place) -> None:
    made, photos = build(line, live), somebody(live.root).photographs
    office = {"home": live.village, "secret": live.secret}
    line.ask("models", "install", made["path"], **office)  # type: ignore[arg-type]
    same = line.ask("face", "compare", photos[0], photos[0], "--model", "tiny", **office)  # type: ignore[arg-type]
    assert (same["engine"], same["version"], same["threshold"]) == ("onnx-face", made["version"], 0.75)
    assert same["likeness"] > 0.99
    trials = live.root / "trials.csv"
    trials.write_text(f"a,b,same\n{photos[0]},{photos[0]},1\n{photos[0]},{photos[1]},0\n", encoding="utf-8")
    assert line.ask("bench", "face", trials, "--model", "tiny", **office)["pairs"] == 2  # type: ignore[arg-type]
    assert (
        line.say("face", "compare", photos[0], photos[0], "--model", "none", **office).error == "E_NOT_FOUND"
    )  # type: ignore[arg-type]
