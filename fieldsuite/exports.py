"""Writes tables for spreadsheets: Excel, or CSV in the encoding that is asked for, each line with its 公开方式."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rule_files import profile_of
from fieldsuite.rules.disclosure import DEFAULT, What
from forms.chart import Chart
from forms.field import Field

Encoding = Literal["utf-8", "gb18030"]
CODECS: dict[Encoding, str] = {"utf-8": "utf-8-sig", "gb18030": "gb18030"}
"""Encoding of a CSV as people say it -> codec; UTF-8 with a byte order mark, without which Excel reads no Chinese."""
SAME = {"utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030"}
"""Other names of them; GB18030 holds what the two before it hold."""
LONGEST_PATH = 200
"""Characters of a path that the log keeps: its end, where the name stands."""
COLUMN = Field("disclosure", "公开方式", "Disclosure", required=False)
"""Last column of every table that leaves the office (广西通知 文末: 公开方式：依申请公开)."""


def encoding_of(word: str) -> Encoding:
    """Give the encoding of a word such as GB18030 or UTF-8. Raises OfficeError E_USAGE."""
    plain = word.strip().lower()
    name = SAME.get(plain, plain)
    if name not in CODECS:
        raise OfficeError("ledgers.encoding", code="E_USAGE", name=word, names="、".join(CODECS))
    return name


def closed(office: Office, what: What = "personal") -> str:
    """Give the class of disclosure that the office's profile orders for a kind of paper."""
    return profile_of(office).disclosure.of(what)


def note(
    office: Office, act: Literal["export", "print"], what: str, out: Path | None, rows: int | None = None,
    about: str = "",
) -> None:  # fmt: skip
    """Note in the log that people's data left the sealed database: which paper or table, in which file, how many rows.

    Who and when stand in every entry (at-rest P9: export is audited).
    """
    details: dict[str, object] = {"what": what}
    if out is not None:
        details["file"] = str(out)[-LONGEST_PATH:]
    if rows is not None:
        details["rows"] = rows
    office.note(act, about[:64], "", details)


def write(
    out: Path, fields: Sequence[Field], rows: Iterable[Mapping[str, Any]], *, title: str = "",
    closed: str = DEFAULT.personal, encoding: Encoding = "utf-8", charts: Sequence[Chart] = (),
) -> None:  # fmt: skip
    """Write rows as .csv or .xlsx; an empty ``closed`` leaves its column out, for files that a machine reads.

    Excel has the charts on sheets of their own behind the table; a CSV has none.

    GB18030 is what older spreadsheets in Chinese open without asking; it holds every character, rare ones too.
    Raises OfficeError E_USAGE for another suffix, FormsError when the disk is full.
    """
    from forms.paper import workbook

    columns = [*fields, COLUMN] if closed else list(fields)
    lines = ({**row, COLUMN.key: closed} for row in rows)
    suffix = out.suffix.lower()
    if suffix == ".csv":
        workbook.write_csv(out, columns, lines, encoding=CODECS[encoding])
    elif suffix == ".xlsx":
        workbook.write_xlsx(out, columns, lines, title=title, charts=charts)
    else:
        raise OfficeError("ledgers.suffix", code="E_USAGE", path=out.name)
