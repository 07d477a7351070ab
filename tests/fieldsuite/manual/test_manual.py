"""The manual: a page for every job and every error, keys and commands that exist, files that are whole."""

import json
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer
from typer._click.exceptions import UsageError

from fieldsuite.casework import jobs
from fieldsuite.cli import main
from fieldsuite.cli.run import NOUNS
from fieldsuite.manual import contents, errors
from fieldsuite.manual.finding import find
from fieldsuite.manual.page import Page
from fieldsuite.screens.bindings import DIGITS, KEYS, pressed
from fieldsuite.screens.desk_jobs import PALETTE, screen_of
from fieldsuite.screens.job_doors import DOORS, SAFE_DOORS
from fieldsuite.words import Lang, hint, say
from forms.paper.fonts import find_fonts
from tests.house.catalogues import sentences
from tests.house.manual import Written, documented

LITERAL = re.compile(r"\bF\d{1,2}\b|Ctrl|\bEsc\b|\bEnter\b|\bIns\b|\bDel\b|回车|空格")
"""Keys as they stand on the keyboard; in the text they are written by their meaning."""
JOBS = [page for page in contents.pages() if page.section != "errors"]


def texts(page: Page) -> list[tuple[str, str]]:
    return [(lang, block.text) for lang in errors.LANGS for block in page.blocks[lang]]


def test_every_job_leads_to_a_page_and_so_does_every_screen_that_has_help() -> None:
    doors = DOORS | SAFE_DOORS
    assert not [job for job in (*jobs.ORDER, "counter") if not contents.page_of_screen(doors[job][1])]
    assert not [job for job, (_, screen) in SAFE_DOORS.items() if not contents.page_of_screen(screen)]
    assert not [job for job in PALETTE if not contents.page_of_screen(type(screen_of(job, ())).__name__)]
    helped = {key.removeprefix("screens.help_") for key in sentences() if key.startswith("screens.help_")}
    assert not [screen for screen in helped if not contents.page_of_screen(screen)]


def test_every_key_in_the_manual_is_one_of_the_program_and_none_is_written_out() -> None:
    for page in JOBS:
        for lang, text in texts(page):
            for what, name in contents.BLANK.findall(text):
                known = name in KEYS | DIGITS if what == "key" else contents.page_named(name) is not None
                assert known, (page.name, lang, name)
            assert not LITERAL.search(contents.BLANK.sub("", text)), (page.name, lang, text)
            assert "{" not in contents.BLANK.sub("", text), (page.name, lang, text)


def test_every_command_in_the_manual_can_be_typed_as_it_stands() -> None:
    """Options without their value, a needed word left out: what the command itself would refuse."""
    wrong = [f"{each.line}: {said}" for each in documented() if (said := refused(each))]
    assert not wrong, "\n".join(wrong)


def refused(each: Written) -> str:
    if not each.place.startswith("fieldsuite/manual/") or each.starts:
        return ""
    words = shlex.split(each.line)[1:]
    while words and words[0].startswith("--"):
        words = words[2:] if words[0] == "--home" else words[1:]
    if not words:
        return ""
    group = typer.main.get_group(import_module(f"fieldsuite.cli.{NOUNS[words[0]]}").app)
    verb = words[1] if len(words) > 1 and words[1] in group.commands else ""
    try:
        (group.commands[verb] if verb else group).make_context("", words[2:] if verb else words[1:])
    except UsageError as error:
        return error.format_message()
    return ""


def test_names_of_pages_are_their_own() -> None:
    names = [page.name.lower() for page in contents.pages()]
    assert len(names) == len(set(names))
    screens = [screen for page in JOBS for screen in page.screens]
    assert len(screens) == len(set(screens))


def test_both_languages_of_a_page_have_the_same_pieces() -> None:
    """A step that stands in one language only is a step that somebody is never told."""
    for page in JOBS:
        kinds = [[b.kind for b in page.blocks[lang] if b.kind in ("step", "code")] for lang in errors.LANGS]
        assert kinds[0] == kinds[1], page.name


def test_every_code_of_the_product_has_a_page_in_both_languages() -> None:
    for code in errors.CODES:
        cause = f"codes.cause_{code.removeprefix('E_').lower()}"
        for lang in errors.LANGS:
            page = contents.page_named(code)
            assert page is not None and page.titles[lang].startswith(f"{code} ")
            told = [text for of, text in texts(page) if of == lang]
            assert say(cause, lang) != cause and say(cause, lang) in told
            assert hint(errors.meaning(code), lang)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("备份", "backup"),
        ("beifen", "backup"),
        ("dndl", "lost"),
        ("forgotten", "forgotten"),
        ("e_gap", "E_GAP"),
        ("认错人了怎么办", "review"),
        ("还没有省里的U盘", "set-up"),
    ],
)
def test_pages_are_found_by_chinese_pinyin_english_and_code(typed: str, page: str) -> None:
    assert find(typed)[0].name == page


def test_a_page_is_shown_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", "verify"]) == 0
    shown = capsys.readouterr().out
    assert "认证一个人" in shown and pressed("verify") in shown and "{key" not in shown
    assert main(["--json", "--lang", "en", "manual", "e_disk"]) == 0
    assert json.loads(capsys.readouterr().out)["page"] == "E_DISK"
    assert main(["--json", "manual"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pages"]) == len(contents.pages())


def test_a_page_that_is_not_there_and_a_file_of_another_kind_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manual", "nosuch"]) == 2
    assert main(["manual", "-o", str(tmp_path / "manual.doc")]) == 2
    assert "手册" in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_the_manual_is_written_as_html_and_pdf_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if find_fonts().unprintable("社保"):
        pytest.skip("no Chinese font on this machine")
    assert main(["--json", "manual", "-o", str(tmp_path / "for the wall")]) == 0, (
        "a folder that is not there yet"
    )
    paths = [Path(path) for path in json.loads(capsys.readouterr().out)["paths"]]
    assert len(paths) == 4
    for lang in errors.LANGS:
        _whole_html(next(p for p in paths if p.name.endswith(f"{lang}.html")), lang)
        _whole_pdf(next(p for p in paths if p.name.endswith(f"{lang}.pdf")), lang)


def _whole_html(path: Path, lang: Lang) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # as strict as XML: every element closed, every mark escaped
    ids = {element.get("id") for element in root.iter("article")}
    assert ids == {page.name for page in contents.pages()}
    leads = {str(element.get("href")) for element in root.iter("a")}
    assert {lead.removeprefix("#") for lead in leads} == ids | {"contents"}  # nothing leads out of the file
    assert root.find(".//nav[@id='contents']") is not None
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import", text)
    titles = {"".join(element.itertext()) for element in root.iter("h3")}
    assert titles == {page.titles[lang] for page in contents.pages()}


def _whole_pdf(path: Path, lang: Lang) -> None:
    from pypdf import PdfReader

    reader = PdfReader(path)
    titles = [page.titles[lang] for page in contents.pages()]
    marks, sheets, catalogue = (
        list[Any](reader.outline),
        list[Any](reader.pages),
        dict[str, Any](reader.root_object),
    )
    assert [mark.title for mark in marks] == titles
    assert str(catalogue["/Lang"]).startswith(lang)
    links = [link.get_object()["/Dest"][0] for page in sheets for link in page.get("/Annots", [])]
    assert {to.idnum for to in links} == {mark.page.idnum for mark in marks}, (
        "each line of the contents leads there"
    )
    named = [
        block.leads for page in contents.pages() for block in contents.chapter(page, lang, pressed).blocks
    ]
    assert len(links) >= len(titles) + sum(map(len, named)), "and so does every page that another one names"
    if lang == "zh":  # reading a PDF's text takes seconds, and both are drawn by the same lines
        text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
        assert not [title for title in titles if re.sub(r"\s", "", title) not in text]
