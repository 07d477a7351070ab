"""GE2E in numpy: the same numbers as torch, no torch, and only the weights that were published."""

import hashlib
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.voice.builtin import built_in_engine
from biometric.voice.ge2e import Ge2e, louder, partial_starts, weight_file
from biometric.voice.lstm import last_hidden
from biometric.voice.mel import mel_power
from biometric.voice.speech import without_long_silence
from biometric.voice.torch_file import MAGIC, read_state
from tests.doubles.speech import voices


def test_the_weights_are_those_of_the_design_page() -> None:
    assert hashlib.sha256(weight_file().read_bytes()).hexdigest().startswith("39373b86598fa3da")
    assert built_in_engine().version == "39373b86598fa3da"


def test_the_lstm_gives_what_torch_gives() -> None:
    torch = pytest.importorskip("torch")
    state = torch.load(weight_file(), map_location="cpu", weights_only=True)["model_state"]
    reference = torch.nn.LSTM(40, 256, 3, batch_first=True)
    reference.load_state_dict({k[5:]: v for k, v in state.items() if k.startswith("lstm.")})
    mel = np.random.default_rng(0).gamma(0.5, 0.01, (3, 160, 40)).astype(np.float32)
    with torch.no_grad():
        expected = reference(torch.from_numpy(mel))[1][0][-1].numpy()
    ours = read_state(weight_file().read_bytes(), "model_state")
    found = last_hidden(mel, {k[5:]: v for k, v in ours.items() if k.startswith("lstm.")}, 3)
    cosines = (
        np.sum(found * expected, axis=1) / np.linalg.norm(found, axis=1) / np.linalg.norm(expected, axis=1)
    )
    assert cosines.min() >= 0.9999
    assert np.abs(found - expected).max() < 1e-4


def test_mel_bands_stand_where_slaney_put_them() -> None:
    """A tone of 1 kHz, mel 15 of 45.245: 40 bands are 1.1035 wide, so its band is number 15 / 1.1035 - 1 = 12.6."""
    tone = np.sin(2 * np.pi * 1000 * np.arange(16_000) / 16_000).astype(np.float32)
    power = mel_power(tone, 40)[50]
    assert power.argmax() == 13
    assert power[12] > power[20] * 1e3


def test_an_embedding_is_256_numbers_of_length_1() -> None:
    vector = built_in_engine().embed(voices()[0].say("123456"))
    assert vector.shape == (256,) and vector.dtype == np.float32
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-5
    assert vector.min() >= 0


def test_recordings_together_give_what_they_give_alone() -> None:
    speaker = voices()[0]
    sounds = [speaker.say("1234567890"), speaker.say("12")]
    for alone, together in zip(
        map(built_in_engine().embed, sounds), built_in_engine().embed_all(sounds), strict=True
    ):
        assert float(alone @ together) > 0.99999


def test_the_same_person_is_more_alike_than_another() -> None:
    one, other, *_ = voices()
    first, second = (built_in_engine().embed(one.say(string)) for string in ("385201", "946172"))
    stranger = built_in_engine().embed(other.say("385201"))
    assert first @ second > first @ stranger + 0.1


def test_a_silent_recording_has_no_voice() -> None:
    with pytest.raises(MediaUnreadable):
        built_in_engine().embed(Sound(np.zeros(16_000, np.float32), 16_000))


def test_a_quiet_recording_is_raised_and_a_loud_one_is_left() -> None:
    quiet, loud = np.full(100, 0.001, np.float32), np.full(100, 0.5, np.float32)
    assert 20 * np.log10(louder(quiet)[0]) == pytest.approx(-30, abs=0.01)
    assert np.array_equal(louder(loud), loud)


def test_partials_are_a_second_and_six_tenths_and_cover_the_recording() -> None:
    assert partial_starts(16_000) == [0]
    assert partial_starts(3 * 16_000) == [0, 77, 154]
    assert partial_starts(int(2.5 * 16_000)) == [0, 77]


def test_long_silence_is_cut_and_speech_is_kept() -> None:
    said = voices()[0].say("385")
    gap = np.random.default_rng(0).standard_normal(80_000).astype(np.float32) * 1e-4
    longer = np.concatenate([gap, said.samples, gap])
    assert len(without_long_silence(longer)) < len(said.samples)
    assert len(without_long_silence(longer)) > 0.3 * len(said.samples)


def test_tampered_weights_are_refused(tmp_path: Path) -> None:
    data = bytearray(weight_file().read_bytes())
    data[-1000] ^= 1
    (tmp_path / "pretrained.pt").write_bytes(data)
    with pytest.raises(ModelMissing) as refused:
        Ge2e(tmp_path / "pretrained.pt")
    assert (refused.value.code, refused.value.key) == ("E_MODEL", "voice_model_changed")


def test_missing_weights_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="voice_model_missing"):
        Ge2e(tmp_path / "none.pt")


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.mark.parametrize("place", range(5))
def test_a_weight_file_cannot_run_anything(place: int) -> None:
    pickles: list[object] = [MAGIC, 1001, {}, {"model_state": {}}, []]
    pickles[place] = _Runs()
    with pytest.raises(ValueError):
        read_state(b"".join(pickle.dumps(part) for part in pickles), "model_state")


@pytest.mark.parametrize("keep", [0, 10, 200, 5_000, 1_000_000])
def test_a_cut_weight_file_is_refused(keep: int) -> None:
    with pytest.raises(ValueError):
        read_state(weight_file().read_bytes()[:keep], "model_state")


def test_neither_torch_nor_librosa_nor_resemblyzer_is_imported() -> None:
    code = (
        "import sys, numpy as np\n"
        "from biometric.devices import Sound\n"
        "from biometric.voice.builtin import built_in_engine\n"
        "built_in_engine().embed(Sound(np.random.default_rng(0).normal(0, .1, 32000).astype('f4'), 16000))\n"
        "print([name for name in ('torch', 'librosa', 'resemblyzer', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
