"""Draws a picture that stands for a photograph in practice: words on paper, never a face."""

from pathlib import Path


def drawn_picture(folder: Path, name: str, words: str) -> Path:
    """Draw ``words`` under a big 练习 band and give the file; the same words give the same picture."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    picture = Image.new("RGB", (640, 480), "#f4f1e8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 640, 90), fill="#b03a2e")
    # Bars in place of letters: no font has to be there, and every record still has a picture of its own.
    for at, letter in enumerate(words):
        height = 40 + ord(letter) % 200
        draw.rectangle(
            (20 + at * 24, 460 - height, 36 + at * 24, 460),
            fill=f"#{ord(letter) * 2654435761 % 0xFFFFFF:06x}",
        )
    picture.save(path)
    return path
