"""证件采集: both sides of the card and the card in the hand, looked at and kept before a face is modelled."""

from dataclasses import dataclass
from pathlib import Path

from biometric.steps import Refused
from fieldsuite import engines, journal
from fieldsuite.acts import CardSet
from fieldsuite.casework import consent
from fieldsuite.casework.photos import read_photo
from fieldsuite.office import Office

SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Photographs of a card that were kept."""

    record_id: str
    ratio: float
    """Width of the portrait over that of the face beside it."""
    likeness: float
    """How like the portrait is to the person who holds the card."""


def take(office: Office, who: str, front: Path, back: Path, in_hand: Path) -> Kept | Refused:
    """Look at the three photographs and keep them as evidence; Refused says which one to take again.

    Raises OfficeError E_RULE without the person's consent, E_MEDIA for what is no picture.
    """
    from biometric.card_set import check_card_set

    person_id = consent.require(office, who, "face")
    pictures = [read_photo(path) for path in (front, back, in_hand)]
    faces = engines.face(office)
    found = check_card_set(front, back, in_hand, engine=faces.engine, limits=faces.limits)
    if isinstance(found, Refused):
        return found
    payload = CardSet(ratio=round(found.ratio * SCALE), likeness=round(found.portrait_likeness * SCALE))
    with office.store.session() as session:
        kept = [journal.keep_evidence(office, session, person_id, data, type_) for data, type_ in pictures]
        row = journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(kept)))
    return Kept(row.id, found.ratio, found.portrait_likeness)
