"""Acts: what an office does beside seeing somebody alive, as shapes of signed records.

A form filled in at a consulate, a visit that met nobody, a telephone call, an application for a visit, a report of a
death, a letter that came by post: each is a record of its own, appended and never changed, and every ledger of the
office is read from them. May touch: ``payload`` and ``rules``; nothing here reads or writes.

What matters: ``ACTS`` names every shape; ``OverseasReview`` is the one that certifies, ``Loss`` the one that ends.
"""

from fieldsuite.acts.contact import Attempt, Contact
from fieldsuite.acts.desk import Issue, Mail, OverseasUnlisted, RosterPage, VoidSheet
from fieldsuite.acts.handling import HANDLING
from fieldsuite.acts.loss import FollowUp, Loss, Survey
from fieldsuite.acts.modelling import CardSet, ModellingFailure
from fieldsuite.acts.overseas import OverseasReview, SeenDocument
from fieldsuite.acts.relative import Relative
from fieldsuite.acts.rulings import RULINGS
from fieldsuite.acts.service import Service
from fieldsuite.payload import Payload

ACTS: tuple[type[Payload], ...] = (
    OverseasReview, OverseasUnlisted, VoidSheet, Mail, RosterPage, Issue, Attempt, Contact, Service, Loss, Survey,
    FollowUp, CardSet, ModellingFailure, Relative, *HANDLING, *RULINGS,
)  # fmt: skip
"""Every shape of this room, for the table of kinds."""

__all__ = [
    "ACTS", "Attempt", "CardSet", "Contact", "FollowUp", "Issue", "Loss", "Mail", "ModellingFailure",
    "OverseasReview", "OverseasUnlisted", "Relative", "RosterPage", "SeenDocument", "Service", "Survey", "VoidSheet",
]  # fmt: skip
