"""Which column of a foreign table holds what: found by its usual names, or said by whoever reads it in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from fieldsuite.errors import OfficeError

NAMES: dict[str, tuple[str, ...]] = {
    "id_no": ("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "社会保障号码", "社会保障号",
              "证件号码", "其他证件号", "id_no", "id number"),
    "name": ("姓名", "中文姓名", "name"),
    "on": ("日期", "认证时间", "认证日期", "死亡日期", "死亡时间", "火化日期", "注销日期", "入院日期", "出院日期",
           "乘车日期", "乘机日期", "出行日期", "服刑日期", "入狱日期", "失踪日期", "宣告日期", "发生日期",
           "比对日期", "date", "on"),
    "note": ("备注", "说明", "原因", "渠道", "车次", "航班号", "note"),
    "months": ("失败月数", "连续失败月数", "发放失败月数", "months"),
}  # fmt: skip
"""Field -> names under which departments write it."""
DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?([ T].*)?", re.ASCII)


def columns(names: Sequence[str], said: Mapping[str, str], needed: Sequence[str]) -> dict[str, int]:
    """Give for each field the place of its column: as ``said`` (field -> column's name), otherwise by usual names.

    Raises OfficeError ``desk.no_such_column`` for a column or field that there is not, ``desk.column_missing``.
    """
    found: dict[str, int] = {}
    for field, column in said.items():
        if field not in NAMES or column not in names:
            raise OfficeError("desk.no_such_column", field=field, column=column, known="、".join(names))
        found[field] = names.index(column)
    plain = [name.strip().casefold() for name in names]
    for field, usual in NAMES.items():
        if field not in found:
            places = [at for at, name in enumerate(plain) if name in usual and at not in found.values()]
            found |= {field: places[0]} if places else {}
    if missing := [field for field in needed if field not in found]:
        raise OfficeError("desk.column_missing", fields="、".join(missing), known="、".join(names))
    return found


def day_of(text: str) -> date | None:
    """Read a day as departments write it: 2026-11-01, 2026/11/1, 20261101, 2026年11月1日; None for what is none."""
    found = DAY.fullmatch(text.strip())
    if found is None or (len(text.strip()) == 8 and len(found[2] + found[3]) != 4):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
