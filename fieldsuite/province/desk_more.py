"""What is done at the desk beside the nine jobs of its day, and how much of it waits."""

from fieldsuite.office import Office
from fieldsuite.province.clear import clear_cases
from fieldsuite.province.conflicts import conflicts
from fieldsuite.province.queue_views import unfinished
from fieldsuite.province.undo import undos

MORE = ("conflicts", "undos", "clear", "figures", "queue", "charts")
"""In this order on the screen; digits 1 to 6."""


def counts(office: Office) -> dict[str, int]:
    """Count what waits in each; figures and charts never wait."""
    return {
        "conflicts": len(conflicts(office)),
        "undos": len(undos(office, which="open")),
        "clear": len(clear_cases(office)),
        "queue": unfinished(office),
    }
