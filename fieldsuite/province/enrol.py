"""Found the province's trust, and approve the requests of offices."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import changes
from fieldsuite.province.changes import TRUST_LIFE
from keys.request import Request, open_request
from keys.trust import Statement, Trust, TrustedKey
from keys.trusted import Role, fingerprint_of_roots

KEY_LIFE = timedelta(days=730)
"""How long a key is trusted before it must be renewed (design page bundle-format, 2.6: root 2 years)."""
ROTATION = timedelta(days=92)
"""How long a person's old key is still good beside the new one: as long as a list, in which it may have worked."""
BACKDATED = timedelta(days=1)
"""Keys hold from the day before, so that a field clock a little slow makes no record of an unknown key."""


def found(office: Office) -> Trust:
    """Sign the first trust statement: this desk's own keys, with one root (thresholds are data)."""
    office.require_province()
    keys, begin = office.keyring, office.now() - BACKDATED

    def own(role: Role, spki: str, kid: str, name: str = office.config.name, person: str = "") -> TrustedKey:
        return TrustedKey(
            kid=kid,
            spki=spki,
            role=role,
            office=office.config.site,
            not_before=stamp(begin),
            not_after=stamp(begin + KEY_LIFE),
            recipient_public=spki if role == "province-recipient" else None,
            person=person,
            name=name,
        )

    receipt, task = (keys.signing_key(role).public for role in ("province-receipt", "province-task"))
    recipient, clerk = keys.hybrid_key.public, office.officer
    statement = Statement(
        version=1,
        practice=office.config.practice,
        province=office.config.name,
        roots=(keys.signing_key("root").public.text,),
        keys=(
            own("province-receipt", receipt.text, receipt.kid),
            own("province-task", task.text, task.kid),
            own("province-recipient", recipient.text, recipient.kid),
            own("clerk", clerk.public_spki, clerk.kid, clerk.name, clerk.person or clerk.id),
        ),
        issued=office.now(),
        expires=office.now() + TRUST_LIFE,
    )
    return changes.take(office, changes.signed(office, statement))


def read_request(data: bytes) -> Request:
    """Read an office's request, so that its fingerprint can be compared before it is approved."""
    return open_request(data)


def approve(office: Office, data: bytes) -> Trust:
    """Trust the keys of a request at a desk where one person may. Raises what ``asked_for`` raises; TrustRefused
    E_THRESHOLD where two must: then the change waits for the second (``changes.confirm``).
    """
    return changes.at_once(office, asked_for(office, data), "enrol", open_request(data).office.id)


def asked_for(office: Office, data: bytes) -> Statement:
    """Give the statement that trusts the keys of a request.

    Keys of the same office that it no longer names stay until they are revoked; an older key of the same device or
    person under the same id ends with ``ROTATION``. Raises KeysError when the request does not prove its
    keys; OfficeError E_PRACTICE.
    """
    office.require_province()
    request = open_request(data)
    if request.practice != office.config.practice:
        raise OfficeError("office.other_practice", code="E_PRACTICE")
    held = office.require_trust().statement
    begin = office.now() - BACKDATED
    asked = request.trusted_keys(begin, begin + KEY_LIFE)
    known = {(key.kid, key.role) for key in held.keys}
    added = tuple(key for key in asked if (key.kid, key.role) not in known)
    sealed_to = {(key.kid, key.role): key.recipient_public for key in asked}
    kept = tuple(
        replace(
            _ending(key, added, office),
            # The same device may ask again with a key of a newer suite.
            recipient_public=sealed_to.get((key.kid, key.role), key.recipient_public),
        )
        for key in held.keys
    )
    return changes.following(office, keys=kept + added)


def _ending(key: TrustedKey, added: Sequence[TrustedKey], office: Office) -> TrustedKey:
    """End a person's key some days after a newer one of theirs is trusted, also one of another role.

    What is on its way still arrives.
    """
    end = stamp(office.now() + ROTATION)
    rotated = any(
        key.person and (key.person, key.office) == (one.person, one.office) and key.kid != one.kid
        for one in added
    )
    return replace(key, not_after=end) if rotated and key.status == "active" and end < key.not_after else key


def fingerprint_of(office: Office) -> str:
    """Give the fingerprint of this desk's root: read aloud to every office that is set up."""
    return fingerprint_of_roots((office.keyring.signing_key("root").public.text,), 1)
