"""Changes of the province's trust: signed at once by one, or by two people of the desk where the statement says so.

A change that needs a second person waits in the desk's folder as a signed statement; the second looks at what it
changes and signs as well, and only then it is one. Every office counts the people again (``keys.trust``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import uploaded
from fieldsuite.tables import TrustHeld
from keys.ed25519 import PublicKey, Signer
from keys.errors import TrustRefused
from keys.files import write_owner_only
from keys.signing import open_envelope
from keys.statement import MAX_ROOTS, TRUST_TYPE, read_statement
from keys.trust import Statement, Trust, TrustedKey, countersign, make_trust, open_trust
from keys.trusted import RevokedReason, fingerprint_of_roots

TRUST_LIFE = timedelta(days=365)
"""How long a trust statement is fresh; after it capture goes on, key changes and lists wait."""
WAITING = "trust.waiting"
"""File of a change that too few have signed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a statement changes in the one before it."""

    version: int
    added: tuple[TrustedKey, ...]
    revoked: tuple[TrustedKey, ...]
    ending: tuple[TrustedKey, ...]
    people: int
    """How many people of the desk must sign from then on; 0 or 1 for one."""
    signed: tuple[str, ...]
    """Names of the people who have signed it."""
    needed: int


def following(office: Office, **changed: Any) -> Statement:
    """Give the statement after the one that holds, with these fields changed."""
    office.require_province()
    held = office.require_trust().statement
    now = office.now()
    return replace(held, version=held.version + 1, issued=now, expires=now + TRUST_LIFE, **changed)


def revoke(office: Office, kid: str, reason: RevokedReason, at: datetime | None = None) -> Statement:
    """Give the statement in which a key is revoked from an instant on, now as a rule.

    ``kid`` is the key's name or at least twelve digits of its beginning. Raises OfficeError E_NOT_FOUND, E_INPUT (no
    reason, an instant ahead, the desk's own root of the matter: its keys for receipts and lists).
    """
    key = _named(office, kid)
    at = at or office.now()
    if not reason or at > office.now() or key.status == "revoked":
        raise OfficeError("province.no_revocation", named=key.name or kid[:12])
    gone = replace(key, status="revoked", revoked_at=stamp(at), revoked_reason=reason)
    return following(office, keys=_with(office, gone))


def ending(office: Office, kid: str, at: datetime) -> Statement:
    """Give the statement in which a key ends in good order. Raises OfficeError E_NOT_FOUND, E_INPUT."""
    key = _named(office, kid)
    if not key.not_before < stamp(at) <= key.not_after:
        raise OfficeError("province.no_revocation", named=key.name or kid[:12])
    return following(office, keys=_with(office, replace(key, not_after=stamp(at))))


def people_needed(office: Office, people: int) -> Statement:
    """Give the statement from which on so many different people of the desk must sign. Raises OfficeError E_INPUT."""
    clerks = {key.person for key in office.require_trust().by_role("clerk")}
    if not 1 <= people <= len(clerks):
        raise OfficeError("province.too_few_people", people=people, clerks=len(clerks))
    root = office.require_trust().statement.thresholds["root"]
    return following(office, thresholds={"root": root, "people": people} if people > 1 else {"root": root})


def roots(office: Office, keys: Sequence[str], threshold: int) -> Statement:
    """Give the statement with other roots, or another number that must sign; keys are base64 SPKI.

    Raises OfficeError E_INPUT for a threshold that these keys cannot reach, TrustRefused for an unsound key.
    """
    texts = tuple(dict.fromkeys(PublicKey.from_text(key).text for key in keys))
    if not 1 <= threshold <= len(texts) <= MAX_ROOTS:
        raise OfficeError("province.bad_roots", keys=len(texts), threshold=threshold, most=MAX_ROOTS)
    held = office.require_trust().statement
    return following(office, roots=texts, thresholds={**held.thresholds, "root": threshold})


def clerks(office: Office) -> Statement:
    """Give the statement that knows every clerk who has a key at this desk."""
    from keys.vault import officers

    held, begin = office.require_trust().statement, office.now() - timedelta(days=1)
    known = {key.kid for key in held.keys}
    when = (stamp(begin), stamp(begin + timedelta(days=730)))
    added = tuple(
        TrustedKey(
            card.kid, card.public_spki, "clerk", office.config.site, *when, person=card.person, name=card.name
        )
        for card in officers(office.home.keys)
        if card.role == "clerk" and card.kid not in known
    )
    return following(office, keys=held.keys + added)


def at_once(office: Office, statement: Statement, act: str = "trust", subject: str = "") -> Trust:
    """Sign a change and take it, or let it wait for the second person.

    Raises OfficeError E_BUSY while another change waits; TrustRefused E_THRESHOLD, E_SAMEPERSON when it must wait.
    """
    if (office.home.path / WAITING).exists():
        raise OfficeError("province.change_waits", code="E_BUSY")
    data = signed(office, statement)
    try:
        return take(office, data)
    except TrustRefused as error:
        if error.code == "E_THRESHOLD":
            write_owner_only(office.home.path / WAITING, data)
        raise


def confirm(office: Office, signed_elsewhere: bytes | None = None) -> Trust:
    """Sign the change that waits as one more person, and take it.

    ``signed_elsewhere`` is that change as other holders of a root have signed it. Raises OfficeError E_NOT_FOUND
    (nothing waits), E_INPUT (another change), TrustRefused E_SAMEPERSON (the first person again), E_THRESHOLD.
    """
    if signed_elsewhere is not None:
        theirs = open_envelope(signed_elsewhere, TRUST_TYPE)
        if theirs.payload != open_envelope(_waiting(office), TRUST_TYPE).payload:
            raise OfficeError("province.other_change")
    data = countersign(signed_elsewhere or _waiting(office), _own(office))
    try:
        trust = take(office, data)
    except TrustRefused as error:
        if error.code != "E_THRESHOLD":
            raise
        if data == _waiting(office):
            raise TrustRefused("trust_same_person", code="E_SAMEPERSON", **error.values) from error
        write_owner_only(office.home.path / WAITING, data)
        raise
    (office.home.path / WAITING).unlink()
    return trust


def withdraw(office: Office) -> None:
    """Let the change that waits be none. Raises OfficeError E_NOT_FOUND."""
    _waiting(office)
    (office.home.path / WAITING).unlink()


def waiting(office: Office) -> Change | None:
    """Say what the change that waits would change, or None when none does."""
    if not (office.home.path / WAITING).exists():
        return None
    envelope = open_envelope(_waiting(office), TRUST_TYPE)
    new, held = read_statement(envelope.payload), office.require_trust().statement
    before = {key.kid: key for key in held.keys}
    changed = [key for key in new.keys if key.kid in before and key != before[key.kid]]
    kids = {one.kid for one in envelope.signatures}
    return Change(
        new.version,
        tuple(key for key in new.keys if key.kid not in before),
        tuple(key for key in changed if key.status == "revoked"),
        tuple(key for key in changed if key.status == "active"),
        new.thresholds.get("people", 0),
        tuple(key.name for key in held.keys if key.role == "clerk" and key.kid in kids),
        max(held.thresholds.get("people", 0), new.thresholds.get("people", 0)),
    )


def signed(office: Office, statement: Statement) -> bytes:
    """Sign a statement with what this desk holds: its root, and the key of the person at work."""
    return make_trust(statement, _own(office))


def take(office: Office, data: bytes) -> Trust:
    """Take a statement that enough have signed as the one that holds. Raises what ``keys.trust.open_trust`` raises."""
    statement = read_statement(open_envelope(data, TRUST_TYPE).payload)
    roots = fingerprint_of_roots(statement.roots, statement.thresholds["root"])
    trust = open_trust(data, office.trust, office.trust.fingerprint if office.trust else roots)
    with office.store.session() as session:
        session.merge(
            TrustHeld(
                version=statement.version, data=data, anchor=trust.fingerprint, taken_at=stamp(office.now())
            )
        )
    office.trust = trust
    uploaded.tell(office)
    return trust


def _own(office: Office) -> list[Signer]:
    return [office.keyring.signing_key("root"), office.keyring.officer_key]


def _waiting(office: Office) -> bytes:
    path = office.home.path / WAITING
    if not path.is_file():
        raise OfficeError("province.no_change_waits", code="E_NOT_FOUND")
    return path.read_bytes()


def _named(office: Office, kid: str) -> TrustedKey:
    found = [
        key for key in office.require_trust().statement.keys if len(kid) >= 12 and key.kid.startswith(kid)
    ]
    if len(found) != 1:
        raise OfficeError("province.no_key", code="E_NOT_FOUND", named=kid[:64])
    return found[0]


def _with(office: Office, changed: TrustedKey) -> tuple[TrustedKey, ...]:
    return tuple(changed if key.kid == changed.kid else key for key in office.require_trust().statement.keys)
