"""What people type into a record: tidied, not empty where something must stand, and not without end."""

from fieldsuite.errors import OfficeError
from fieldsuite.tidy import tidy
from fieldsuite.words import Both

MOST = 500
"""Characters of one field: a long paragraph; a line of a bundle takes 64 KiB."""

_NAMES = {"place": "地点 / place", "at": "时间 / time", "on": "日期 / day", "death_on": "死亡时间 / date of death",
          "missing_reason": "下落不明的原因 / why missing", "prison_on": "服刑日期 / in prison since",
          "other": "说明 / in words", "phone": "电话 / phone", "photos": "照片 / photographs",
          "reason": "原因 / reason", "read_by": "宣读人 / read by", "witness": "见证人 / witness",
          "todo": "要对方做什么 / what to do", "name": "名称 / name", "officer": "姓名 / officer",
          "site": "代码 / site", "helper": "协助人 / helper", "relation": "关系 / relation"}  # fmt: skip
LABELS = {field: Both(name) for field, name in _NAMES.items()}
"""Field -> its name in both languages, for a sentence that does not know in which one it will be said."""


def plain(text: str) -> str:
    """Tidy a text; every run of white space becomes one space, and none is left at its ends."""
    return " ".join(str(tidy(text)).split())


def written(text: str, field: str) -> str:
    """Give the text as it is recorded. Raises OfficeError E_RULE when it is too long."""
    said = plain(text)
    if len(said) > MOST:
        raise OfficeError("office.text_long", code="E_RULE", field=LABELS[field], most=MOST)
    return said


def required(text: str, field: str) -> str:
    """Give the text as it is recorded. Raises OfficeError when nothing is left of it, or it is too long."""
    said = written(text, field)
    if not said:
        raise OfficeError("office.name_missing", field=LABELS[field])
    return said
