"""宣传告知: leaflets and posters with the cycle of this office's rules, its places and its telephones.

广西通知 三(二) asks units to help with 宣传告知; 四川规程 第6、17条 to publicise rules, ways and steps all the year.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from fieldsuite import exports
from fieldsuite.casework import paper_settings, sites
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rule_files import profile_of
from fieldsuite.rules.profile import Profile, Rule
from forms import leaflets
from forms.form import Printed

FILES = {"person": "告知单.pdf", "steps": "自助认证流程.pdf", "unit": "致单位.pdf", "poster": "海报.pdf"}
"""Kind of a leaflet -> its name in a pack."""
SITES_FILE = "服务网点.pdf"
MOST_SITES = 6
"""Places that a leaflet names; the directory has them all."""


def print_leaflet(office: Office, kinds: Sequence[str], out: Path) -> Printed:
    """Print leaflets of these kinds into one PDF. Raises OfficeError E_USAGE for an unknown kind."""
    from forms.paper import leaflet_sheet
    from forms.paper.fonts import find_fonts

    if unknown := [kind for kind in kinds if kind not in leaflets.TITLES]:
        raise OfficeError(
            "paper.no_leaflet", code="E_USAGE", name=unknown[0], names="、".join(leaflets.TITLES)
        )
    settings, cycle, near = paper_settings.read(office), tuple(_cycle(profile_of(office))), _near(office)
    made = [leaflets.leaflet(kind, cycle=cycle, sites=near) for kind in kinds]
    return leaflet_sheet.write(
        made, out, unit=office.config.name, on=office.today().isoformat(), contact=settings.contact,
        hotline=settings.hotline, closed=exports.closed(office, "public"),
        fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip


def print_pack(office: Office, folder: Path) -> tuple[Path, ...]:
    """Print every leaflet, and the directory where there is one, into a folder; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [print_leaflet(office, [kind], folder / name).path for kind, name in FILES.items()]
    if sites.sites(office):
        sites.write(office, folder / SITES_FILE)
        made.append(folder / SITES_FILE)
    return tuple(made)


def _near(office: Office) -> tuple[str, ...]:
    found = sites.sites(office)[:MOST_SITES]
    return tuple(
        "，".join(part for part in (one.name, one.address, f"电话 {one.phone}", one.hours) if part)
        for one in found
    )


def _cycle(profile: Profile) -> Iterator[str]:
    """Say when to certify and what follows, with the article, from the rules of the office's first benefit."""
    rule = next(iter(profile.rules.values()))
    yield f"{_when(rule)}{_source(profile, rule, 'mode')}"
    yield f"{_otherwise(rule)}{_source(profile, rule, 'suspend_month')}"
    if rule.back_pay:
        yield f"补办认证后，恢复发放并补发暂停期间的待遇{_source(profile, rule, 'back_pay')}"


def _when(rule: Rule) -> str:
    months = rule.cycle_months
    if rule.mode == "birthday":
        return "每年生日当月至次年生日上月，认证一次"
    if rule.mode == "first_cert":
        return f"从首次建模并成功认证的月份算起，每 {months} 个月认证一次，含期满当月"
    if rule.mode == "calendar":
        return f"每年至少认证一次，于 {rule.cut_off[0]} 月 {rule.cut_off[1]} 日截止，什么时候开始都可以"
    return f"每 {months} 个月至少认证一次，从最近一次认证算起；提前认证的，截止时间向后顺延"


def _otherwise(rule: Rule) -> str:
    if rule.mode == "calendar":
        return f"到期未认证的，从 {rule.suspend_month} 月起暂停发放待遇"
    if rule.mode == "rolling":
        return f"超过期限没有认证的，从第 {rule.suspend_month} 个月起暂停发放待遇"
    return "到期未认证的，从次月起暂停发放待遇"


def _source(profile: Profile, rule: Rule, name: str) -> str:
    basis = rule.bases[name]
    return f"（{profile.short_zh} {basis.article}）。" if basis.article else "。"
