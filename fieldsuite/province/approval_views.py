"""How an application stands: who asked, who agreed, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldsuite.acts.handling import Application
from fieldsuite.rules.approvals import STEPS
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


def state_of(
    row: Journal,
    asked: Application,
    steps: Sequence[Journal],
    names: Mapping[str, str],
    benefits: Mapping[str, str],
) -> ApprovalRow:
    """Show an application with the steps that were taken."""
    by = {str(one.payload["step"]): one.officer_name for one in steps}
    back = next((str(one.payload.get("reason", "")) for one in steps if not one.payload["agree"]), None)
    done = back is None and len(steps) == len(STEPS[asked.what]) - 1
    return ApprovalRow(
        row.id, asked.what, row.person_id, names.get(row.person_id, ""), benefits.get(asked.benefit, ""), asked.months,
        asked.terminated, asked.reason, asked.heir, asked.sealed, row.occurred_on, row.officer_name,
        by.get("second", ""), by.get("third", ""), "returned" if back is not None else "done" if done else "open",
        back or "",
    )  # fmt: skip
