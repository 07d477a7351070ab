import struct

import cv2
import numpy as np
import pytest

from biometric.clips import Photographs, VideoFile
from biometric.errors import MediaUnreadable
from biometric.pictures import as_jpeg
from tests.biometric.people import portrait
from tests.doubles.puppet import write_clip


def grey_frames(count):
    for level in range(count):
        yield np.full((120, 160, 3), 40 + level * 5, np.uint8)


def all_frames(path):
    clip = VideoFile(path)
    clip.open()
    frames = []
    while (frame := clip.read()) is not None:
        frames.append(frame)
    clip.close()
    clip.close()
    return frames


@pytest.mark.parametrize("name", ["clip.avi", "clip.mp4", "认证 视频.mp4"])
@pytest.mark.parametrize("fps", [10, 25])
def test_a_clip_is_judged_by_its_own_time(tmp_path, name, fps):
    frames = all_frames(write_clip(grey_frames(20), tmp_path / name, fps))
    assert len(frames) == 20
    assert [frame.index for frame in frames] == list(range(20))
    assert np.diff([frame.at for frame in frames]) == pytest.approx(1 / fps, abs=0.002)
    assert abs(frames[10].image.mean() - 90) < 4


def test_a_clip_can_be_opened_again(tmp_path):
    clip = VideoFile(write_clip(grey_frames(3), tmp_path / "clip.avi", 10))
    for _ in range(2):
        clip.open()
        assert clip.read().index == 0
        clip.close()
        assert clip.read() is None


def opening(path):
    with pytest.raises(MediaUnreadable) as error:
        VideoFile(path).open()
    return error.value.key


def test_a_photograph_named_mp4_is_called_a_photograph(tmp_path):
    for kind, name in ((".jpg", "a.mp4"), (".png", "b.avi"), (".bmp", "c.mp4"), (".webp", "d.mp4")):
        path = tmp_path / name
        path.write_bytes(cv2.imencode(kind, portrait())[1].tobytes())
        assert opening(path) == "clip_is_photograph"


def test_text_and_playlists_are_no_clips_whatever_their_name(tmp_path):
    path = tmp_path / "clip.mp4"
    for content in (
        b"",
        b"not a clip",
        b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n",
        b"ffconcat version 1.0\nfile x\n",
    ):
        path.write_bytes(content)
        assert opening(path) == "not_a_clip"
    assert opening(tmp_path) == "not_a_clip"


def test_a_clip_cut_off_in_its_head_is_refused(tmp_path):
    whole = write_clip(grey_frames(20), tmp_path / "clip.mp4", 10).read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[:300])
    clip = VideoFile(tmp_path / "cut.mp4")
    with pytest.raises(MediaUnreadable) as error:
        clip.open()
        clip.read()
    assert error.value.key == "not_a_clip"


def test_a_missing_clip_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        VideoFile(tmp_path / "nowhere.mp4").open()


def test_photographs_come_one_after_another(tmp_path):
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(as_jpeg(portrait()))
    camera = Photographs([tmp_path / "a.jpg", tmp_path / "b.jpg"])
    camera.open()
    assert [camera.read().at, camera.read().at, camera.read()] == [0.0, 1.0, None]
    assert camera.recorded


def test_a_clip_a_phone_filmed_on_its_side_is_turned_upright(tmp_path):
    """A phone leaves the pixels and writes a matrix into the track's head (ISO/IEC 14496-12, 8.3.2)."""
    frame = np.full((120, 160, 3), 40, np.uint8)
    frame[:40, :40] = 220
    whole = bytearray(write_clip(iter([frame] * 5), tmp_path / "upright.mp4", 10).read_bytes())
    matrix = whole.index(b"tkhd") + 44
    one = 1 << 16
    quarter = (0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    whole[matrix : matrix + 36] = struct.pack(">9i", *quarter)
    (tmp_path / "phone.mp4").write_bytes(whole)
    first = all_frames(tmp_path / "phone.mp4")[0].image
    assert first.shape == (160, 120, 3)
    assert first[10, -10].mean() > 180  # the light corner has gone from the left to the right
