"""A clip kept for a later comparison: what is written is read back, and nothing else is taken for one."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.errors import MediaUnreadable
from biometric.kept_clip import KeptClip, KeptFrame, read, write
from biometric.pictures import as_jpeg


def frames(count: int = 12, step: float = 1 / 15) -> list[KeptFrame]:
    rng = np.random.default_rng(3)
    pictures = [cv2.resize(rng.integers(0, 255, (6, 8, 3), np.uint8), (64, 48)) for _ in range(count)]
    return [KeptFrame(5.0 + at * step, as_jpeg(picture)) for at, picture in enumerate(pictures)]


@given(st.lists(st.floats(0.001, 2.0), min_size=1, max_size=30))
def test_every_frame_and_its_time_come_back(gaps: list[float]) -> None:
    times = np.cumsum(gaps)
    given_ = [KeptFrame(float(at), b"\xff\xd8\xff" + bytes([number])) for number, at in enumerate(times)]
    found = read(write(given_, 64, 48))
    assert [one.jpeg for one in found] == [one.jpeg for one in given_]
    assert np.allclose([one.at for one in found], times - times[0], atol=0.001 * len(gaps))


def test_any_player_can_show_it(tmp_path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(write(frames(30), 64, 48))
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    shown = []
    while (got := capture.read())[0]:
        shown.append(got[1])
    assert len(shown) == 30
    assert shown[0].shape == (48, 64, 3)
    assert abs(capture.get(cv2.CAP_PROP_FPS) - 15) < 1


def test_it_plays_as_a_camera_with_its_own_times() -> None:
    camera = KeptClip(write(frames(3, 0.1), 64, 48))
    camera.open()
    seen = [camera.read() for _ in range(4)]
    assert [round(frame.at, 3) for frame in seen if frame] == [0.0, 0.1, 0.2]
    assert seen[3] is None
    assert camera.recorded


@pytest.mark.parametrize("cut", [0, 1, 10, 30, 200, 1000, -1, -40, -300])
def test_a_clip_that_was_cut_off_is_refused(cut: int) -> None:
    data = write(frames(), 64, 48)
    with pytest.raises(MediaUnreadable) as error:
        read(data[:cut])
    assert error.value.key == "kept_clip_damaged"


@given(st.binary(max_size=200), st.integers(0, 500))
def test_changed_bytes_never_show_more_than_a_sentence(noise: bytes, at: int) -> None:
    data = bytearray(write(frames(2), 64, 48))
    data[-at - len(noise) : len(data) - at] = noise
    try:
        camera = KeptClip(bytes(data))
        while camera.read() is not None:
            pass
    except MediaUnreadable as error:
        assert error.key == "kept_clip_damaged"


def test_a_frame_that_is_no_picture_is_refused() -> None:
    camera = KeptClip(write([KeptFrame(0.0, b"\xff\xd8\xff" + b"not a picture")], 64, 48))
    with pytest.raises(MediaUnreadable):
        camera.read()


def test_a_clip_needs_a_frame() -> None:
    with pytest.raises(ValueError):
        write([], 64, 48)
