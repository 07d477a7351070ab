"""``doctor``: is this machine ready for work, and what is missing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from fieldsuite.cli.opened import home
from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import hint, say

if TYPE_CHECKING:
    from fieldsuite.doctor import Check

app = typer.Typer(invoke_without_command=True)  # a noun without verbs


@app.callback()
def doctor() -> None:
    """Check Python, devices, models, fonts, terminal, clock, disk, database and keys, and say what to do."""
    from fieldsuite.doctor import examine

    checks = []
    for check in examine(home()):
        checks.append(check)
        if not now.as_json:  # as they come: the camera takes a moment
            print(*_lines(check), sep="\n", flush=True)
    rows = [{"name": c.name, "ok": c.ok, "detail": _detail(c), "hint": _hint(c)} for c in checks]
    missing = [check for check in checks if check.code and not check.ok]
    if missing:
        names = ("、" if now.lang == "zh" else ", ").join(_label(check) for check in missing)
        raise OfficeError("doctor.not_ready", code=missing[0].code, extra={"checks": rows}, names=names)
    lacking = sum(not check.ok for check in checks)
    answer(
        {"checks": rows}, [say("doctor.ready_but" if lacking else "doctor.ready", now.lang, count=lacking)]
    )


def _lines(check: "Check") -> Iterator[str]:
    state = "absent" if check.absent else "fine" if check.ok else "broken" if check.code else "lacking"
    yield say(f"doctor.{state}", now.lang, name=_label(check), detail=_detail(check))
    if _hint(check):
        yield f"      {_hint(check)}"


def _label(check: "Check") -> str:
    return say(f"doctor.name_{check.name}", now.lang)


def _detail(check: "Check") -> str:
    return say(f"doctor.{check.key}", now.lang, **check.values)


def _hint(check: "Check") -> str:
    return "" if check.ok else hint(f"doctor.{check.key}", now.lang, **check.values)
