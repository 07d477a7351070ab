"""People and rosters that are right in every field, to be made wrong one field at a time."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from forms.identity_number import check_character
from forms.paper.fonts import FontBook, find_fonts

TODAY = date(2026, 11, 21)
RARE = ("𬱟", "㛃", "䶮")
NAMES = ("韦秀兰", "𬱟㛃䶮", "黄𬱟", "覃㛃", "龙䶮", "阿卜杜拉·买买提", "欧阳建国")


def number(birth: date, sequence: int, region: str = "450103") -> str:
    first = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


def person(index: int = 0) -> dict:
    birth = date(1935 + index % 25, 1 + index % 12, 1 + index % 28)
    sequence = index % 1000
    return {
        "person_no": f"00{index:08d}",
        "name": NAMES[index % len(NAMES)],
        "sex": "男" if sequence % 2 else "女",
        "id_no": number(birth, sequence),
        "birth_ym": f"{birth:%Y-%m}",
        "cert_on": "2026-11-20",
        "cert_place": "长塘镇定西村村委会",
        "phone": f"138077{index:05d}",
        "address": f"广西壮族自治区南宁市青秀区长塘镇定西村第{index % 30}组{index}号",
        "status": ("self_care", "partial_care", "bedridden")[index % 3],
    }


def roster(people: int = 1) -> dict:
    return {
        "unit_name": "南宁市青秀区长塘镇定西村民委员会",
        "unit_no": "00100123",
        "filled_on": "2026-11-21",
        "unit_head": "陆建国",
        "unit_clerk": "韦志强",
        "unit_phone": "0771-5887824",
        "rows": [person(index) for index in range(people)],
    }


def fonts() -> FontBook:
    book = find_fonts()
    if book.unprintable("".join(RARE) + "社保"):
        pytest.skip("needs a font with 𬱟 㛃 䶮 (fonts-babelstone-han, or SimSun-ExtB beside SimSun)")
    return book


def pdftotext(path: Path) -> str:
    """Text in the order in which it was drawn: the lines of a cell follow each other."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def squeezed(text: str) -> str:
    return "".join(text.split())
