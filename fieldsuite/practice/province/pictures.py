"""Drawn pictures that stand for photographs and scans, each its own, and what somebody makes of one to use it again."""

import io
import random
from datetime import date

WIDE, HIGH = 320, 240
SCAN = (300, 424)
"""A sheet of A4 at 36 dots an inch."""


def scene(chance: random.Random, taken: date | None = None) -> bytes:
    """Draw bars of their own heights and colours under a red band, as JPEG; ``taken`` is what its camera says."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDE, HIGH), "#f4f1e8")
    draw = ImageDraw.Draw(picture)
    for at in range(16):
        for row in range(4):
            draw.rectangle(
                (at * 20, row * 15, at * 20 + 19, row * 15 + 14), fill=(150 + chance.randrange(100), 40, 40)
            )
    for at in range(20):
        high = 20 + chance.randrange(150)
        draw.rectangle((at * 16, HIGH - high, at * 16 + 12, HIGH), fill=f"#{chance.randrange(1 << 24):06x}")
    return _jpeg(picture, 82, taken)


def form(chance: random.Random) -> bytes:
    """Draw a scan: the same printed lines on each, and strokes in its fields that are its own, as JPEG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SCAN, "#fbfbf6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 16, 240, 26), fill="#222222")
    for row in range(12):
        top = 44 + row * 30
        draw.rectangle((16, top, 284, top + 30), outline="#333333")
        draw.line((100, top, 100, top + 30), fill="#333333")
        draw.rectangle((24, top + 11, 40 + row * 37 % 50, top + 18), fill="#444444")
        at = 106
        while at < 190 + chance.randrange(80):
            wide = 3 + chance.randrange(8)
            draw.line((at, top + 6 + chance.randrange(18), at + wide, top + 6 + chance.randrange(18)), fill="#1a2a70",
                      width=2)  # fmt: skip
            at += wide
    return _jpeg(picture, 82)


def again(data: bytes, quality: int, scale: float, bright: float = 1.0) -> bytes:
    """Encode a picture again at another quality 1..95 and size, brighter or darker: another file, the same picture."""
    from PIL import Image, ImageEnhance

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    size = (max(16, round(picture.width * scale)), max(16, round(picture.height * scale)))
    return _jpeg(ImageEnhance.Brightness(picture.resize(size)).enhance(bright), quality)


def _jpeg(picture: object, quality: int, taken: date | None = None) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    out, told = io.BytesIO(), Image.Exif()
    if taken is not None:
        told.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d} 09:00:00"
    picture.save(out, "JPEG", quality=quality, exif=told)
    return out.getvalue()
