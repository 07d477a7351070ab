import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from forms.errors import FormsError
from forms.paper.face import load
from forms.paper.fonts import FontBook, find_fonts
from forms.paper.sheet import Sheet
from forms.paper.tounicode import BLOCK, to_unicode_map
from tests.forms.samples import RARE, fonts


def square():
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.closePath()
    return pen.glyph()


def make_font(path, characters, *, empty=(), embedding=0):
    """A small font that draws a square for each character, and maps those of ``empty`` to a glyph without outline."""
    names = [".notdef", "space", *(f"u{ord(c):X}" for c in (*characters, *empty))]
    hollow = {f"u{ord(c):X}" for c in empty} | {"space"}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space"} | {ord(c): f"u{ord(c):X}" for c in (*characters, *empty)})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() if name in hollow else square() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    builder.save(path)
    return path


def test_a_character_whose_glyph_is_empty_is_not_drawn(tmp_path):
    face = load(make_font(tmp_path / "Hollow.ttf", "社保", empty="𬱟"))
    assert face.draws("社") and face.draws(" ")
    assert not face.draws("𬱟") and not face.draws("王")


def test_each_character_is_drawn_by_the_first_font_that_has_it(tmp_path):
    first = make_font(tmp_path / "First.ttf", "社保", empty="王")
    second = make_font(tmp_path / "Second.ttf", "社王𬱟")
    book = FontBook([first, second])
    assert [(face.path.stem, run) for face, run in book.runs("社保王𬱟社")] == [
        ("First", "社保"), ("Second", "王𬱟"), ("First", "社"),
    ]  # fmt: skip
    assert book.unprintable("社五𬱟五六") == ["五", "六"]
    assert book.width("社保", 10) == 20


def test_fonts_that_cannot_be_embedded_are_passed_over(tmp_path):
    assert load(make_font(tmp_path / "Restricted.ttf", "社保", embedding=2)) is None
    assert load(make_font(tmp_path / "Editable.ttf", "社保", embedding=8)) is not None
    for name, content in (("Cff.ttf", b"OTTO" + bytes(200)), ("Short.ttf", b"\0\1\0\0"), ("Empty.ttf", b"")):
        path = tmp_path / name
        path.write_bytes(content)
        assert load(path) is None
    assert load(tmp_path / "absent.ttf") is None


def test_a_damaged_font_is_passed_over_and_never_raises(tmp_path):
    whole = make_font(tmp_path / "Whole.ttf", "社保").read_bytes()
    for cut in range(0, len(whole), 37):
        path = tmp_path / f"cut{cut}.ttf"
        path.write_bytes(whole[:cut])
        assert load(path) is None or cut > len(whole) // 2


def test_without_a_chinese_font_nothing_is_begun(tmp_path):
    for book in (FontBook([]), FontBook([make_font(tmp_path / "Latin.ttf", "abc")])):
        with pytest.raises(FormsError) as refused:
            Sheet("x", fonts=book)
        assert (refused.value.key, refused.value.code) == ("no_font", "E_FONT")


def test_a_named_font_comes_first_and_one_that_is_no_font_is_said_to_be_none(tmp_path):
    named = make_font(tmp_path / "Named.ttf", "社保")
    assert find_fonts([named]).paths[0] == named
    assert find_fonts([tmp_path]).paths[0] == named
    (tmp_path / "note.txt").write_text("not a font")
    with pytest.raises(FormsError, match="font_unusable"):
        find_fonts([tmp_path / "note.txt"])
    with pytest.raises(FileNotFoundError):
        find_fonts([tmp_path / "absent.ttf"])


def test_the_offices_own_folder_is_looked_into_last(tmp_path):
    (tmp_path / "fonts").mkdir()
    own = make_font(tmp_path / "fonts" / "Own.ttf", "社保")
    assert find_fonts(office=tmp_path).paths[-1] == own


def test_the_map_back_to_characters_is_utf_16_in_blocks_of_at_most_100():
    text = to_unicode_map("AAAAAA+X", [0, *range(0x4E00, 0x4E00 + 230), 0x2CC5F])
    blocks = [int(line.split()[0]) for line in text.splitlines() if line.endswith("beginbfchar")]
    assert max(blocks) <= BLOCK == 100 and sum(blocks) == 231
    assert "<E7> <D873DC5F>" in text  # U+2CC5F as a surrogate pair
    assert "<01> <4E00>" in text


def test_the_installed_font_draws_every_rare_name_of_the_design_pages():
    assert fonts().unprintable("".join(RARE) + "喆龑〇·") == []
