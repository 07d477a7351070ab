"""建模的先后: what must be there before a face is modelled, how many attempts there are, who looks at the model.

All of it as the office's profile orders (``rules.modelling``); where it orders nothing, nothing is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from biometric.steps import Refused
from fieldsuite import journal, template_store
from fieldsuite.acts import ModellingFailure
from fieldsuite.casework import looked
from fieldsuite.casework.looked import State
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rule_files import profile_of
from fieldsuite.tables import Journal
from fieldsuite.words import Both

_NAMES = {"phone": "手机号码 / telephone", "address": "住址 / address", "village": "村（社区） / village",
          "unit": "所在单位 / unit", "insured_area": "参保地 / insured place",
          "mobility": "自理能力 / mobility"}  # fmt: skip
LABELS = {field: Both(name) for field, name in _NAMES.items()}
"""Particulars a profile may ask for, in both languages."""


@dataclass(frozen=True, slots=True)
class Modelling:
    """Where the modelling of one person's face stands."""

    state: State
    """Of the model that holds; empty without one, and where nobody looks at models."""
    review_until: date | None
    """Day by which the back office looks, while something waits for it."""
    failures: int
    """Failed attempts since the last model or the last look of the back office."""
    locked: bool
    """True when no further attempt is taken before the back office has looked."""
    missing: tuple[str, ...]
    """Particulars that must be filled in first."""
    card_missing: bool
    """True when the photographs of the card are still to be taken."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt at modelling may do."""

    number: int
    """From 1."""
    review_until: date | None
    """What the record of the model carries."""
    let_by: str = ""
    """Failed attempt whose photographs, these, the back office found fit."""


def of_person(office: Office, who: str) -> Modelling:
    """Say where the modelling of somebody's face stands. Raises OfficeError E_NOT_FOUND."""
    orders = profile_of(office).modelling
    with office.store.session() as session:
        person = one(session, who)
        rows = _rows(session, person.id)
        failures = _failures(rows)
        states = looked.states(session, rows)
        missing = tuple(name for name in orders.particulars if not getattr(person, name))
        card = not orders.card_set or any(row.kind == "card_set" for row in rows)
    held = {row.record_id for row in template_store.of_person(office, person.id) if row.modality == "face"}
    models = [row for row in rows if row.id in held]
    words = {states[row.id] for row in models}
    order: tuple[State, ...] = ("returned", "waiting", "approved", "")
    state = next(word for word in order if word in words or not word)
    waiting = [row for row in (*models, *failures) if states[row.id] == "waiting"]
    until = min((date.fromisoformat(row.payload["review_until"]) for row in waiting), default=None)
    looked_at = bool(failures) and states[failures[-1].id] in ("approved", "returned")
    counted = 0 if looked_at else len(failures)
    locked = bool(orders.failures) and counted >= orders.failures
    return Modelling(state, until, counted, locked, missing, not card)


def begin(office: Office, person_id: str, photographs: Sequence[Path] = ()) -> Attempt:
    """Let an attempt begin. Raises OfficeError E_RULE for missing particulars or card, and for a lock."""
    orders = profile_of(office).modelling
    if office.config.kind == "province":
        return Attempt(1, None)
    found = of_person(office, person_id)
    if found.missing:
        fields = tuple(LABELS[name] for name in found.missing)
        raise OfficeError("office.particulars_missing", code="E_RULE", fields=fields)
    if found.card_missing:
        raise OfficeError("office.card_set_missing", code="E_RULE")
    if found.locked:
        raise OfficeError(
            "office.modelling_locked", code="E_RULE", count=found.failures, day=found.review_until
        )
    if review := _let_by(office, person_id, photographs):
        return Attempt(found.failures + 1, None, review)
    days = orders.review_days
    return Attempt(found.failures + 1, office.today() + timedelta(days=days) if days else None)


def failed(
    office: Office, person_id: str, attempt: Attempt, refused: Refused,
    source: Literal["live", "photographs", "recording"],
    photographs: Sequence[Path] = (),
) -> None:  # fmt: skip
    """Record an attempt that made no model, where the profile counts them; its photographs are kept for the look."""
    orders = profile_of(office).modelling
    if not orders.failures or office.config.kind == "province":
        return
    last = attempt.number >= orders.failures
    payload = ModellingFailure(
        source=source, found=refused.reason, advice=refused.advice or "", attempt=attempt.number,
        review_until=office.today() + timedelta(days=orders.review_days or 7) if last else None,
    )  # fmt: skip
    pictures = [read_photo(path) for path in photographs if path.is_file()] if last else []
    with office.store.session() as session:
        kept = [journal.keep_evidence(office, session, person_id, data, type_) for data, type_ in pictures]
        journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(kept)))


def require_usable(office: Office, person_id: str) -> None:
    """Let a verification by face begin only against a model that nobody still looks at.

    Raises OfficeError E_RULE: 等待审核, or 审核不通过 (内蒙古通知 三(二): 审核通过则可以进行人脸认证).
    """
    if not profile_of(office).modelling.review_days:
        return
    found = of_person(office, person_id)
    if found.state == "waiting":
        raise OfficeError("office.model_waiting", code="E_RULE", day=found.review_until)
    if found.state == "returned":
        raise OfficeError("office.model_returned", code="E_RULE")


def excused(office: Office, person_id: str) -> frozenset[str]:
    """Give what an officer let pass when the models that hold were made: the person cannot change it now either."""
    held = {row.record_id for row in template_store.of_person(office, person_id) if row.modality == "face"}
    with office.store.session() as session:
        rows = [row for row in _rows(session, person_id) if row.id in held]
        return frozenset(name for row in rows for name in row.payload.get("excused") or ())


def _rows(session: Session, person_id: str) -> list[Journal]:
    kinds = ("enrolment", "modelling_failure", "card_set")
    query = select(Journal).where(Journal.person_id == person_id, col(Journal.kind).in_(kinds))
    found = session.exec(query.order_by(col(Journal.position)))
    return [row for row in found if row.payload.get("modality", "face") == "face"]


def _failures(rows: Sequence[Journal]) -> list[Journal]:
    """Give the failures that count: those since the last model; a full series that was looked at counts no more."""
    counted: list[Journal] = []
    for row in rows:
        if row.kind == "enrolment":
            counted = []
        elif row.kind == "modelling_failure":
            counted = [row] if row.payload["attempt"] == 1 else [*counted, row]
    return counted


def _let_by(office: Office, person_id: str, photographs: Sequence[Path]) -> str:
    """Give the failed attempt with these photographs that the back office found fit all the same, or nothing."""
    if not photographs or not all(path.is_file() for path in photographs):
        return ""
    digests = {sha256(path.read_bytes()).hexdigest() for path in photographs}
    with office.store.session() as session:
        failures = _failures(_rows(session, person_id))
        agreed = [key for key, word in looked.states(session, failures).items() if word == "approved"]
        for row in reversed(failures):
            if row.id in agreed and digests <= set(row.evidence):
                return row.id
    return ""
