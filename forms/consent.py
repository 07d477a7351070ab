"""生物特征采集知情同意书: what a person agrees to before a face or a voice is stored.

Separate consent for each kind, another way without any disadvantage, and withdrawal at any time: Personal
Information Protection Law, articles 14 to 17, 28 to 31; rules on the application of face recognition, in
force since 2025-06-01.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from forms import checking
from forms.errors import FormsError
from forms.field import Choice, Context, Data, Field, Lang, Problem, Words, shown
from forms.form import Form, Printed, choose_title

if TYPE_CHECKING:
    from forms.paper.fonts import FontBook

TITLE = "生物特征采集知情同意书"
CURRENT = "2026-1"
"""Version of the text that a new consent is given to."""
VERSIONS = (CURRENT,)

MARKS = (
    Choice("signature", "签名", "Signature"),
    Choice("thumb", "按手印", "Thumbprint"),
    Choice("spoken", "口头同意（录音）", "Spoken, recorded"),
)


LANGUAGES = {"zh": "汉语", "en": "英语"}
"""How the languages of the program's own two texts are printed; others are written as they are called."""


def text_of(version: str = CURRENT, lang: Lang = "zh") -> str:
    """Give the text of a version, one paragraph a line; KeyError for a version that was never in use."""
    if version not in VERSIONS:
        raise KeyError(version)
    return files("forms").joinpath("data", f"consent-{version}.{lang}.txt").read_text(encoding="utf-8")


def digest_of(version: str = CURRENT, lang: Lang = "zh") -> str:
    """Give the SHA-256 of a version's text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text_of(version, lang).encode("utf-8")).hexdigest()


def _needs_witness(data: Data) -> bool:
    return data.get("mark") in ("thumb", "spoken")


def _version(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value not in VERSIONS:
        yield Problem("text_version", "没有这个版本的同意书", "There is no such version of the text")


def _witness(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value == data.get("person"):
        yield Problem("witness", "见证人不得为本人", "The witness must be another person")


def _on(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value > context.today.isoformat():
        yield Problem("on", "同意日期不得晚于今天", "The day of consent must not be after today")


FIELDS = (
    Field("person", "本人姓名", "Person"),
    Field("face", "同意采集人脸", "Agrees to face", "flag"),
    Field("voice", "同意采集声纹", "Agrees to voice", "flag"),
    Field("text_version", "同意书版本", "Version of the text", check=_version, limit=20),
    Field("language", "宣读语言", "Language", limit=20),
    Field("read_by", "宣读人", "Read out by", required=_needs_witness, limit=40,
          missing=Words("不识字的应由他人宣读，请填写宣读人", "Say who read the text out")),
    Field("mark", "确认方式", "Mark", "choice", choices=MARKS),
    Field("witness", "见证人", "Witness", required=_needs_witness, check=_witness, limit=40,
          missing=Words("按手印或口头同意的应有见证人", "A thumbprint or spoken consent needs a witness")),
    Field("on", "日期", "Date", "date", check=_on),
    Field("unit_name", "采集单位", "Unit", required=False),
    Field("unit_phone", "采集单位电话", "Telephone", required=False, limit=40),
    Field("guardian", "监护人", "Guardian", required=False, limit=40),
)  # fmt: skip


def check(data: Data, today: date, *, practice: bool = False) -> checking.Checked:
    """Check the consent; neither face nor voice is no consent, and said so."""
    result = checking.check_form(FIELDS, data, today, practice=practice)
    if result.value["face"] is False and result.value["voice"] is False:
        zh, en = (
            "人脸和声纹均未同意：不得采集，请改用人工核实",
            "Neither face nor voice: collect nothing, verify by hand",
        )
        return checking.sort([*result.errors, Problem("face", zh, en), *result.warnings], result.value)
    return result


def print_pdf(
    data: Data, out: Path, *, fonts: "FontBook | None" = None, practice: bool = False, draft: bool = False,
    title: str | None = None,
) -> Printed:  # fmt: skip
    """Write the text and the boxes to tick and sign; see ``forms.form.PrintForm`` for what it may raise."""
    from forms.paper import consent_sheet  # reportlab, only when something is printed

    value = checking.clean_form(FIELDS, data)
    version = str(value["text_version"] or CURRENT)
    if version not in VERSIONS:
        raise FormsError("unknown_consent", version=version, versions="、".join(VERSIONS))
    lang: Lang = "en" if value["language"] == "en" else "zh"
    text = consent_sheet.Text(version, digest_of(version, lang), tuple(text_of(version, lang).splitlines()))
    spoken = str(value["language"])
    value |= {"mark": shown(FIELDS, value, "mark"), "language": LANGUAGES.get(spoken, spoken)}
    return consent_sheet.write(
        choose_title(title, (TITLE,)), text, value, out, fonts=fonts, practice=practice, draft=draft
    )


FORM = Form("consent", Words(TITLE, "Consent to face and voice templates"), FIELDS, check, print_pdf)
