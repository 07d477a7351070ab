"""What casework hands to screens and to the command line: frozen values, never rows of the database."""

from fieldsuite.casework.views.begin import Step
from fieldsuite.casework.views.people import (
    BenefitView,
    ConsentView,
    DoneToday,
    HistoryRow,
    HomeView,
    PersonCard,
    PersonRow,
    TemplateView,
)
from fieldsuite.casework.views.records import RecordState, ReviewItem, Saved
from fieldsuite.casework.views.travel import Account, BundleView, OutboxView, PackStep, Read, Sent

__all__ = [
    "Account",
    "BenefitView",
    "BundleView",
    "ConsentView",
    "DoneToday",
    "HistoryRow",
    "HomeView",
    "OutboxView",
    "PackStep",
    "PersonCard",
    "PersonRow",
    "Read",
    "RecordState",
    "ReviewItem",
    "Saved",
    "Sent",
    "Step",
    "TemplateView",
]
