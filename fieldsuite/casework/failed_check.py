"""Says which check of a verification failed, how far it got and how far it should have got."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict, get_args

from biometric.steps import Action, Verdict
from fieldsuite.casework.views import ReviewItem

Say = Callable[..., str]
"""Gives a sentence by its full key, in the language of the moment."""

WHOLE = ("likeness_within", "other_afterwards")
"""Names that are not a kind and what it is about."""


def failed_line(failed: str, value: float | None, needed: float | None, say: Say) -> str:
    """Give one line such as ``未过：动作（向左转头） 6.2（需 11）``; empty when nothing failed."""
    if not failed:
        return ""
    kind, _, what = (failed, "", "") if failed in WHOLE else failed.partition("_")
    kinds = ("likeness", "likeness_within", "depth", "flat", "action", "other", "other_afterwards", "back", "presence",
             "alone", "camera", "time", "still", "passive", "quality", "digits")  # fmt: skip
    if kind not in kinds:
        kind, what = "unknown", failed
    elif what:
        what = say(f"screens.action_{what}") if what in get_args(Action) else say(f"screens.measure_{what}")
    check = say(f"checks.{kind}", what=what)
    if value is None or needed is None:
        return say("checks.line_plain", check=check)
    return say("checks.line", check=check, value=f"{value:.3g}", needed=f"{needed:.3g}")


def of_verdict(verdict: Verdict, say: Say) -> str:
    """Give the line of a verdict."""
    value, needed = values(verdict.failed, verdict.checks, verdict.needs, verdict.likeness, verdict.threshold)
    return failed_line(verdict.failed, value, needed, say)


def values(
    failed: str,
    checks: Mapping[str, float],
    needs: Mapping[str, float],
    likeness: float | None,
    threshold: float | None,
) -> tuple[float | None, float | None]:
    """Give what the failed check measured and what it needed, where it is a number."""
    if failed == "likeness":
        return likeness, threshold
    return checks.get(failed), needs.get(failed)


class Explained(TypedDict):
    """What a record says beside its verdict."""

    left_out: tuple[tuple[str, str], ...]
    failed: str
    value: float | None
    needed: float | None
    flags: tuple[str, ...]


def explained(said: Mapping[str, Any]) -> Explained:
    """Read the explanation off a signed payload, whose numbers are whole 1/10,000."""
    failed = str(said.get("failed", ""))
    checks, needs = said.get("checks") or {}, said.get("needs") or {}
    value, needed = values(failed, checks, needs, said.get("likeness"), said.get("threshold"))
    flags = []
    if said.get("verdict") == "unclear" and said.get("liveness") not in (None, "", "alive"):
        flags.append("challenge_recorded")
    if said.get("passed") and checks.get("depth_shown") == 0:
        flags.append("no_depth")
    return Explained(
        left_out=tuple((str(one["action"]), str(one["reason"])) for one in said.get("left_out") or ()),
        failed=failed, value=_share(value), needed=_share(needed), flags=tuple(flags),
    )  # fmt: skip


def explanation(item: ReviewItem) -> Explained:
    """Give the explanation that a record in the queue carries."""
    return Explained(
        left_out=item.left_out, failed=item.failed, value=item.value, needed=item.needed, flags=item.flags
    )


def explained_lines(said: Explained, say: Say) -> list[str]:
    """Give the lines of an explanation: what to look out for first."""
    lines = [say(f"checks.{flag}") for flag in said["flags"]]
    if line := failed_line(said["failed"], said["value"], said["needed"], say):
        lines.append(line)
    if line := left_out_line(said["left_out"], say):
        lines.append(line)
    return lines


def left_out_line(left_out: Sequence[tuple[str, str]], say: Say) -> str:
    """Give one line with every action that is left out and why; empty without any."""
    each = [
        say("checks.left_out_one", action=say(f"screens.action_{action}"), why=why)
        for action, why in left_out
    ]
    return f"{say('checks.left_out')}  {say('screens.list_mark').join(each)}" if each else ""


def _share(value: float | None) -> float | None:
    return None if value is None else value / 10_000
