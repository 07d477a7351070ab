"""The annual summary as a paper or a table: the figures of ``summary`` and their pictures."""

from pathlib import Path

from fieldsuite import exports
from fieldsuite.casework.noted import noted
from fieldsuite.casework.reports import chart_files, summary
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.words import has, say
from forms.chart import Chart
from forms.ledgers import column

COLUMNS = (
    column("area", "地区", "Area", 16), column("benefit", "险种", "Benefit", 14),
    column("people", "应认证", "People", 9), column("certified", "已认证", "Certified", 9),
    column("rate", "认证率", "Share", 9), column("due", "即将到期", "Due soon", 9),
    column("suspended", "暂停", "Suspended", 8), column("stopped", "停发", "Stopped", 8),
    column("this_year", "本年认证人次", "Certifications this year", 12),
    column("self_service", "自助占比", "Self-service", 10), column("methods", "按方式", "By way", 40),
)  # fmt: skip


@noted("export", "summary")
def write(office: Office, out: Path, *, year: int | None = None, encoding: Encoding = "utf-8") -> int:
    """Write the annual summary as .xlsx, .csv or .pdf, with its charts where the file can hold them; gives its rows."""
    wanted = year or office.today().year
    rows = [
        {
            "area": one.area or "合计", "benefit": say(f"reports.benefit_{one.benefit.replace('-', '_')}", "zh"),
            "people": str(one.people), "certified": str(one.certified), "rate": f"{one.rate:.1%}", "due": str(one.due),
            "suspended": str(one.suspended), "stopped": str(one.stopped), "this_year": str(one.this_year),
            "self_service": f"{one.self_service_share:.1%}",
            "methods": " ".join(f"{_word(name)}{count}" for name, count in one.methods.items()),
        }
        for one in summary.progress(office, year=wanted)
    ]  # fmt: skip
    title, closed = f"{wanted}年度领取待遇资格认证工作总结", exports.closed(office, "figures")
    if out.suffix.lower() == ".csv":
        drawn: tuple[Chart, ...] = ()
    else:
        drawn = chart_files.drawn(office, year=wanted)
    if out.suffix.lower() == ".pdf":
        from forms.paper import table_sheet
        from forms.paper.fonts import find_fonts

        table_sheet.write(
            title, COLUMNS, rows, out, unit=office.config.name, on=office.today().isoformat(), closed=closed,
            fonts=find_fonts(office=office.home.fonts), practice=office.config.practice, charts=drawn,
        )  # fmt: skip
        return len(rows)
    fields = [field for field, _ in COLUMNS]
    exports.write(out, fields, rows, title=title, closed=closed, encoding=encoding, charts=drawn)
    return len(rows)


def _word(method: str) -> str:
    return say(f"ledgers.method_{method}", "zh") if has(f"ledgers.method_{method}") else method
