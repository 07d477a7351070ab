"""The laptops of the offices as this desk knows them, and what becomes of one that is gone."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from sqlmodel import select

from fieldsuite.office import Office
from fieldsuite.province import lost
from fieldsuite.province.log_heads import every_break
from fieldsuite.province.provisioning import epoch_of
from fieldsuite.province.trust_desk import Accepted, settled
from fieldsuite.tables import ReceivedBundle
from keys.trust import Trust
from keys.trusted import TrustedKey

ROLES = ("device", "relay")
State = Literal["active", "suspended", "revoked"]
"""suspended: it has forked, and was not provisioned anew since."""


@dataclass(frozen=True, slots=True)
class Laptop:
    """One device, trusted now or before."""

    device: str
    """Name of its key, 64 hexadecimal digits."""
    site: str
    name: str
    state: State
    reason: str
    """Why its key is believed no more; empty while it is."""
    since: str
    """Instant of the revocation, or of the first day of trust."""
    epoch: int
    bundles: int
    last: str
    """When its last bundle arrived; empty when none did."""
    log: bool
    """True when a log that came with its bundles did not go on (``log_heads``)."""


def laptops(office: Office) -> tuple[Laptop, ...]:
    """Give every device this desk trusts or trusted, those in use first. Raises OfficeError E_ROLE elsewhere."""
    office.require_province()
    keys = [key for key in office.require_trust().statement.keys if key.role in ROLES]
    with office.store.session() as session:
        rows = session.exec(select(ReceivedBundle).where(ReceivedBundle.device != "")).all()
        counts = Counter(row.device for row in rows if row.result == "imported")
        last = {row.device: row.received_at for row in rows if row.result == "imported"}
        forked = {(row.device, row.epoch) for row in rows if row.result == "held" and row.code == "E_FORK"}
        broken = every_break(session)
        logs = {row.device for row in rows if row.bundle in broken}
        epochs = {key.kid: epoch_of(session, key.kid) for key in keys}
    made = [
        Laptop(key.kid, key.office, key.name, _state(key, (key.kid, epochs[key.kid]) in forked),
               key.revoked_reason or "", key.revoked_at or key.not_before, epochs[key.kid], counts[key.kid],
               last.get(key.kid, ""), key.kid in logs)
        for key in keys
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.state == "revoked", one.site, one.since)))


def give_up(office: Office, device: str, reason: Literal["lost", "stolen"]) -> Accepted:
    """Believe a lost device no more, or let that wait for the second person. Raises what ``lost.declare`` raises."""

    def change() -> Trust:
        lost.declare(office, device, reason)
        return office.require_trust()

    return settled(office, change)


def _state(key: TrustedKey, forked: bool) -> State:
    return "revoked" if key.status == "revoked" else "suspended" if forked else "active"
