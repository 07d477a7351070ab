"""What goes through one after the other: an office's bundles, its letters, and those of the township desk beside it.

Letters of an office are numbered and chained; two that are sealed at once would have one number, and the office would
refuse the second as a fork. So whoever writes one has the office's lane until its transaction ends, and takes it before
anything else: lanes first and in their order, then the journal and the log of acts (``databases.locks.hold_chain``).
"""

from collections.abc import Iterable

from sqlmodel import Session

from fieldsuite.databases.locks import hold
from fieldsuite.office import Office
from fieldsuite.relays import relays_of


def hold_lanes(office: Office, session: Session, sites: Iterable[str]) -> None:
    """Let no other import or letter of these offices go on before this transaction ends."""
    for name in sorted({_lane(office, site) for site in sites}):
        hold(session, name)


def _lane(office: Office, site: str) -> str:
    """Name the lane of an office: that of the first township desk that reviews it, or its own."""
    relays = sorted({key.office for key in relays_of(office.require_trust(), site)})
    return f"bundles of {relays[0] if relays else site}"
