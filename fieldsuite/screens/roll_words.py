"""What the lists of the desk say of a line: its sources, its place, the days that are left."""

from collections import Counter
from collections.abc import Sequence

from fieldsuite.province.lists import Division, ListRow
from fieldsuite.screens.wording import Say

DIVISIONS = 8
"""Places named in the line by residence; the file has all."""


def source_words(sources: Sequence[str], say: Say) -> str:
    """Name sources as the notice does, with what each said: 火化（死亡）."""
    found = []
    for source in sources:
        kind, _, origin = source.partition(":")
        found.append(
            say("deskwork.said", origin=say(f"deskwork.from_{origin}"), kind=say(f"deskwork.kind_{kind}"))
        )
    return say("list_mark").join(found)


def why_word(row: ListRow, say: Say) -> str:
    """Say in a word why a line stands where it does: a contradiction before what contradicts."""
    keys = [reason.key.removeprefix("rules.") for reason in row.reasons]
    key = next((key for key in ("list_fraud", "list_both", "list_objected") if key in keys), keys[0])
    return ("! " if row.fraud else "") + say(f"deskwork.short_{key}")


def verifying_words(row: ListRow, say: Say) -> str:
    """Say how long a verification may take, or when the cycle ends."""
    if row.list == "verify" and row.verifying.days is not None:
        key = "deskwork.days_left" if row.verifying.days >= 0 else "deskwork.days_late"
        return say(key, days=abs(row.verifying.days))
    return row.deadline.isoformat() if row.deadline else "-"


def residence_line(divisions: Sequence[Division], say: Say) -> str:
    """Divide a list by where people live, and work injury by employer (四川规程 第15、16条)."""
    if not divisions:
        return ""
    counts = Counter[tuple[str, str]]()
    for one in divisions:
        counts[one.place or one.site, one.through] += one.number
    shown = [
        say(f"deskwork.split_{through}", place=place, number=number)
        for (place, through), number in counts.most_common(DIVISIONS)
    ]
    more = [say("deskwork.split_more", number=len(counts) - DIVISIONS)] if len(counts) > DIVISIONS else []
    abroad = sum(one.abroad for one in divisions)
    away = [say("deskwork.split_abroad", number=abroad)] if abroad else []
    return say("deskwork.split", places=" · ".join([*shown, *more, *away]))
