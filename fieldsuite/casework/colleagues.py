"""Who may unlock the office when something happens to a passphrase or a person: never one alone.

A supervisor lets somebody try again who typed ten wrong ones, or gives a colleague who forgot theirs a new one; two
people hold the recovery cards for when nobody can unlock it. Either way the officer gets a new signing key, and the
province must be asked to trust it: its fingerprint is read aloud, so that no supervisor becomes two people.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, func, select

from fieldsuite.casework import review
from fieldsuite.config import Home, read_config
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office, open_office
from fieldsuite.tables import AuditEntry, Draft, Journal
from keys import attempts, recovery
from keys.cards import OfficerCard, OfficerRole
from keys.vault import officers


@dataclass(frozen=True, slots=True)
class Handover:
    """What a colleague takes over in the middle of a day."""

    before: str
    """Name of the officer who was at work before, or empty."""
    drafts: tuple[str, ...]
    """What was typed and not saved: it is there for whoever unlocks the office."""
    waiting_review: int
    not_packed: int

    @property
    def sentence(self) -> str:
        """Key of the sentence that says it; whoever comes first takes over from nobody."""
        return "safe.handover" if self.before else "safe.handover_first"


def named(office: Office, who: str) -> OfficerCard:
    """Give the officer of a name or id. Raises OfficeError E_NOT_FOUND."""
    found = next((card for card in officers(office.home.keys) if who in (card.id, card.name)), None)
    if found is None:
        raise OfficeError("cli.no_officer", code="E_NOT_FOUND", officer=who)
    return found


def release(office: Office, who: str) -> OfficerCard:
    """Let an officer who was locked out try again. Raises OfficeError E_ROLE for anybody but a supervisor."""
    card = _another(office, who)
    attempts.release(office.home.keys, card.id)
    office.note("release", card.id)
    return card


def reset(
    office: Office, who: str, passphrase: str, why: str = "", role: OfficerRole | None = None
) -> OfficerCard:
    """Give a colleague who forgot their passphrase a new one, which they type themselves, and a new signing key.

    ``role``: another from now on; a card says its role under the key's own signature, so that it takes a new key too.
    Raises OfficeError E_ROLE for anybody but another person who is a supervisor; KeysError for a short passphrase.
    """
    card = _another(office, who)
    if role and role != card.role:
        office.require_field()
    cost = office.keyring.cost
    made = recovery.renew(office.home.keys, office.keyring.master, card.id, passphrase, cost, role)
    office.note("recover", card.id, why, {"by": "supervisor", "key": made.kid, "role": made.role})
    return made


def leave(office: Office, who: str, why: str = "") -> OfficerCard:
    """Let an officer who leaves open the office no more; the province ends their key. Raises OfficeError E_ROLE."""
    card = _another(office, who)
    recovery.leave(office.home.keys, card.id)
    office.note("leave", card.id, why, {"key": card.kid})
    return card


def print_cards(office: Office, out: Path) -> tuple[str, str]:
    """Make both recovery cards and print them; older ones open nothing from then on.

    Raises OfficeError E_ROLE where there is a supervisor and it is not they; FormsError; the old cards hold then.
    """
    from forms.paper import recovery_sheet
    from forms.paper.fonts import find_fonts

    _supervisor(office)
    path, before = office.home.keys / "recovery.json", b""
    if path.is_file():
        before = path.read_bytes()
    cards = recovery.make_cards(office.keyring)
    try:
        recovery_sheet.write(cards, out, office=office.config.name, on=office.today().isoformat(),
                             fonts=find_fonts(office=office.home.fonts), practice=office.config.practice)  # fmt: skip
    except BaseException:
        path.unlink(missing_ok=True)
        if before:
            from keys.files import write_owner_only

            write_owner_only(path, before)
        raise
    office.note("recovery_cards")
    return cards


def recover(home: Path, who: str, cards: tuple[str, str], passphrase: str) -> OfficerCard:
    """Give an officer a new passphrase by both recovery cards, where nobody can unlock the office.

    Raises OfficeError E_NOT_FOUND, KeysError (cards mistyped or of another pair, a short passphrase).
    """
    read_config(home)
    keys = Home(home).keys
    found = next((card for card in officers(keys) if who in (card.id, card.name)), None)
    if found is None:
        raise OfficeError("cli.no_officer", code="E_NOT_FOUND", officer=who)
    master = recovery.open_cards(keys, *cards)
    made = recovery.renew(keys, master, found.id, passphrase)
    with closing(open_office(home, found.id, passphrase)) as office:
        office.note("recover", found.id, "", {"by": "cards", "key": made.kid})
    return made


def handover(office: Office) -> Handover:
    """Say what whoever unlocked the office takes over from the officer before."""
    with office.store.session() as session:
        before = session.exec(
            select(AuditEntry.officer)
            .where(AuditEntry.act == "unlock", AuditEntry.officer != office.officer.id)
            .order_by(col(AuditEntry.position).desc())
            .limit(1)
        ).first()
        drafts = tuple(session.exec(select(Draft.key).order_by(Draft.key)))
        unpacked = session.exec(
            select(func.count())
            .select_from(Journal)
            .where(Journal.status == "own", col(Journal.bundle).is_(None))
        ).one()
    names = {card.id: card.name for card in officers(office.home.keys)}
    return Handover(names.get(before or "", ""), drafts, len(review.queue(office)), unpacked)


def _supervisor(office: Office) -> None:
    has = any(card.role != "officer" for card in officers(office.home.keys))
    if office.officer.role == "officer" and has:
        raise OfficeError("safe.needs_supervisor", code="E_ROLE")


def _another(office: Office, who: str) -> OfficerCard:
    card = named(office, who)
    if office.officer.role == "officer" or card.id == office.officer.id:
        raise OfficeError("safe.needs_supervisor", code="E_ROLE")
    return card
