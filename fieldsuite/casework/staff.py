"""人员与密钥: who may unlock this office, whether the province knows their key, and what their own key still needs."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sqlmodel import col, select

from fieldsuite.casework import access, taking
from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.tables import AuditEntry
from keys import attempts
from keys.cards import OfficerCard, OfficerRole
from keys.request import open_request
from keys.vault import officers

Known = Literal["trusted", "revoked", "ended", "unknown"]
"""What the province says of a key: trusted, believed no more, past its last day, or not known there yet."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who may unlock this office."""

    id: str
    name: str
    role: OfficerRole
    mine: bool
    """True for the officer at work."""
    locked: bool
    """True after ten wrong passphrases in a row."""
    wrong: int
    """Wrong passphrases in a row."""
    known: Known
    kid: str
    """Name of their signing key, 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of this office, its device, and the province's word."""

    rows: tuple[StaffRow, ...]
    device: str
    """Name of this machine's key."""
    device_known: Known
    cards: bool
    """True when recovery cards were made."""
    may_manage: bool
    """True where the officer at work is a supervisor or a clerk: they help a colleague whose passphrase is gone."""
    province: str
    """Who is trusted; empty before a trust statement was taken."""
    until: date | None
    expired: bool
    digits: str = ""
    """Digits of the last request, as long as the province knows not everybody in it: it may call at any time."""


def staff(office: Office) -> Staff:
    """Give everybody who may unlock this office, oneself first. Raises VaultUnusable E_LOCKED for damaged keys."""
    wrong = attempts.read(office.home.keys)
    rows = tuple(
        StaffRow(card.id, card.name, card.role, card.id == office.officer.id, wrong.locked(card.id),
                 wrong.wrong.get(card.id, 0), known(office, card.kid), card.kid)
        for card in sorted(officers(office.home.keys), key=lambda card: (card.id != office.officer.id, card.name))
    )  # fmt: skip
    fresh, device = taking.freshness(office), office.keyring.device_key.public.kid
    waits = known(office, device) != "trusted" or any(row.known != "trusted" for row in rows)
    return Staff(
        rows, device, known(office, device), has_cards(office),
        office.officer.role != "officer", office.trust.statement.province if office.trust else "",
        fresh.until.date() if fresh.until else None, fresh.expired, _digits(office) if waits else "",
    )  # fmt: skip


def _digits(office: Office) -> str:
    """Digits of the request that was written last, empty before the first."""
    newest = select(AuditEntry).where(AuditEntry.act == "request").order_by(col(AuditEntry.position).desc())
    with office.store.session() as session:
        row = session.exec(newest.limit(1)).first()
    return str(row.details.get("fingerprint", "")) if row else ""


def has_cards(office: Office) -> bool:
    """Say whether recovery cards were made for this office."""
    return (office.home.keys / "recovery.json").is_file()


def known(office: Office, kid: str) -> Known:
    """Say what the trust that is held here says of a key."""
    keys = office.trust.statement.keys if office.trust else ()
    key = next((one for one in keys if one.kid == kid), None)
    if key is None:
        return "unknown"
    if key.status == "revoked":
        return "revoked"
    return "trusted" if stamp(office.now()) < key.not_after else "ended"


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Change the passphrase of the officer at work; their key stays.

    Raises PassphraseRefused (the old one wrong, the new one short), VaultUnusable for a key in a token.
    """
    office.keyring.change_passphrase(old, new)
    office.note("passphrase", office.officer.id)


def add(
    office: Office, name: str, role: OfficerRole, passphrase: str, token: access.TokenWish | None
) -> OfficerCard:  # fmt: skip
    """Let a colleague in, as a clerk at the province. Raises what ``access.add_officer`` raises."""
    return access.add_officer(
        office, name, passphrase, role="clerk" if office.config.kind == "province" else role, token=token
    )


def write_request(office: Office, out: Path) -> str:
    """Write the request for trust to a stick; gives the digits to be read aloud. Raises OSError."""
    data = access.request(office)
    out.write_bytes(data)
    fingerprint = open_request(data).fingerprint
    office.note("request", office.config.site, details={"file": out.name, "fingerprint": fingerprint})
    return fingerprint
