"""The manual's pictures show what the screens show; ``--snapshot-update`` takes them anew."""

from pathlib import Path

import pytest

from fieldsuite.manual import contents, pictures
from fieldsuite.manual.reading import write
from fieldsuite.screens.bindings import pressed
from forms.paper.fonts import find_fonts
from tests.fieldsuite.manual.pictured import OF, text_of

KEPT = Path(pictures.__file__).with_name("pictures")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", OF)
def test_a_page_shows_its_screen_as_it_is(page: str, lang: str, request: pytest.FixtureRequest) -> None:
    kept, now = KEPT / f"{page}.{lang}.txt", text_of(page, lang)
    if request.config.getoption("--snapshot-update"):
        kept.write_text(now, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == now, "run this test with --snapshot-update"
    assert contents.page_named(page) is not None


def test_no_picture_is_left_over() -> None:
    assert {path.name for path in KEPT.iterdir()} == {
        f"{page}.{lang}.txt" for page in OF for lang in ("zh", "en")
    }


def test_html_and_paper_have_the_pictures(tmp_path: Path) -> None:
    if not find_fonts().paths:
        pytest.skip("no font that prints Chinese")
    page, paper = (write(tmp_path / f"manual.{end}", "zh", pressed)[0] for end in ("html", "pdf"))
    assert page.read_text(encoding="utf-8").count('class="screen"') == len(OF)
    import pypdf

    assert any("今天去谁家" in each.extract_text().replace("\n", "") for each in pypdf.PdfReader(paper).pages)
