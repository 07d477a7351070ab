"""The desk's trust at a glance: whose keys count, until when, what waits for a second person; accepting a request."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import changes, enrol
from fieldsuite.province.changes import Change
from keys.errors import TrustRefused
from keys.request import Request
from keys.trust import Trust, TrustedKey


@dataclass(frozen=True, slots=True)
class TrustView:
    """What the screen and ``trust show`` tell."""

    province: str
    version: int
    anchor: str
    """Fingerprint every office compares at its set-up."""
    until: datetime
    expired: bool
    people: int
    """How many people must sign a change."""
    keys: tuple[TrustedKey, ...]
    """Those of people and machines first that can still sign; revoked and ended ones last."""
    waiting: Change | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a change: in force, or waiting for the second person."""

    version: int
    waits: bool


def view(office: Office) -> TrustView:
    """Give the state of trust. Raises OfficeError at a field office."""
    office.require_province()
    trust, now = office.require_trust(), office.now()
    said = trust.statement
    order = sorted(said.keys, key=lambda key: (key.status == "revoked", key.office, key.role, key.name))
    return TrustView(
        said.province, said.version, trust.fingerprint, trust.expires, trust.expired(now),
        said.thresholds.get("people", 1), tuple(order), changes.waiting(office),
    )  # fmt: skip


def asked(path: Path) -> Request:
    """Read a request and verify its proofs of possession. Raises KeysError, OSError."""
    return enrol.read_request(path.read_bytes())


def accept(office: Office, path: Path, fingerprint: str) -> Accepted:
    """Trust the keys of a request whose fingerprint was read aloud and typed here.

    Raises OfficeError E_SIGNATURE for other digits; what ``enrol.asked_for`` and ``changes.at_once`` raise.
    """
    data = path.read_bytes()
    if _digits(fingerprint) != _digits(enrol.read_request(data).fingerprint):
        raise OfficeError("office.fingerprint", code="E_SIGNATURE")
    return settled(office, lambda: enrol.approve(office, data))


def revoke(office: Office, kid: str, reason: str) -> Accepted:
    """Revoke a key from now on. Raises what ``changes.revoke`` raises."""
    gone = changes.revoke(office, kid, reason)  # type: ignore[arg-type]  # one of the four the screen offers
    return settled(office, lambda: changes.at_once(office, gone, "revoke", kid))


def clerks(office: Office) -> Accepted:
    """Trust the keys of every clerk of this desk, after one was let in or took a new key."""
    return settled(office, lambda: changes.at_once(office, changes.clerks(office), "trust", "clerks"))


def people_needed(office: Office, people: int) -> Accepted:
    """Ask for the signatures of so many people of the desk for every change. Raises what ``changes`` raises."""
    made = changes.people_needed(office, people)
    return settled(office, lambda: changes.at_once(office, made, "trust", "people"))


def settled(office: Office, change: Callable[[], Trust]) -> Accepted:
    """Carry a change out, and say whether it is in force or waits for the second person."""
    before = office.require_trust().statement.version
    try:
        trust = change()
    except TrustRefused as error:
        if error.code != "E_THRESHOLD" or changes.waiting(office) is None:
            raise
        return Accepted(before + 1, waits=True)
    return Accepted(trust.statement.version, waits=False)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", text)))
