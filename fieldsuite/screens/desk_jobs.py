"""Which screen does which job of the desk."""

from collections.abc import Callable

from textual.screen import Screen

from fieldsuite.province.desk_day import JOBS
from fieldsuite.province.desk_more import MORE
from fieldsuite.province.proposals import WHATS

Sites = tuple[tuple[str, str, int, int], ...]
PALETTE = (*JOBS, *MORE, *(f"payment_{what}" for what in WHATS))
"""Jobs that the palette names, wherever at the desk one is; each has ``deskwork.job_…``."""


def screen_of(job: str, sites: Sites) -> Screen[None]:
    """Make the screen of a job; imported when it is opened."""
    from fieldsuite.screens.approving import ApprovalsScreen
    from fieldsuite.screens.charts import ChartsScreen
    from fieldsuite.screens.clearing import ClearScreen
    from fieldsuite.screens.comparing import CompareScreen
    from fieldsuite.screens.contradictions import ConflictsScreen
    from fieldsuite.screens.data_objections import DataObjectionsScreen
    from fieldsuite.screens.desk import DeskScreen
    from fieldsuite.screens.dispatch import DispatchScreen
    from fieldsuite.screens.figures import FiguresScreen
    from fieldsuite.screens.payment import PaymentScreen
    from fieldsuite.screens.queue import QueueScreen
    from fieldsuite.screens.rolls import RollScreen
    from fieldsuite.screens.sent_lists import SentListsScreen
    from fieldsuite.screens.uncertified import UncertifiedScreen
    from fieldsuite.screens.undoing import UndosScreen

    screens: dict[str, Callable[[], Screen[None]]] = {
        "bundles": DeskScreen,
        "compare": CompareScreen,
        "objections": DataObjectionsScreen,
        "lists": RollScreen,
        "uncertified": UncertifiedScreen,
        "sent": SentListsScreen,
        "payment": PaymentScreen,
        "approvals": ApprovalsScreen,
        "conflicts": ConflictsScreen,
        "undos": UndosScreen,
        "clear": ClearScreen,
        "figures": FiguresScreen,
        "queue": QueueScreen,
        "charts": ChartsScreen,
        "dispatch": lambda: DispatchScreen(sites),
    }
    if job.startswith("payment_"):
        return PaymentScreen(job.removeprefix("payment_"))
    return screens[job]()
