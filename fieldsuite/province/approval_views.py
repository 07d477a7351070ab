"""How an application stands: who asked, who agreed, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldsuite.acts.handling import Application
from fieldsuite.rules.approvals import STEPS, Kind
from fieldsuite.tables import Journal


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One application and its steps."""

    record: str
    what: str
    """restore, back_pay, deregister."""
    person: str
    name: str
    benefit: str
    months: tuple[str, ...]
    terminated: bool
    reason: str
    heir: str
    sealed: bool
    asked_on: date
    first: str
    """Name of who asked (初审)."""
    second: str
    """复核, or empty."""
    third: str
    """审核, or empty."""
    state: Literal["open", "done", "returned"]
    returned: str
    """Why it was returned."""


def outcome(what: Kind, agreed: Sequence[bool]) -> Literal["open", "done", "returned"]:
    """Say where an application stands after these steps; the asker is the first of three."""
    if not all(agreed):
        return "returned"
    return "done" if len(agreed) == len(STEPS[what]) - 1 else "open"


def state_of(
    row: Journal,
    asked: Application,
    steps: Sequence[Journal],
    names: Mapping[str, str],
    benefits: Mapping[str, str],
) -> ApprovalRow:
    """Show an application with the steps that were taken."""
    by = {str(one.payload["step"]): one.officer_name for one in steps}
    back = next((str(one.payload.get("reason", "")) for one in steps if not one.payload["agree"]), "")
    return ApprovalRow(
        row.id, asked.what, row.person_id, names.get(row.person_id, ""), benefits.get(asked.benefit, ""), asked.months,
        asked.terminated, asked.reason, asked.heir, asked.sealed, row.occurred_on, row.officer_name,
        by.get("second", ""), by.get("third", ""),
        outcome(asked.what, [bool(one.payload["agree"]) for one in steps]), back,
    )  # fmt: skip
