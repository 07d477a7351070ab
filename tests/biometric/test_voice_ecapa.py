"""ECAPA from a pack on this machine: SpeechBrain's own loading, the network off, nothing but a speaker encoder."""

import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.voice import torchaudio_stand_in
from biometric.voice.ecapa import Ecapa
from tests.doubles.model_packs import HYPERPARAMETERS, ecapa_weights

# Asked without importing it: torch takes seconds, and every test process reads this file.
missing = [name for name in ("torch", "hyperpyyaml") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack as SpeechBrain publishes them, made with its own classes and random weights."""
    return ecapa_weights(tmp_path_factory.mktemp("语音包"))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("the network is off")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def noise(seed: int, seconds: float = 3.0) -> Sound:
    return Sound(
        (0.1 * np.random.default_rng(seed).standard_normal(int(16_000 * seconds))).astype(np.float32), 16_000
    )


@pytest.mark.usefixtures("no_network")
def test_a_pack_opens_and_embeds_with_the_network_off(pack: Path) -> None:
    engine = Ecapa(pack, version="0123456789abcdef", accept=0.4, review=0.3)
    vector = engine.embed(noise(0))
    assert vector.shape == (24,) and vector.dtype == np.float32
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-5
    assert np.array_equal(engine.embed_all([noise(0), noise(1)])[0], vector)
    assert engine.name == "ecapa" and len(engine.version) == 16 and engine.accept == 0.4
    with pytest.raises(MediaUnreadable):
        engine.embed(Sound(np.zeros(16_000, np.float32), 16_000))


def copied(pack: Path, to: Path) -> Path:
    for file in pack.iterdir():
        (to / file.name).write_bytes(file.read_bytes())
    return to


@pytest.mark.parametrize("line", [
    "evil: !apply:os.system ['true']", "evil: !new:subprocess.Popen ['true']", "evil: !name:builtins.eval",
    "evil: !!python/object/apply:os.system ['true']", "evil: !<tag:yaml.org,2002:python/name:os.system> ''",
    "evil: !include:other.yaml",
])  # fmt: skip
def test_attack_a_pack_that_would_run_something_else_is_refused(
    pack: Path, tmp_path: Path, line: str
) -> None:
    folder = copied(pack, tmp_path)
    (folder / "hyperparams.yaml").write_text(HYPERPARAMETERS + line + "\n", encoding="utf-8")
    with pytest.raises(ModelMissing, match="voice_pack_unusable"):
        Ecapa(folder, version="0123456789abcdef", accept=0.4, review=0.3)


@pytest.mark.parametrize("file", ["hyperparams.yaml", "embedding_model.ckpt", "classifier.ckpt"])
@pytest.mark.usefixtures("no_network")
def test_a_pack_with_a_missing_or_damaged_file_is_a_sentence(pack: Path, tmp_path: Path, file: str) -> None:
    folder = copied(pack, tmp_path)
    (folder / file).write_bytes(b"damaged: [")
    with pytest.raises(ModelMissing) as damaged:
        Ecapa(folder, version="0123456789abcdef", accept=0.4, review=0.3)
    assert damaged.value.code == "E_MODEL"
    (folder / file).unlink()
    with pytest.raises(ModelMissing, match="voice_pack_unusable"):
        Ecapa(folder, version="0123456789abcdef", accept=0.4, review=0.3)


def test_the_real_torchaudio_is_used_where_it_imports(tmp_path: Path) -> None:
    (tmp_path / "torchaudio").mkdir()
    (tmp_path / "torchaudio" / "__init__.py").write_text("__version__ = '9.9.9'\n")
    assert stand_in_or_real(tmp_path) == "True 9.9.9"


def test_a_stand_in_takes_the_name_of_a_torchaudio_that_cannot_load(tmp_path: Path) -> None:
    (tmp_path / "torchaudio").mkdir()
    (tmp_path / "torchaudio" / "__init__.py").write_text("raise OSError('libcudart.so.13')\n")
    assert stand_in_or_real(tmp_path).startswith("False ")


def stand_in_or_real(first_on_path: Path) -> str:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from biometric.voice import torchaudio_stand_in\n"
        "real = torchaudio_stand_in.ready(); import torchaudio; print(real, torchaudio.__version__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(first_on_path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_nothing_is_left_that_breaks_tools_which_look_at_every_module(pack: Path) -> None:
    Ecapa(pack, version="0123456789abcdef", accept=0.4, review=0.3)
    assert all(hasattr(module, "__name__") for module in list(sys.modules.values()))


def test_the_stand_in_resamples_as_scipy_does(pack: Path) -> None:
    import torch
    from scipy.signal import resample_poly

    wave = torch.from_numpy(noise(3).samples)[None]
    module = torchaudio_stand_in._resample_class()(orig_freq=16_000, new_freq=8_000)
    assert np.allclose(module(wave).numpy(), resample_poly(wave.numpy(), 1, 2, axis=-1), atol=1e-6)


@pytest.mark.parametrize("file", ["embedding_model.ckpt", "classifier.ckpt", "mean_var_norm_emb.ckpt"])
def test_attack_a_checkpoint_that_would_run_something_is_refused(
    pack: Path, tmp_path: Path, file: str
) -> None:
    import torch

    class Evil:
        def __reduce__(self) -> object:
            return Path.touch, (tmp_path / "ran",)

    folder = tmp_path / "pack"
    folder.mkdir()
    copied(pack, folder)
    torch.save({"weight": Evil()}, folder / file)
    with pytest.raises(ModelMissing, match="voice_pack_unusable"):
        Ecapa(folder, version="0123456789abcdef", accept=0.4, review=0.3)
    assert not (tmp_path / "ran").exists()


def test_attack_a_program_beside_the_weights_is_not_imported(pack: Path, tmp_path: Path) -> None:
    """SpeechBrain looks for custom.py beside the hyperparameters; no pack can hold one, and none is run."""
    folder = tmp_path / "pack"
    folder.mkdir()
    copied(pack, folder)
    (folder / "custom.py").write_text(f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n")
    before = list(sys.path)
    Ecapa(folder, version="0123456789abcdef", accept=0.4, review=0.3)
    assert not (tmp_path / "ran").exists()
    sys.path[:] = before
