"""The passive check: our layers compute what torch's do, and the published weights tell faces from recaptures."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.errors import ModelMissing
from biometric.face.dlib_engine import DlibEngine
from biometric.packs.layers import convolved, convolved_apart, leaky, mixed, softmax
from biometric.packs.load import passive_check
from biometric.packs.minifasnet import MiniFasNet
from biometric.packs.pack import Pack
from biometric.packs.passive import Passive
from biometric.packs.recapture import cut_out
from biometric.photographs import find_faces
from biometric.pictures import read_image
from biometric.voice.torch_file import read_state
from tests.doubles.model_packs import pack_of, passive_weights
from tests.shared import shared


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(passive_weights(tmp_path_factory.mktemp("weights")), "minifasnet")


@given(seed=st.integers(0, 10**6), stride=st.sampled_from([1, 2]), side=st.integers(4, 11))
def test_our_layers_compute_what_torch_computes(seed: int, stride: int, side: int) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(seed)
    picture = rng.standard_normal((4, side, side)).astype(np.float32)
    weight, apart = (rng.standard_normal(shape).astype(np.float32) for shape in ((5, 4, 3, 3), (4, 1, 3, 3)))
    bias, slope = rng.standard_normal(5).astype(np.float32), rng.standard_normal(4).astype(np.float32)
    given_ = torch.from_numpy(picture)[None]
    conv = torch.nn.functional.conv2d
    full = conv(given_, torch.from_numpy(weight), torch.from_numpy(bias), stride, 1)[0].numpy()
    assert np.allclose(convolved(picture, weight, bias, stride), full, atol=1e-4)
    each = conv(given_, torch.from_numpy(apart), torch.from_numpy(bias[:4]), stride, 1, groups=4)[0].numpy()
    assert np.allclose(convolved_apart(picture, apart[:, 0], bias[:4], stride), each, atol=1e-4)
    point = conv(given_, torch.from_numpy(weight[:, :, :1, :1].copy()), torch.from_numpy(bias))[0].numpy()
    assert np.allclose(mixed(picture, weight[:, :, 0, 0], bias), point, atol=1e-4)
    prelu = torch.nn.functional.prelu(given_, torch.from_numpy(slope))[0].numpy()
    assert np.allclose(leaky(picture, slope), prelu, atol=1e-6)


@pytest.mark.parametrize("name", ["2.7_80x80_MiniFASNetV2.pth", "4_0_0_80x80_MiniFASNetV1SE.pth"])
def test_the_whole_network_computes_what_torch_computes(name: str) -> None:
    torch = pytest.importorskip("torch")
    path = shared("models", "minifasnet", name)
    picture = np.random.default_rng(0).integers(0, 256, (80, 80, 3)).astype(np.uint8)
    assert np.allclose(
        MiniFasNet(read_state(path.read_bytes(), None)).classes(picture),
        by_torch(torch, path, picture),
        atol=1e-4,
    )


def by_torch(torch: object, path: Path, picture: object) -> object:
    """The network written a second time, from its published description, with torch's own layers."""
    import torch as t
    from torch.nn import functional as f

    state = {
        key.removeprefix("module."): value
        for key, value in t.load(path, map_location="cpu", weights_only=True).items()
    }

    def norm(name: str, x: t.Tensor) -> t.Tensor:
        parts = (state[f"{name}.{part}"] for part in ("running_mean", "running_var", "weight", "bias"))
        return f.batch_norm(x, *parts, False)

    def conv(name: str, x: t.Tensor, stride: int = 1, pad: int = 0, *, bend: bool = True) -> t.Tensor:
        weight = state[f"{name}.conv.weight"]
        groups = weight.shape[0] if weight.shape[1] == 1 and weight.shape[2] > 1 else 1
        x = norm(f"{name}.bn", f.conv2d(x, weight, None, stride, pad, 1, groups))
        return f.prelu(x, state[f"{name}.prelu.weight"]) if bend else x

    def block(name: str, x: t.Tensor, stride: int) -> t.Tensor:
        x = conv(f"{name}.project", conv(f"{name}.conv_dw", conv(f"{name}.conv", x), stride, 1), bend=False)
        if f"{name}.se_module.fc1.weight" not in state:
            return x
        mean = x.mean((2, 3), keepdim=True)
        narrow = f.relu(norm(f"{name}.se_module.bn1", f.conv2d(mean, state[f"{name}.se_module.fc1.weight"])))
        return x * t.sigmoid(
            norm(f"{name}.se_module.bn2", f.conv2d(narrow, state[f"{name}.se_module.fc2.weight"]))
        )

    with t.no_grad():
        x = t.from_numpy(np.asarray(picture, np.float32).transpose(2, 0, 1)[None].copy())
        x = conv("conv2_dw", conv("conv1", x, 2, 1), 1, 1)
        for into, stage, blocks in (
            ("conv_23", "conv_3", 4),
            ("conv_34", "conv_4", 6),
            ("conv_45", "conv_5", 2),
        ):
            x = block(into, x, 2)
            for number in range(blocks):
                x = x + block(f"{stage}.model.{number}", x, 1)
        x = conv("conv_6_dw", conv("conv_6_sep", x), bend=False).flatten(1)
        x = f.linear(norm("bn", f.linear(x, state["linear.weight"])), state["prob.weight"])
        return f.softmax(x, 1)[0].numpy()


def score_of(pack: Pack, *path: str) -> float:
    image, engine = read_image(shared(*path)), DlibEngine()
    return passive_check(pack).score(image, engine.landmarks(image, find_faces(image, engine)[0]))


def test_the_published_samples_are_told_apart(pack: Pack) -> None:
    live, one, other = (
        score_of(pack, "spoof", name) for name in ("live_T1.jpg", "fake_F1.jpg", "fake_F2.jpg")
    )
    assert live > 0.95 and one < 0.4 and other < 0.1


def test_weights_of_something_else_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "2.7_80x80_MiniFASNetV2.pth").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelMissing, match="pack_unusable"):
        passive_check(pack_of(tmp_path, "minifasnet"))


def test_attack_a_weight_file_that_would_run_something_is_refused() -> None:
    import pickle

    class Evil:
        def __reduce__(self) -> object:
            return print, ("run",)

    head = [pickle.dumps(value, 2) for value in (0x1950A86A20F9469CFC6C, 1001, {}, {"a": Evil()}, [])]
    with pytest.raises(ValueError, match="not a weight file"):
        read_state(b"".join(head), None)


@given(
    left=st.integers(-20, 80), top=st.integers(-20, 60), size=st.integers(2, 90), wide=st.sampled_from([2.7, 4.0]),
    seed=st.integers(0, 99),
)  # fmt: skip
def test_a_face_at_the_edge_is_still_cut_out(left: int, top: int, size: int, wide: float, seed: int) -> None:
    image = np.zeros((90, 120, 3), np.uint8)
    points = np.random.default_rng(seed).uniform(0, size, (68, 2)).astype(np.float32) + np.float32(
        [left, top]
    )
    assert cut_out(image, points, wide).shape == (80, 80, 3)


def test_a_picture_too_small_for_the_width_is_taken_whole() -> None:
    image = np.arange(100 * 100 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 100, 3)
    points = np.array([(20, 30), (80, 80), *[(50, 50)] * 66], np.float32)
    assert np.array_equal(cut_out(image, points, 2.7), cut_out(image, points, 4.0))


class Steady:
    name, version, accept = "steady", "1", 0.5

    def __init__(self, *scores: float) -> None:
        self.scores = list(scores)

    def score(self, image: object, points: object) -> float:
        return self.scores.pop(0)


def test_one_bad_frame_does_not_decide_and_policy_says_what_a_low_score_means() -> None:
    face = (np.zeros((1, 1, 3), np.uint8), np.zeros((68, 2), np.float32))
    recorded, enforced = Passive(Steady(0.9, 0.1, 0.8)), Passive(Steady(0.9, 0.1, 0.2), enforced=True)
    assert recorded.score([face] * 3) == 0.8 and recorded.score([]) is None
    score = enforced.score([face] * 3)
    assert (
        score == 0.2
        and enforced.refuses(score)
        and not recorded.refuses(score)
        and not enforced.refuses(None)
    )
    assert softmax(np.array([1000.0, 0, 0], np.float32))[0] == 1
