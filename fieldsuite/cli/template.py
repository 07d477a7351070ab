"""``template``: what each template has seen, who should be modelled anew, and the deletion of templates."""

from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from biometric.template import Modality
    from fieldsuite.casework.deletion import Deleted
    from fieldsuite.casework.template_care import TemplateHistory

app = typer.Typer(help="Templates: history, renewal, deletion.", no_args_is_help=True)

Face = Annotated[bool, typer.Option("--face")]
Voice = Annotated[bool, typer.Option("--voice")]


@app.command("show")
def show(
    person: Person, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Show a person's templates, the likeness of every verification since, and whether to renew them."""
    from fieldsuite.casework.template_care import of_person

    with opened(officer, passphrase_file, as_of) as office:
        found = of_person(office, person)
    lines = [line for one in found for line in _lines(one)]
    answer({"templates": [plain(one) for one in found]}, lines or [say("template.none", now.lang)])


def _lines(one: "TemplateHistory") -> "Iterator[str]":
    yield say(
        "template.row", now.lang, kind=say(f"template.{one.modality}", now.lang),
        variant=say(f"template.variant_{one.variant}", now.lang), engine=one.engine, made=one.made_on,
        years=one.years, captures=one.captures, count=len(one.scores),
    )  # fmt: skip
    if one.state:
        yield "  " + say(f"template.state_{one.state}", now.lang, day=one.review_until)
    if one.renews:
        alike = "-" if one.renewal_likeness is None else f"{one.renewal_likeness:.2f}"
        yield say("template.renewed", now.lang, before=one.renews[:8], likeness=alike)
    for score in one.scores:
        yield say(
            "template.score", now.lang, day=score.on, likeness=f"{score.likeness:.2f}",
            threshold=f"{score.threshold:.2f}",
        )  # fmt: skip
    if one.first is not None and one.last is not None:
        yield say("template.trend", now.lang, first=f"{one.first:.2f}", last=f"{one.last:.2f}")
    for why in one.advice:
        yield "  " + say(f"template.{why}", now.lang, years=one.years)


@app.command("renewals")
def renewals(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """List who should be modelled anew: an old template, or a likeness that falls."""
    from fieldsuite.casework.template_care import renewals as job

    with opened(officer, passphrase_file, as_of) as office:
        found = job(office)
    lines = [
        say(
            "template.renewal", now.lang, village=one.village, name=one.name,
            kind=say(f"template.{one.modality}", now.lang), variant=say(f"template.variant_{one.variant}", now.lang),
            why=say(f"template.{one.advice[0]}", now.lang, years=one.years),
        )
        for one in found
    ]  # fmt: skip
    answer({"renewals": [plain(one) for one in found]}, lines or [say("template.nobody", now.lang)])


@app.command("withdraw")
def withdraw(
    person: Person,
    heard_by: Annotated[str, typer.Option("--heard-by", help="Who heard the person withdraw.")],
    face: Face = False, voice: Voice = False, officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record that a person withdrew their consent, erase those templates, and give the signed proof."""
    from fieldsuite.casework import consent

    kinds = _kinds(face, voice)
    with opened(officer, passphrase_file) as office:
        done = consent.withdraw(office, person, kinds, heard_by)
    _answer(list(done))


@app.command("erase")
def erase(
    person: Person,
    why: Annotated[str, typer.Option("--why", help="ended (待遇终止) or mistaken (建错模).")],
    reason: Annotated[str, typer.Option("--reason", help="In words.")],
    face: Face = False, voice: Voice = False, officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Erase a person's templates because the benefit ended or they are of somebody else, with the signed proof."""
    from fieldsuite.casework import deletion

    if why not in ("ended", "mistaken"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--why {why}")
    kinds = _kinds(face, voice)
    with opened(officer, passphrase_file) as office:
        done = [deletion.erase(office, person, kind, why, reason) for kind in kinds]  # type: ignore[arg-type]  # checked
    _answer(done)


@app.command("owed")
def owed(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List templates whose person has withdrawn, as when the refusal came with a bundle."""
    from fieldsuite.casework import deletion

    with opened(officer, passphrase_file) as office:
        found = deletion.owed(office)
    lines = [
        say("template.owed", now.lang, name=one.name, kind=say(f"template.{one.modality}", now.lang))
        for one in found
    ]
    answer({"owed": [plain(one) for one in found]}, lines or [say("template.nothing_owed", now.lang)])


@app.command("settle")
def settle(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Erase every template whose person has withdrawn, each with its signed proof."""
    from fieldsuite.casework import deletion

    done: list[Deleted] = []

    def kept() -> "Iterator[object]":
        for step in deletion.settle_all(office):
            if isinstance(step, deletion.Deleted):
                done.append(step)
            yield step

    with opened(officer, passphrase_file) as office:
        follow(kept())
    _answer(done)


def _kinds(face: bool, voice: bool) -> "list[Modality]":
    asked: list[tuple[Modality, bool]] = [("face", face), ("voice", voice)]
    kinds = [kind for kind, wanted in asked if wanted]
    if not kinds:
        raise OfficeError("template.which", code="E_USAGE")
    return kinds


def _answer(done: "list[Deleted]") -> None:
    lines = [
        say(
            "template.erased", now.lang, kind=say(f"template.{one.modality}", now.lang), templates=one.templates,
            record=one.record_id[:8],
        )
        for one in done
    ]  # fmt: skip
    answer({"deleted": [plain(one) for one in done]}, lines or [say("template.nothing_to_erase", now.lang)])
