"""What the desk says of one person beside the card: decisions, letters, laptops, signs, conflicts, who looked."""

from collections.abc import Callable
from dataclasses import replace

from fieldsuite.province.conflicts import Side
from fieldsuite.province.dossier import Dossier
from fieldsuite.screens.contradictions import side_line
from fieldsuite.screens.wording import Say

MOST = 30
"""Lines of one kind that are shown."""


def dossier_lines(found: Dossier, say: Say, name: Callable[[str], str]) -> list[str]:
    """Say everything, the newest first, under a head for each kind; what there is none of says so.

    ``name`` gives the name of the office of a code.
    """

    def line(side: Side) -> str:
        return side_line(replace(side, site=name(side.site)) if side.site else side, say)

    lines = [*_head("decisions", len(found.decisions), say)]
    for one in found.decisions[:MOST]:
        clerk = say("rulings.by_rule") if one.clerk == "rule" else one.clerk
        signed = say("rulings.signed") if one.signed else ""
        sent = say("rulings.sent" if one.letter else "rulings.not_sent")
        words = " ".join(part for part in (one.todo, signed, sent) if part)
        lines.append(f"· {one.at}  {say(f'province.status_{one.status}')}  {say(f'kind_{one.kind}')} {one.on}"
                     f"  {clerk}  {words}")  # fmt: skip
    if found.undone:
        lines.append("· " + say("rulings.undone_records", number=found.undone))
    lines += _head("conflicts", len(found.conflicts), say)
    for two in found.conflicts[:MOST]:
        kind = say(f"rulings.conflict_{two.kind}")
        lines.append(f"! {kind}: {line(two.first)} | {line(two.second)}")
    lines += _head("signs", len(found.signs), say)
    for on, kind, signs in found.signs[:MOST]:
        words = say("list_mark").join(say(f"province.{sign}") for sign in signs)
        lines.append(f"! {on}  {say(f'kind_{kind}')}  {words}")
    lines += _head("letters", len(found.letters), say)
    lines += [
        f"· {one.at}  {say(f'rulings.letter_{one.kind}')}  {name(one.site)}" for one in found.letters[:MOST]
    ]
    lines += _head("laptops", len(found.laptops), say)
    for laptop in found.laptops[:MOST]:
        state = "" if laptop.trusted else f"  {say('rulings.not_trusted')}"
        lines.append("· " + say("rulings.laptop", name=laptop.name, site=laptop.site,
                                records=laptop.records) + state)  # fmt: skip
    lines += _head("looks", len(found.looks), say)
    lines += [f"· {one.at}  {one.who}  {say(f'rulings.looked_{one.what}')}" for one in found.looks[:MOST]]
    return lines


def _head(name: str, number: int, say: Say) -> list[str]:
    return [say(f"rulings.head_{name}", number=number)]
