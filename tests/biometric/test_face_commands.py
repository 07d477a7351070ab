"""``face compare``, ``bench face`` and ``bench liveness`` as scripts use them."""

import csv
import json

import numpy as np
import pytest

from biometric.pictures import as_jpeg
from fieldsuite.cli import main
from tests.biometric.people import FPS, astronaut_puppet, photographs, portrait
from tests.doubles import puppet_attacks as attacks
from tests.doubles.puppet import write_clip

SOON = {"fps": FPS, "neutral": 0.8, "each": 1.0, "rest": 0.4}


@pytest.fixture
def say(capsys, tmp_path):
    def run(*words):
        status = main(["--json", "--home", str(tmp_path / "home"), *map(str, words)])
        return status, json.loads(capsys.readouterr().out)

    return run


def written(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([columns, *rows])
    return path


def test_two_photographs_of_one_person(say):
    a, b = photographs("fr_biden")[:2]
    status, answer = say("face", "compare", a, b)
    assert (status, answer["ok"], answer["same"]) == (0, True, True)
    assert answer["likeness"] >= answer["threshold"] == 0.48
    assert answer["engine"] == "dlib"
    assert answer["quality_a"]["measures"]["sharpness"] > 0


def test_two_people_are_answered_no(say):
    status, answer = say("face", "compare", photographs("fr_biden")[0], photographs("fr_alex")[0])
    assert (status, answer["ok"], answer["same"]) == (1, True, False)


def test_bad_photographs_are_named_and_nothing_breaks(say, tmp_path):
    good, wall, text = tmp_path / "good.jpg", tmp_path / "墙.jpg", tmp_path / "text.jpg"
    good.write_bytes(as_jpeg(portrait()))
    wall.write_bytes(as_jpeg(np.full((300, 300, 3), 200, np.uint8)))
    text.write_text("no picture")
    for bad, code in ((wall, "E_MEDIA"), (text, "E_MEDIA"), (tmp_path / "nowhere.jpg", "E_INPUT")):
        status, answer = say("face", "compare", good, bad)
        assert (status, answer["ok"], answer["error"]["code"]) == (2, False, code)
        assert bad.name in answer["error"]["message"]


def test_a_list_of_pairs_is_scored(say, tmp_path):
    mine, other = photographs("fr_biden")[:2], photographs("fr_kit")[:2]
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(as_jpeg(np.full((300, 300, 3), 200, np.uint8)))
    rows = [(mine[0], mine[1], 1), (other[0], other[1], 1), (mine[0], other[0], 0), (mine[1], "wall.jpg", 0)]
    status, answer = say("bench", "face", written(tmp_path / "trials.csv", ("a", "b", "same"), rows))
    assert status == 0
    assert answer["eer"] == 0
    assert answer["tar_at_far"] == {"1e-2": 1.0, "1e-3": 1.0}
    assert answer["failed_to_acquire"] == 1
    assert answer["ms_per_image"] > 0
    assert answer["pairs"] == 4
    assert answer["same_pairs"] == 2


def test_a_list_of_clips_is_watched(say, tmp_path):
    puppet = astronaut_puppet()
    puppet.clip(("left", "blink"), tmp_path / "live.avi", **SOON)
    write_clip(attacks.flat_photo_swung(puppet, ("left", "blink"), **SOON), tmp_path / "flat.avi", FPS)
    (tmp_path / "still.mp4").write_bytes(as_jpeg(portrait()))
    rows = [("live.avi", "left;blink", 1), ("flat.avi", "left;blink", 0), ("still.mp4", "left;blink", 0)]
    status, answer = say(
        "bench", "liveness", written(tmp_path / "trials.csv", ("clip", "actions", "live"), rows)
    )
    assert status == 0
    assert (answer["accepted_live"], answer["rejected_live"]) == (1, 0)
    assert (answer["accepted_attack"], answer["rejected_attack"]) == (0, 2)
    assert answer["accepted_attack_95"] == [0.0, 0.6576], "Wilson: none of two says little"
    assert answer["fps"] > 0


@pytest.mark.parametrize("content", ["", "a,b\nx,y\n", "a,b,same\nx.jpg,y.jpg,perhaps\n", "\x00\xff"])
def test_a_list_that_is_none_is_bad_input(say, tmp_path, content):
    path = tmp_path / "trials.csv"
    path.write_text(content, encoding="latin-1")
    status, answer = say("bench", "face", path)
    assert status == 2
    assert answer["error"]["code"] in ("E_MEDIA", "E_INPUT")
