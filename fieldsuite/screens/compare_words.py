"""What is said of a comparison file: how it was read, what it does, and why a line is of no use."""

from rich.text import Text

from fieldsuite.province.compare import Taken
from fieldsuite.province.compared_changes import Change
from fieldsuite.province.compared_headings import Headings
from fieldsuite.screens.wording import Say

Rows = list[tuple[str, list[str | Text]]]


def seen_line(name: str, found: Headings, say: Say) -> str:
    """Say how the file was read: encoding, lines, columns."""
    encoding = say(f"deskwork.encoding_{found.encoding}")
    words = say("deskwork.seen", file=name, encoding=encoding, lines=found.lines, columns=len(found.columns))
    return f"{words}\n{say('deskwork.seen_before', on=found.taken_on)}" if found.taken_on else words


def column_label(name: str, found: Headings) -> str:
    """Name a column with what its first line says, so that one sees what it holds."""
    return f"{name} · {found.samples[name]}" if found.samples.get(name) else name


def effect_line(found: Taken, say: Say) -> str:
    """Count what the file does, and what of it is of no use."""
    numbers = {
        "certified": found.certified, "losses": found.losses, "contradicting": found.contradicting,
        "failed": found.failed_payments, "other_benefit": found.other_benefit,
        "unknown": found.counts.get("unknown", 0), "refused": len(found.problems),
    }  # fmt: skip
    said = [say(f"deskwork.effect_{name}", number=number) for name, number in numbers.items() if number]
    return " · ".join(said) or say("deskwork.effect_nothing")


def refused_lines(found: Taken, say: Say) -> Rows:
    """Name every line that could not be used, with the reason."""
    return [
        (f"refused {line.number}", [
            str(line.number), Text(line.name or line.id_no, style="bold"),
            "✗ " + say(f"deskwork.line_{line.result}", registered=line.registered_name, id_no=line.id_no),
        ])
        for line in found.problems
    ]  # fmt: skip


def change_lines(found: Taken, say: Say) -> Rows:
    """Tell of each person what changes: status and deadline before and after."""
    return [
        (f"change {one.line}", [str(one.line), Text(one.name, style="bold"), _change(one, say)])
        for one in found.changes
    ]


def _change(one: Change, say: Say) -> str:
    """The word, and the statuses that change."""
    told = {
        say("deskwork.status_changes", old=say(f"status_{old}"), new=say(f"status_{new}"), after=after or "-")
        for _, old, before, new, after in one.benefits
        if (old, before) != (new, after)
    }
    return f"{say(f'deskwork.short_becomes_{one.what}')}  {' · '.join(sorted(told))}".rstrip()


def line_about(found: Taken, name: str, say: Say) -> str:
    """Say the whole of a line: why it is of no use, or what changes for each benefit."""
    for line in found.problems:
        if name == f"refused {line.number}":
            why = say(f"deskwork.line_{line.result}", registered=line.registered_name, id_no=line.id_no)
            return say("deskwork.refused_line", line=line.number, name=line.name or line.id_no, why=why)
    return next((_whole(one, say) for one in found.changes if name == f"change {one.line}"), "")


def _whole(one: Change, say: Say) -> str:
    lines = [f"{one.name}  {say(f'deskwork.becomes_{one.what}', on=one.on)}"]
    for benefit, old, before, new, after in one.benefits:
        changed = (old, before) != (new, after)
        lines.append(
            say("deskwork.benefit_changes" if changed else "deskwork.benefit_stays", benefit=say(f"benefit_{benefit}"),
                old=say(f"status_{old}"), before=before or "-", new=say(f"status_{new}"), after=after or "-")
        )  # fmt: skip
    return "\n".join(lines)
