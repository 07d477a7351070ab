"""Codes as words, the same everywhere: statuses, records, people on a list."""

from collections.abc import Callable
from datetime import date

from rich.text import Text

from fieldsuite.casework.views import BenefitView, DoneToday, HistoryRow, PersonRow, Read
from fieldsuite.words import has

Say = Callable[..., str]
"""A screen's ``say``."""

TONES = {
    "SUSPENDED": "error",
    "STOPPED": "error",
    "OVERDUE_IN_MONTH": "error",
    "DUE_SOON": "warning",
    "OK": "success",
}
"""Status -> colour of the theme; the word always stands beside it."""


def tone_of(row: PersonRow) -> str:
    """Colour of where somebody stands: whoever is to be verified (待核实) is never in order meanwhile."""
    tone = TONES.get(row.status, "")
    return "warning" if row.verify_days is not None and tone == "success" else tone


def person_state(row: PersonRow, say: Say, *, short: bool = False) -> str:
    """Say in a few words where somebody stands: ``已暂停``, ``11-30 到期``, ``待核实（…）``."""
    if row.verify_days is not None:
        why = say("because", why=row.reason) if row.reason and not short else ""
        return say("to_verify_days", days=row.verify_days) + why
    # Short it stands beside the day, and a day of next year without its year would read as one of this.
    if row.deadline and (row.status == "DUE_SOON" or (row.status == "OK" and not short)):
        return say("due_on", day=f"{row.deadline:%m-%d}" if short else row.deadline.isoformat())
    return say(f"status_{row.status}")


def person_line(row: PersonRow, say: Say) -> list[str | Text]:
    """Cells of a person on the home screen: name, sex and age, where, mobility, state."""
    return [
        Text(row.name, style="bold"),
        f"{say('sex_' + row.sex)} {row.age}",
        row.address or row.village,
        say(f"short_{row.mobility}") if row.mobility else "",
        person_state(row, say, short=True),
    ]


def done_line(done: DoneToday, say: Say) -> str:
    """One act of today: ``09:02  阿卜杜拉  人脸认证 通过``."""
    found = say(f"short_{done.detail}") if done.kind == "visit" else detail(done.kind, done.detail, say)
    return "  ".join(
        part for part in (done.at, done.name, f"{say('kind_' + done.kind)} {found}".strip()) if part
    )


def detail(kind: str, word: str, say: Say) -> str:
    """Say the word that matters in a record: a verdict, what was found at a visit, yes or no."""
    if kind == "consent":
        return say("and").join(say(f"agreed_{part}") for part in word.split("+"))
    key = {"visit": f"mobility_{word}", "verification": f"verdict_{word}", "review": f"review_{word}",
           "enrolment": f"source_{word}"}.get(kind, f"event_{word}")  # fmt: skip
    return say(key) if word and has(f"screens.{key}") else word


def review_fact(key: str, value: str, say: Say) -> str:
    """Say the value of a fact beside a record: a document and a source have words."""
    words = {"document": "document_", "source": "source_"}
    return say(f"{words[key]}{value}") if key in words else value


def told(message: str, say: Say) -> str:
    """Say what the province said of a record: the sentence of a word it uses, or its own words as they
    are.
    """
    key = f"province.rejected_{message}"
    return say(key) if message and has(key) else message


def history_line(row: HistoryRow, say: Say) -> list[str | Text]:
    """Cells of a person's history: day, what, how alike, who, what became of it."""
    what = say(f"event_{row.method}") if row.kind == "event" else say(f"method_{row.method}")
    state = say(f"state_{row.state}")
    if row.deadline:
        state += " " + say("next_deadline", day=row.deadline.isoformat())
    if row.message:
        state += say("because", why=told(row.message, say))
    return [
        row.on.isoformat(),
        what,
        (detail(row.kind, row.detail, say) if row.kind not in ("known", "event") else "")
        + (
            say("without", actions=say("list_mark").join(say(f"action_{one}") for one in row.left_out))
            if row.left_out
            else ""
        ),
        f"{row.likeness:.2f}" if row.likeness is not None else "",
        row.officer,
        state,
    ]


def benefit_title(benefit: BenefitView, say: Say) -> str:
    """Name a benefit; the work-injury benefit is called differently in Guangxi (words-and-codes)."""
    guangxi = benefit.benefit == "work-injury" and benefit.profile.startswith("guangxi")
    return say("benefit_work-injury_guangxi") if guangxi else say(f"benefit_{benefit.benefit}")


def deadlines(pairs: tuple[tuple[str, date | None], ...], say: Say) -> str:
    """Say the next deadline of each benefit."""
    return "\n".join(
        f"{say('benefit_' + benefit)} → {say('next_deadline', day=day.isoformat())}"
        for benefit, day in pairs
        if day
    )


def shortened(name: str) -> str:
    """Shorten a file's name to what tells it from its neighbours: bundles are named by 64 digits."""
    return name if len(name) <= 24 else f"{name[:12]}…{name[-8:]}"


def read_line(read: Read, say: Say) -> str:
    """Say what a file of the province was and what it brought."""
    if read.kind == "tasks":
        until = read.valid_until.isoformat() if read.valid_until else ""
        return say("read_tasks", people=read.people, fresh=read.new_people, until=until)
    counts = " · ".join(
        f"{say('state_' + state)} {number}" for state, number in read.counts.items() if number
    )
    return say(f"read_{read.kind}", counts=counts)


def span(minutes: int, say: Say) -> str:
    """Say a length of time in its largest whole unit."""
    for unit, length in (("days", 1440), ("hours", 60)):
        if minutes >= length:
            return say(f"safe.{unit}", number=minutes // length)
    return say("safe.minutes", number=minutes)
