"""Found the province's trust, and approve the requests of offices."""

from dataclasses import replace
from datetime import timedelta

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import TrustHeld
from keys.request import Request, open_request
from keys.trust import Statement, Trust, TrustedKey, make_trust, open_trust
from keys.trusted import Role, fingerprint_of_roots

KEY_LIFE = timedelta(days=730)
"""How long a key is trusted before it must be renewed (design page bundle-format, 2.6: root 2 years)."""
TRUST_LIFE = timedelta(days=365)
"""How long a trust statement is fresh; after it capture goes on, key changes and lists wait."""
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
    return _sign(office, statement)


def read_request(data: bytes) -> Request:
    """Read an office's request, so that its fingerprint can be compared before it is approved."""
    return open_request(data)


def approve(office: Office, data: bytes) -> Trust:
    """Trust the keys of a request: keys of the same office that it no longer names stay until they are revoked.

    Raises KeysError when the request does not prove its keys; OfficeError E_PRACTICE.
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
    statement = replace(
        held,
        version=held.version + 1,
        keys=held.keys + added,
        issued=office.now(),
        expires=office.now() + TRUST_LIFE,
    )
    return _sign(office, statement)


def _sign(office: Office, statement: Statement) -> Trust:
    data = make_trust(statement, [office.keyring.signing_key("root")])
    anchor = office.trust.fingerprint if office.trust else None
    trust = open_trust(data, office.trust, anchor or fingerprint_of(office))
    with office.store.session() as session:
        session.merge(
            TrustHeld(
                version=statement.version, data=data, anchor=trust.fingerprint, taken_at=stamp(office.now())
            )
        )
    office.trust = trust
    return trust


def fingerprint_of(office: Office) -> str:
    """Give the fingerprint of this desk's root: read aloud to every office that is set up."""
    return fingerprint_of_roots((office.keyring.signing_key("root").public.text,), 1)
