"""What an approval says of itself: what is asked for, who may go on, what stands for and against it."""

from fieldsuite.province.approval_views import ApprovalRow
from fieldsuite.province.grounds import Grounds
from fieldsuite.rules.reasons import explain_lines
from fieldsuite.screens.roll_words import source_words
from fieldsuite.screens.wording import Say
from fieldsuite.words import Lang

SHOWN = 3
"""Records and compared lines named one by one; O opens all evidence, Enter the person."""


def application_lines(row: ApprovalRow, officer: str, say: Say) -> list[str]:
    """Say what is asked for, and whether this officer may take the next step (四川规程 第29条)."""
    lines = [say("deskwork.asks", what=say(f"desk.approve_{row.what}"), name=row.name, reason=row.reason)]
    if row.months:
        lines.append(say("province.back_pay", months=say("list_mark").join(row.months)))
    if row.terminated:
        lines.append(say("deskwork.terminated"))
    if row.what == "deregister" and (row.heir or row.sealed):
        lines.append(say("deskwork.heir_is", heir=row.heir) if row.heir else say("deskwork.is_sealed"))
    if row.state == "returned":
        return [*lines, say("deskwork.was_returned", reason=row.returned)]
    if row.state == "done":
        return [*lines, say("deskwork.is_done", first=row.first, second=row.second, third=row.third)]
    step = say("deskwork.step_third" if row.second else "deskwork.step_second")
    own = officer in (row.first, row.second)
    return [*lines, say("deskwork.not_yours" if own else "deskwork.yours", step=step)]


def ground_lines(found: Grounds, lang: Lang, say: Say, *, all_of_it: bool = False) -> list[str]:
    """Say where the benefit stands and why, and what is on record of the person; a few of each, or all of it."""
    lines = []
    most = None if all_of_it else SHOWN
    for benefit, standing in found.standings:
        why = explain_lines(standing, lang)[:2]
        lines.append(f"{say(f'benefit_{benefit}')}：{' '.join(why)}" if lang == "zh" else
                     f"{say(f'benefit_{benefit}')}: {' '.join(why)}")  # fmt: skip
    for kind, on in found.events:
        lines.append(say("deskwork.registered", kind=say(f"deskwork.kind_{kind}"), on=on))
    for sign in found.signs[:most]:
        words = source_words((f"{sign.kind}:{sign.source}",), say)
        lines.append(
            say("deskwork.compared_line", words=words, on=sign.on, state=say(f"deskwork.sign_{sign.state}"))
        )
    for on, kind, officer, pieces in found.records[:most]:
        lines.append(
            say("deskwork.record_line", on=on, kind=say(f"kind_{kind}"), officer=officer, pieces=pieces)
        )
    if not found.records and not found.signs:
        lines.append(say("deskwork.no_records"))
    return lines
