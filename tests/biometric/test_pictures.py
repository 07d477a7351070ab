import struct
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageFile

from biometric.errors import MediaUnreadable
from biometric.pictures import MOST_SIDE, as_jpeg, is_black, read_image
from tests.biometric.people import portrait


def refused(path):
    with pytest.raises(MediaUnreadable) as error:
        read_image(path)
    return error.value.key


def test_a_photograph_from_a_phone_is_turned_upright(tmp_path):
    lying = Pillow.fromarray(np.rot90(portrait()[:, :, ::-1]).copy())
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
    lying.save(tmp_path / "phone.png", exif=exif)
    assert np.array_equal(read_image(tmp_path / "phone.png"), portrait())


def test_names_in_any_script_are_read(tmp_path):
    path = tmp_path / "覃秀兰 𬱟 照片.jpg"
    path.write_bytes(as_jpeg(portrait()))
    assert read_image(path).shape == portrait().shape


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_three_channels_of_bytes(tmp_path, mode):
    whole = Pillow.fromarray(portrait()[:, :, ::-1].copy())
    if mode == "I;16":
        grey = np.asarray(whole.convert("L")).astype(np.uint16) * 257
        picture, path = Pillow.fromarray(grey), tmp_path / "x.png"
    else:
        picture, path = whole.convert(mode), tmp_path / ("x.tif" if mode == "CMYK" else "x.png")
    picture.save(path)
    image = read_image(path)
    assert image.shape == (512, 512, 3)
    assert image.dtype == np.uint8
    assert 60 < image.mean() < 180


def test_a_text_file_named_jpg_is_no_picture(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_text("这不是照片", encoding="utf-8")
    assert refused(path) == "not_a_picture"
    path.write_bytes(b"")
    assert refused(path) == "not_a_picture"
    assert refused(tmp_path) == "not_a_picture"


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_image(tmp_path / "nowhere.jpg")


@pytest.mark.parametrize("lenient", [False, True])
def test_a_half_copied_photograph_is_damaged_even_where_a_library_made_pillow_lenient(
    tmp_path, monkeypatch, lenient
):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    path = tmp_path / "half.jpg"
    data = as_jpeg(portrait())
    path.write_bytes(data[: len(data) // 2])
    assert refused(path) == "picture_damaged"


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded(tmp_path):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    for side in (MOST_SIDE + 1, 60000, 2**31 - 1):
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        path = tmp_path / "bomb.png"
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
        )
        assert refused(path) == "picture_too_large"


def test_a_covered_lens_is_black_and_a_dark_room_is_not():
    rng = np.random.default_rng(1)
    assert is_black(rng.integers(0, 8, (480, 640, 3)).astype(np.uint8))
    assert not is_black((portrait() * 0.15).astype(np.uint8))


def test_evidence_is_a_jpeg_of_the_frame():
    back = cv2.imdecode(np.frombuffer(as_jpeg(portrait()), np.uint8), cv2.IMREAD_COLOR)
    assert np.abs(back.astype(int) - portrait()).mean() < 4
