"""The manual as one HTML file: contents, pages, a stylesheet inside, nothing from elsewhere; it prints well."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from fieldsuite.manual import pictures
from fieldsuite.manual.contents import Keys, fill, titled
from fieldsuite.manual.page import Page
from fieldsuite.words import Lang, say
from forms.book import Block
from forms.paper.screen_box import cells

LATIN = '"Segoe UI", "Noto Sans", "DejaVu Sans", '
"""First in English: fonts for Chinese set its quotation marks as wide as a character."""
STYLE = """
body { font: 17px/1.65 %s"Microsoft YaHei", "Noto Sans CJK SC", "Songti SC", sans-serif; max-width: 46em;
  margin: 0 auto; padding: 1em; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.7em } h2 { font-size: 1.35em; border-bottom: 2px solid #2b5d8a; margin-top: 2.2em }
h3 { font-size: 1.1em; color: #2b5d8a } h4 { font-size: 1em; margin: 1em 0 .2em }
kbd { font: inherit; font-weight: bold; border: 1px solid #888; border-radius: 3px; padding: 0 .35em }
pre { background: #f2f2f2; padding: .6em .8em; white-space: pre-wrap; font-size: .85em }
pre.screen { background: #10171d; color: #dfe6ea; white-space: pre; overflow: hidden;
  font: min(12.4px, 1.49vw)/1.35 "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace }
pre.screen i { display: inline-block; width: 2ch; font-style: normal; text-align: center }
nav ul { columns: 18em 2; column-gap: 2.5em; padding-left: 1.2em }
a { color: #174a7c; text-underline-offset: .25em } .top { text-align: right; font-size: .85em }
@media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #1b1b1b } pre { background: #2b2b2b }
  a, h3 { color: #9cc7f0 } }
@media print { body { font-size: 11pt; max-width: none; color: #000; background: #fff } .top { display: none }
  h2, h3, h4 { break-after: avoid } h3 { color: #2b5d8a } article { break-inside: avoid-page } a { color: inherit }
  pre, pre.screen { color: #000; background: #fff; border: 1px solid #888 } pre.screen { font-size: 7.5pt } }
"""
OF: dict[str, tuple[str, str]] = {"step": ("ol", "li"), "item": ("ul", "li")}


def written(pages: Iterable[Page], lang: Lang, keys: Keys, version: str) -> str:
    """Give the HTML of these pages in one language."""
    sections = [(name, list(of)) for name, of in groupby(pages, key=lambda page: page.section)]
    title = escape(say("manual.title", lang))
    style = STYLE % ("" if lang == "zh" else LATIN)
    up = f'<p class="top"><a href="#contents">↑ {escape(say("manual.contents", lang))}</a></p>'
    head = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8"/>'
        f'<meta name="viewport" content="width=device-width"/><title>{title}</title><style>{style}</style></head><body>'
    )
    lines = [head, f"<h1>{title}</h1>", f"<p>FieldSuite {escape(version)}</p>", '<nav id="contents">']
    for section, inside in sections:
        lines.append(f"<h4>{escape(say(f'manual.section_{section}', lang))}</h4><ul>")
        lines += [f'<li><a href="#{page.name}">{escape(page.titles[lang])}</a></li>' for page in inside]
        lines.append("</ul>")
    lines.append("</nav>")
    for section, inside in sections:
        lines.append(f"<h2>{escape(say(f'manual.section_{section}', lang))}</h2>")
        for page in inside:
            lines.append(f'<article id="{page.name}"><h3>{escape(page.titles[lang])}</h3>')
            lines += _picture(page, lang)
            lines += _pieces(page, lang, keys)
            lines.append(f"{up}</article>")
    return "\n".join([*lines, "</body></html>", ""])


def _picture(page: Page, lang: Lang) -> Iterator[str]:
    """Draw the screen of a page; a wide character stands in a box of two, whatever the font."""
    if shown := pictures.of(page.name, lang):
        text = "\n".join(shown)
        drawn = "".join(f"<i>{one}</i>" if cells(one) == 2 else escape(one) for one in text)
        yield f'<pre class="screen" aria-hidden="true">{drawn}</pre>'


def _pieces(page: Page, lang: Lang, keys: Keys) -> Iterator[str]:
    """Put each piece into its element; steps, items and commands that follow each other share one."""

    def filled(block: Block) -> str:
        return fill(
            escape(block.text),
            lambda word: f"<kbd>{escape(keys(word, lang))}</kbd>",
            lambda other: f'<a href="#{other.name}">{escape(titled(other, lang))}</a>',
        )

    for kind, of in groupby(page.blocks[lang], key=lambda block: block.kind):
        texts = [filled(block) for block in of]
        if kind == "code":
            yield "<pre>" + "\n".join(texts) + "</pre>"
        elif kind in OF:
            outer, inner = OF[kind]
            yield f"<{outer}>" + "".join(f"<{inner}>{text}</{inner}>" for text in texts) + f"</{outer}>"
        else:
            tag = "h4" if kind == "head" else "p"
            yield from (f"<{tag}>{text}</{tag}>" for text in texts)
