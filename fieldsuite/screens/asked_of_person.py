"""A form of questions about one person, whose card stands in its heading once it is read."""

from fieldsuite.casework import people
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.asked import AskedScreen
from fieldsuite.screens.base import Value


class AskedOfPersonScreen(AskedScreen[Value]):
    """``card`` is None until it is read; what was typed is kept as one draft a person and form."""

    DRAFT = ""
    """Name of the form among the drafts."""
    card: PersonCard | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def draft_key(self) -> str:
        """One draft a person."""
        return f"{self.DRAFT}:{self.person}"

    def on_mount(self) -> None:
        """Read who it is."""
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()
