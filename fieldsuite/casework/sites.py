"""网点目录: places of certification with address and telephone, as an office keeps and prints them.

粤社保函〔2019〕105号 二(四): 认证网点地址可在省社保局网站自行下载; post-bank branches and terminals are places like the
agency's own counters. Nothing here is personal, so the directory is a file beside the settings of paper.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fieldsuite import exports
from fieldsuite.casework.written import plain
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.words import Both
from forms import regions
from forms.field import Choice, Field
from forms.form import Printed
from forms.ledgers import column
from forms.person import phone_ok

TITLE = "社会保险待遇资格认证服务网点"
KINDS = (
    Choice("counter", "社保经办窗口", "Counter of the agency"),
    Choice("township", "乡镇（街道）", "Township"),
    Choice("village", "村（社区）", "Village or community"),
    Choice("post_bank", "邮储银行", "Post bank"),
    Choice("bank", "合作银行", "Bank"),
    Choice("terminal", "自助服务终端", "Self-service terminal"),
    Choice("unit", "管理单位", "Managing unit"),
    Choice("mission", "使领馆", "Mission abroad"),
)
"""四川规程 第11条, 附件6; 粤社保函〔2019〕105号 二(四); 广西通知 二(二)."""
COLUMNS = (
    column("name", "网点名称", "Name", 24), column("kind", "类型", "Kind", 12, choices=KINDS),
    column("area", "行政区划", "Area", 10), column("address", "地址", "Address", 34),
    column("phone", "电话", "Telephone", 15), column("hours", "办理时间", "Hours", 18),
    column("note", "备注", "Remark", 16),
)  # fmt: skip
FIELDS: tuple[Field, ...] = tuple(field for field, _ in COLUMNS)
LONGEST = 200
SERVICE = re.compile(r"(1[02-9]|9[56])\d{3}", re.ASCII)
"""Service numbers of five digits such as 12333 and 95580."""


@dataclass(frozen=True, slots=True)
class Site:
    """One place of certification."""

    name: str
    kind: str
    address: str
    phone: str
    area: str = ""
    """GB/T 2260, six digits, or empty."""
    hours: str = ""
    note: str = ""


def sites(office: Office, *, area: str = "", kind: str = "") -> tuple[Site, ...]:
    """Give the directory by area and name; ``area`` by its first digits. Raises OfficeError when it is damaged."""
    path = _path(office)
    if not path.is_file():
        return ()
    try:
        found = [Site(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as error:
        raise OfficeError("paper.settings_damaged", code="E_INPUT", path=path.name) from error
    chosen = (
        one for one in found if one.area.startswith(area.rstrip("0") or area) and kind in ("", one.kind)
    )
    return tuple(sorted(chosen, key=lambda one: (one.area, one.name)))


def add(office: Office, site: Site) -> Site:
    """Add a place, or put the one of this name right. Raises OfficeError E_INPUT naming the field that is wrong."""
    made = _checked(site)
    _keep(office, [*(one for one in sites(office) if one.name != made.name), made])
    return made


def remove(office: Office, name: str) -> None:
    """Take a place out of the directory. Raises OfficeError E_NOT_FOUND."""
    left = [one for one in sites(office) if one.name != plain(name)]
    if len(left) == len(sites(office)):
        raise OfficeError("paper.no_site", code="E_NOT_FOUND", name=name)
    _keep(office, left)


def take(office: Office, path: Path) -> int:
    """Take the places of a table, those of the same name anew; all or nothing. Raises what ``add`` and tables raise."""
    from forms.paper.workbook import read_table

    made = [_checked(Site(**row)) for row in read_table(path, FIELDS)]
    names = {one.name for one in made}
    _keep(office, [*(one for one in sites(office) if one.name not in names), *made])
    return len(made)


def write(office: Office, out: Path, *, area: str = "", encoding: Encoding = "utf-8") -> tuple[int, int]:
    """Write the directory as .xlsx, .csv or .pdf; gives its lines and pages (0 for a table)."""
    rows, closed = [asdict(one) for one in sites(office, area=area)], exports.closed(office, "public")
    if out.suffix.lower() == ".pdf":
        return len(rows), _print(office, rows, out, closed).pages
    exports.write(out, FIELDS, rows, title="网点", closed=closed, encoding=encoding)
    return len(rows), 0


def _print(office: Office, rows: Sequence[dict[str, str]], out: Path, closed: str) -> Printed:
    from fieldsuite.casework import paper_settings
    from forms.paper import table_sheet
    from forms.paper.fonts import find_fonts

    settings = paper_settings.read(office)
    foot = f"举报监督电话: {settings.hotline}" if settings.hotline else ""
    shown = [{**row, "area": _area(row["area"])} for row in rows]
    return table_sheet.write(
        TITLE, COLUMNS, shown, out, unit=office.config.name, on=office.today().isoformat(), closed=closed, foot=foot,
        fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip


def _area(code: str) -> str:
    return regions.full_name(code) or code


def _checked(site: Site) -> Site:
    made = Site(**{key: plain(value)[:LONGEST] for key, value in asdict(site).items()})
    good = {
        "name": bool(made.name), "address": bool(made.address),
        "phone": bool(SERVICE.fullmatch(made.phone)) or phone_ok(made.phone),
        "kind": made.kind in {choice.value for choice in KINDS},
        "area": not made.area or regions.region(made.area) is not None,
    }  # fmt: skip
    for key, right in good.items():
        if not right:
            label = next(Both(f"{field.zh} / {field.en}") for field in FIELDS if field.key == key)
            raise OfficeError("paper.site_wrong", field=label, value=getattr(made, key))
    return made


def _keep(office: Office, found: Sequence[Site]) -> None:
    from forms.paper.whole import write_whole

    rows = [asdict(one) for one in found]
    write_whole(_path(office), json.dumps(rows, ensure_ascii=False, indent=2).encode())


def _path(office: Office) -> Path:
    return office.home.path / "sites.json"
