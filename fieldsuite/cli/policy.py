"""``policy``: which rules there are, and what they say of one benefit on one day. Needs no office and no passphrase."""

import os
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperCommand

from fieldsuite.cli.opened import PassphraseFile, day, home, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.policy_files import add_to
from fieldsuite.errors import OfficeError
from fieldsuite.rules.disclosure import What
from fieldsuite.rules.known import EVENT_KINDS, Certified, Event
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.standing import Reason
from fieldsuite.words import say

app = typer.Typer(help="Rules of the notices: when is who due, and why.", no_args_is_help=True)
add_to(app)
WORDS = "fieldsuite.words_of_the_command"


class InOrder(TyperCommand):
    """Keeps the words of the command in the order they were typed: it says which --recorded stands beside what."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Note the words, then read them as usual."""
        ctx.meta[WORDS] = tuple(args)
        return super().parse_args(ctx, args)


@app.command("explain", cls=InOrder)
def explain(
    ctx: typer.Context,
    profile: Annotated[str, typer.Option("--profile", help="Name of the rules: sichuan, guangdong, ...")],
    benefit: Annotated[str, typer.Option("--benefit", help="pension, work-injury, dependants, ...")],
    birth: Annotated[str, typer.Option("--birth", help="Date of birth, YYYY-MM-DD.")],
    start: Annotated[str, typer.Option("--start", help="Day the benefit began, or was applied for.")],
    certified: Annotated[
        list[str] | None, typer.Option("--certified", help="Day of a certification; once for each.")
    ] = None,
    recorded: Annotated[
        list[str] | None,
        typer.Option(
            "--recorded",
            help="Day a certification became known, when later. Write it right after its --certified; or give as "
            "many as there are --certified, then they belong together in order.",
        ),
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", help=f"KIND:DAY; kinds: {', '.join(EVENT_KINDS)}.")
    ] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="Day to speak of; default: today.")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Say where a benefit stands on a day, until when to certify, what follows otherwise, and why."""
    from fieldsuite.rules import cycle
    from fieldsuite.rules.reasons import explain_lines

    rules = _rules(profile, passphrase_file)
    standing = cycle.explain(
        rules,
        benefit,
        day(birth, "--birth"),
        day(start, "--start"),
        paired(certified or (), recorded or (), ctx.meta[WORDS]),
        [_event(text) for text in event or ()],
        day(as_of, "--as-of") if as_of else date.today(),
    )
    result = {
        "status": standing.status,
        "window_start": standing.window_start,
        "window_end": standing.window_end,
        "deadline": standing.deadline,
        "remind_from": standing.remind_from,
        "suspend_from": standing.suspend_from,
        "verify_from": standing.verify_from,
        "reasons": [_shown(reason, rules) for reason in standing.reasons],
        "if_certified_today": standing.if_certified_today,
        "back_pay": standing.back_pay,
        "overpaid": standing.overpaid,
        "stop_reason": standing.stop_reason,
        "objection": standing.objection,
        "profile_version": standing.profile_version,
        "warnings": [_shown(reason, rules) for reason in standing.warnings],
    }
    title = rules.title_zh if now.lang == "zh" else rules.title_en
    answer(result, [f"{standing.status}  {title}", *explain_lines(standing, now.lang)])


@app.command("profiles")
def profiles_() -> None:
    """List the rules there are, the notice each comes from, and the benefits it names."""
    from fieldsuite.rules.profiles import load

    shown = [
        {
            "name": profile.name,
            "version": profile.version,
            "source": profile.document,
            "benefits": list(profile.rules),
            "title": profile.title_zh if now.lang == "zh" else profile.title_en,
            "valid_from": profile.valid_from,
            "approved_by": profile.approved_by,
            "disclosure": {what: profile.disclosure.of(what) for what in get_args(What)},
        }
        for profile in load().values()
    ]
    lines = []
    for profile in load().values():
        title = profile.title_zh if now.lang == "zh" else profile.title_en
        closed = say("rules.disclosure", now.lang, word=profile.disclosure.notice)
        benefits = ", ".join(profile.rules)
        lines += [profile.name, *(f"  {line}" for line in (title, profile.document, closed, benefits))]
    answer({"profiles": shown}, lines)


def _rules(name: str, passphrase_file: PassphraseFile) -> Profile:
    """Find rules by name; those that only the province signed for this office need its passphrase."""
    from fieldsuite.config import Home
    from fieldsuite.rule_files import rules_of
    from fieldsuite.rules import profiles

    named = passphrase_file is not None or (
        name not in profiles.load() and "FIELDSUITE_PASSPHRASE" in os.environ
    )
    if not named or not Home(home()).exists:
        return profiles.find(name)
    with opened(passphrase_file=passphrase_file) as office:
        known = rules_of(office)
    return known[name] if name in known else profiles.find(name)


def paired(certified: Sequence[str], recorded: Sequence[str], words: Sequence[str]) -> list[Certified]:
    """Bring each --recorded to its --certified: as many of both go in order, otherwise each to the one before it.

    Raises OfficeError ``rules.recorded_alone`` when one stands beside no certification, ``rules.recorded_too_early``
    when it lies before the certification by more than the day that time zones explain.
    """
    known: list[str | None] = list(recorded)
    if len(recorded) != len(certified):
        known = _beside(words)
    made = [
        Certified(day(on, "--certified"), day(later, "--recorded") if later else None)
        for on, later in zip(certified, known, strict=True)
    ]
    for one in made:
        if one.recorded_on is not None and (one.on - one.recorded_on).days > 1:
            raise OfficeError("rules.recorded_too_early", on=one.on, recorded_on=one.recorded_on)
    return made


def _beside(words: Sequence[str]) -> list[str | None]:
    """Give for each --certified, in order, the --recorded that follows it before the next one."""
    known: list[str | None] = []
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        given = value if equals else next(rest, "")
        if name == "--certified":
            known.append(None)
        elif name == "--recorded":
            if not known or known[-1] is not None:
                raise OfficeError("rules.recorded_alone", value=given)
            known[-1] = given
    return known


def _event(text: str) -> Event:
    kind, colon, on = text.partition(":")
    if not colon or kind not in EVENT_KINDS:
        raise OfficeError("rules.bad_event", value=text, known=", ".join(EVENT_KINDS))
    return Event(kind, day(on, "--event"))


def _shown(reason: Reason, rules: Profile) -> dict[str, str]:
    from fieldsuite.rules.reasons import sentence

    return {
        "rule": reason.key.removeprefix("rules."),
        "text": sentence(reason, now.lang),
        "article": reason.article,
        "source": reason.source,
        "document": rules.document if reason.source == rules.short_zh else "",
    }
