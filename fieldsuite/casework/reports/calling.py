"""电话告知名单: whom to tell what, with what was tried before and what came of it (四川规程 第22、24、35条)."""

from dataclasses import dataclass

from fieldsuite.casework.ledgers.contacts import Tried, attempts
from fieldsuite.casework.masks import masked_phone
from fieldsuite.casework.reports.notices import Kind, Notice, due_notices
from fieldsuite.office import Office
from fieldsuite.rules.months import add_months

FRESH_MONTHS = 3
"""Months for which an attempt counts for the notice of today: a call of the last cycle told nobody of this one."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person to tell of one benefit."""

    notice: Notice
    phone_masked: str
    tried: tuple[Tried, ...]
    """Attempts of the last three months for this purpose, the oldest first."""

    @property
    def told(self) -> bool:
        """True when the person or a relative was reached, or a letter or message went out."""
        return any(one.result in ("reached", "relative", "sent") for one in self.tried)


def call_list(office: Office, kind: Kind, *, village: str = "") -> tuple[CallRow, ...]:
    """Give the call list of a kind; who was not told yet stands first."""
    found = due_notices(office, kind, village=village)
    since = add_months(office.today(), -FRESH_MONTHS)
    with office.store.session() as session:
        tried = attempts(session)
    rows = [
        CallRow(one, masked_phone(one.phone),
                tuple(each for each in tried.get(one.person_id, ()) if each.purpose == kind and each.on >= since))
        for one in found
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.told))
