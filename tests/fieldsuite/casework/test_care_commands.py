"""``calibrate``, ``match`` and ``template`` as other programs call them."""

import json
from pathlib import Path

import pytest

from fieldsuite.cli import main
from tests.biometric.people import astronaut_puppet
from tests.doubles import card_photos as cards
from tests.fieldsuite.casework.test_calibrating import a_year_of_trials, enrolled
from tests.grounds import PASSPHRASE, Place


@pytest.fixture
def home(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDSUITE_PASSPHRASE", PASSPHRASE)
    return place.village


class Call:
    def __init__(self, home: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.home, self.capture = home, capture

    def __call__(self, *words: object, status: int = 0) -> dict:
        assert main(["--home", str(self.home), "--json", *map(str, words)]) == status, (
            self.capture.readouterr()
        )
        return json.loads(self.capture.readouterr().out)


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(home, capsys)


def test_a_calibration_is_shown_drawn_set_and_taken_back(place: Place, call: Call, tmp_path: Path) -> None:
    a_year_of_trials(place)
    said = call("calibrate", "show", "face", "--far", "0.05", "-o", tmp_path / "det.png")
    assert said["proposal"]["far"]["high"] <= 0.05
    assert (
        said["proposal"]["frr"]["low"] <= said["proposal"]["frr"]["rate"] <= said["proposal"]["frr"]["high"]
    )
    assert (tmp_path / "det.png").stat().st_size > 1000
    refused = call("calibrate", "set", "face", "--accept", "0.6", "--reason", "更严", status=4)
    assert refused["error"]["code"] == "E_ROLE"
    done = call("calibrate", "set", "face", "--accept", "0.6", "--reason", "更严", "--officer", "复核员")
    assert done["before"]["accept"] == 0.55
    assert call("calibrate", "show", "face", "--far", "0.05")["in_force"]["threshold"] == 0.6
    call("calibrate", "reset", "face", "--reason", "换了摄像头", "--officer", "复核员")
    assert [one["built_in"] for one in call("calibrate", "history")["settings"]] == [True, False]


def test_too_few_trials_answer_no_with_what_is_missing(place: Place, call: Call, home: Path, capsys) -> None:
    with place.officer() as office:
        enrolled(office, ["p-fine", "p-soon"])
    said = call("calibrate", "show", "face", status=1)
    assert said["proposal"] is None
    assert said["missing"] == {"genuine": 60, "people": 20, "impostor": 299}
    assert said["in_force"]["far"]["rule_of_three"] is True
    assert main(["--home", str(home), "calibrate", "show", "face"]) == 1
    assert "按三倍法则" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("calibrate", "show", "finger"), 2, "E_USAGE"),
        (("calibrate", "show", "face", "--far", "2"), 2, "E_USAGE"),
        (("calibrate", "show", "face", "-o", "nowhere/at/all.png"), 2, "E_INPUT"),
        (("template", "withdraw", "p-fine", "--heard-by", "李梅"), 2, "E_USAGE"),
        (("template", "erase", "p-fine", "--face", "--why", "bored", "--reason", "x"), 2, "E_USAGE"),
        (("template", "erase", "p-fine", "--face", "--why", "ended", "--reason", "去世"), 2, "E_NOT_FOUND"),
        (("template", "show", "nobody"), 2, "E_NOT_FOUND"),
        (("face", "capture", "p-fine"), 2, "E_RULE"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(call: Call, words: tuple, status: int, code: str) -> None:
    said = call(*words, status=status)
    assert said["error"]["code"] == code
    assert said["error"]["message"]
    assert said["error"]["hint"]


def test_a_capture_is_kept_listed_compared_and_its_template_withdrawn(
    place: Place, call: Call, tmp_path: Path
) -> None:
    clip = astronaut_puppet().clip(
        ("left", "mouth"), tmp_path / "clip.avi", 12, neutral=1.0, each=1.0, rest=0.4
    )
    call("people", "consent", "p-fine", "--face", "--read-by", "李梅")
    kept = call("face", "capture", "p-fine", "--video", clip, "--actions", "left;mouth")
    assert (kept["kept"], kept["verdict"], kept["source"]) == (True, "no_model", "recording")
    (waits,) = call("match", "list")["waiting"]
    assert (waits["person_id"], waits["template"]) == ("p-fine", False)
    assert [one["verdict"] for one in call("match", "run")["left"]] == ["no_template"]
    call("face", "enrol", "p-fine", "--image", cards.good(tmp_path / "card.jpg"))
    (one,) = call("match", "run")["matched"]
    assert (one["verdict"], one["passed"], one["capture"]) == ("alive_and_same", True, waits["record_id"])
    assert call("match", "list")["waiting"] == []
    (template,) = call("template", "show", "p-fine")["templates"]
    assert [round(score["likeness"], 4) for score in template["scores"]] == [one["likeness"]]
    (gone,) = call("template", "withdraw", "p-fine", "--face", "--heard-by", "李梅")["deleted"]
    assert (gone["modality"], gone["reason"], gone["templates"]) == ("face", "withdrawn", 1)
    assert call("template", "show", "p-fine")["templates"] == []
    assert call("template", "owed")["owed"] == []
    assert call("template", "settle")["deleted"] == []


def test_glasses_stand_beside_and_renewals_are_listed(place: Place, call: Call, tmp_path: Path) -> None:
    call("people", "consent", "p-fine", "--face", "--read-by", "李梅")
    card = cards.good(tmp_path / "card.jpg")
    call("face", "enrol", "p-fine", "--image", card)
    call("face", "enrol", "p-fine", "--image", card, "--glasses")
    shown = call("template", "show", "p-fine")["templates"]
    assert sorted(one["variant"] for one in shown) == ["", "glasses"]
    assert call("template", "renewals")["renewals"] == []
    assert len(call("template", "renewals", "--as-of", "2099-01-01")["renewals"]) == 2
