"""What the desk says of bundles and records: lines of its lists, and what a decision will change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rich.text import Text

from fieldsuite.province.views import ArrivedBundle, CaseRow
from fieldsuite.screens.wording import Say, detail, shortened
from fieldsuite.words import has

LOSSES = ("dead", "missing", "prison")
"""What a visit may find that ends a benefit."""


def bundle_line(row: ArrivedBundle, names: dict[str, str], say: Say) -> list[str | Text]:
    """Cells of a bundle: from whom, which one, what became of it."""
    code = code_words(row.code, say) + " !" * bool(row.log)
    site = names.get(row.site, row.site or say("desk_unknown"))
    state = f"rulings.bundle_{row.undo}" if row.undo else f"province.result_{row.result}"
    return [site, str(row.seq or ""), say(state) + code]


def code_words(code: str, say: Say) -> str:
    """Write the code of a bundle behind its result: in words where a person can do something about it."""
    short = say(f"province.short_{code}") if has(f"province.short_{code}") else code
    return f" {short}" if code else ""


def about_bundle(bundle: ArrivedBundle | None, say: Say) -> str:
    """What is said where no record is chosen."""
    if bundle is None:
        return say("desk_empty")
    if bundle.log:
        return "! " + say(f"province.log_{bundle.log}")
    if bundle.code == "E_GAP" and bundle.result == "imported":
        return say("province.bundle_gap")
    if bundle.code:
        return say("province.bundle_code", code=bundle.code, day=bundle.received_at[:10])
    return say("province.bundle_done")


def case_line(row: CaseRow, year: int, say: Say) -> list[str | Text]:
    """Cells of a record; ``!`` says that there is something to look out for. A day of this ``year`` stands without it.

    Who reviewed it stands where a long name pushes nothing over the edge: 66 columns are left of 100.
    """
    state = say(f"province.status_{row.status}") + " !" * bool(row.flags)
    found = detail(row.kind, row.detail, say)
    reviewer = row.reviewed_by or say("none")
    day = f"{row.occurred_on:%m-%d}" if row.occurred_on.year == year else row.occurred_on.isoformat()
    way = say(f"method_{row.method}")
    return [Text(row.name, style="bold"), state, reviewer, way, found, day, row.officer]


def contradicted(row: CaseRow, kinds: Iterable[str]) -> CaseRow:
    """Give a record with the contradictions it stands in before everything else to look out for."""
    return replace(row, flags=(*(f"against_{kind}" for kind in kinds), *row.flags))


def change_lines(row: CaseRow, say: Say) -> list[str]:
    """Say what to look out for, and what accepting the record would change."""
    lines = [f"! {say(f'province.{flag}')}" for flag in row.flags]
    if row.likeness is not None and row.threshold is not None:
        pair = {"likeness": f"{row.likeness:.2f}", "threshold": f"{row.threshold:.2f}"}
        lines.append(say("why_likeness", **pair))
    if row.detail in LOSSES:
        lines.append(say(f"province.becomes_{row.detail}"))
    lines += [_benefit(*benefit, say) for benefit in row.benefits]
    if row.back_pay:
        lines.append(say("province.back_pay", months=say("list_mark").join(row.back_pay)))
    if row.todo:
        lines.append(say("province.told", todo=row.todo))
    lines.append(say("evidence_pieces", number=len(row.evidence)))
    return lines


def _benefit(name: str, status: str, now: date | None, then: date | None, say: Say) -> str:
    words = {"benefit": say(f"benefit_{name}"), "status": say(f"status_{status}")}
    before, after = now.isoformat() if now else "-", then.isoformat() if then else "-"
    return say(
        "province.changes" if now != then else "province.changes_nothing", before=before, after=after, **words
    )


def arrived_line(arrived: ArrivedBundle, say: Say) -> str:
    """Say what came of one file."""
    counts = " · ".join(
        f"{say(f'province.arrived_{name}')} {number}" for name, number in arrived.counts.items() if number
    )
    if arrived.result == "waiting":
        counts = slices_line(arrived, say)
    return f"{shortened(arrived.file)}  {say(f'province.result_{arrived.result}')}  {counts}"


def slices_line(arrived: ArrivedBundle, say: Say) -> str:
    """Say which slices are still to come; people count them from one."""
    if not arrived.slices:
        return say("province.slices_unnumbered")
    numbers = say("list_mark").join(str(number + 1) for number in arrived.missing[:8])
    more = "…" if len(arrived.missing) > 8 else ""
    return say("province.slices_missing", numbers=numbers + more, total=arrived.slices)
