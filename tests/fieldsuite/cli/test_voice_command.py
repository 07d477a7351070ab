"""``voice compare`` and ``bench voice``, as a script runs them."""

import json
from pathlib import Path

import pytest

from biometric.sound_file import wav_bytes
from fieldsuite.cli import main
from tests.doubles.speech import voices

STRINGS = ("385201", "946172")


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Three recordings of each of two people."""
    folder = tmp_path_factory.mktemp("sounds")
    found: dict[str, list[str]] = {}
    for voice in voices(seed=90)[:2]:
        for number, string in enumerate((*STRINGS, "508364")):
            path = folder / f"{voice.name}{number}.wav"
            path.write_bytes(wav_bytes(voice.say(string)))
            found.setdefault(voice.name, []).append(str(path))
    return found


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    status = main(["--json", *words])
    return status, json.loads(capsys.readouterr().out)


def test_the_same_voice_is_exit_0_and_another_exit_1(
    recordings: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = recordings.values()
    known = ["--enrol", one[0], "--enrol", one[1]]
    status, answer = run(["voice", "compare", *known, "--probe", one[2]], capsys)
    assert (status, answer["ok"], answer["same"], answer["engine"]) == (0, True, True, "ge2e")
    assert answer["threshold"] == 0.78
    status, answer = run(["voice", "compare", *known, "--probe", other[2]], capsys)
    assert (status, answer["ok"], answer["same"]) == (1, True, False)


@pytest.mark.parametrize(("content", "code"), [("I am text", "E_MEDIA"), ("", "E_MEDIA"), (None, "E_INPUT")])
def test_what_is_no_recording_is_a_sentence_and_exit_2(
    recordings: dict[str, list[str]],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    content: str | None,
    code: str,
) -> None:
    path = tmp_path / "notes.wav"
    if content is not None:
        path.write_text(content)
    known = next(iter(recordings.values()))[0]
    status, answer = run(["voice", "compare", "--enrol", known, "--probe", str(path)], capsys)
    assert status == 2 and answer["ok"] is False
    error = answer["error"]
    assert isinstance(error, dict) and error["code"] == code and error["message"] and error["hint"]


def trials(folder: Path, rows: list[tuple[str, str, str]]) -> str:
    path = folder / "trials.csv"
    path.write_text("\n".join(["enrol,probe,same", *(",".join(row) for row in rows)]), encoding="utf-8-sig")
    return str(path)


def test_a_bench_counts_errors_and_what_could_not_be_read(
    recordings: dict[str, list[str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    one, other = recordings.values()
    rows = [
        (";".join(one[:2]), one[2], "1"),
        (";".join(one[:2]), other[2], "0"),
        (";".join(other[:2]), other[2], "1"),
        (";".join(other[:2]), one[2], "0"),
        (";".join(other[:2]), "broken.wav", "1"),
    ]
    status, answer = run(["bench", "voice", trials(tmp_path, rows)], capsys)
    assert status == 0
    assert (answer["pairs"], answer["same_pairs"], answer["failed_to_acquire"]) == (5, 2, 1)
    assert answer["eer"] == 0.0 and answer["tar_at_far"] == {"1e-2": 1.0, "1e-3": 1.0}
    assert isinstance(answer["threshold"], float) and 0 < answer["threshold"] < 1
    assert isinstance(answer["ms_per_image"], float)


@pytest.mark.parametrize("rows", [[("a.wav", "b.wav", "2")], [("", "b.wav", "1")], [("a.wav", "", "1")]])
def test_a_list_that_is_none_is_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    status, answer = run(["bench", "voice", trials(tmp_path, rows)], capsys)
    assert status == 2 and answer["ok"] is False


def test_trials_of_one_kind_only_are_exit_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, answer = run(["bench", "voice", trials(tmp_path, [("a.wav", "b.wav", "1")])], capsys)
    assert status == 2 and answer["ok"] is False
