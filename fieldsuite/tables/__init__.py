"""The tables of an office: who is on the register, what came from the province, and the journal of what was done.

Events are rows of the journal, appended and never changed; what a person's status is now is computed from them.
The province has the same tables: its register is the whole one, its journal holds what the offices sent.
All instants are UTC text (ISO 8601 with Z), all dates local dates of the office.
"""

from fieldsuite.tables.audit import AuditEntry, Provisioning
from fieldsuite.tables.compared import ComparedFile, ComparedSign
from fieldsuite.tables.desk import Allotment, Decision, ReceivedBundle, SentLetter, Series, Undone
from fieldsuite.tables.desktop import Draft, Look
from fieldsuite.tables.filling import Filling
from fieldsuite.tables.imports import UNFINISHED, UNSEARCHED, ImportJob
from fieldsuite.tables.looked import Heard, HeardWord, Looked
from fieldsuite.tables.outlook import Outlook
from fieldsuite.tables.records import HERE, Entry, Evidence, Journal
from fieldsuite.tables.register import Benefit, KnownCertification, KnownEvent, NameKey, Person
from fieldsuite.tables.standing import ComputedStanding
from fieldsuite.tables.travel import (
    Assignment,
    InDocument,
    ListedBefore,
    OutBundle,
    Outcome,
    TaskList,
    TrustHeld,
)

__all__ = [
    "HERE",
    "UNFINISHED",
    "UNSEARCHED",
    "Allotment",
    "Assignment",
    "AuditEntry",
    "Benefit",
    "ComparedFile",
    "ComparedSign",
    "ComputedStanding",
    "Decision",
    "Draft",
    "Entry",
    "Evidence",
    "Filling",
    "Heard",
    "HeardWord",
    "ImportJob",
    "InDocument",
    "Journal",
    "KnownCertification",
    "KnownEvent",
    "ListedBefore",
    "Look",
    "Looked",
    "NameKey",
    "OutBundle",
    "Outcome",
    "Outlook",
    "Person",
    "Provisioning",
    "ReceivedBundle",
    "SentLetter",
    "Series",
    "TaskList",
    "TrustHeld",
    "Undone",
]
