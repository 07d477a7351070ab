"""证件采集: front and back of the card and the card in the hand, looked at and kept as evidence (内蒙古通知 一(一))."""

from biometric.steps import Refused
from fieldsuite.casework import card_set, modelling, people
from fieldsuite.casework.card_set import Kept
from fieldsuite.casework.modelling import Modelling
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.asked import Ask, AskedScreen

PICTURES = ("front", "back", "in_hand")


class CardSetScreen(AskedScreen[str]):
    """Answers the record's id."""

    AUTO_FOCUS = "#front"
    state: Modelling | None = None
    card: PersonCard | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def draft_key(self) -> str:
        """One draft a person."""
        return f"card_set:{self.person}"

    def heading(self) -> str:
        """Whose card it is."""
        return self.say("relatives.card_title", name=self.card.name if self.card else "")

    def about(self) -> str:
        """What the photographs must show, and whether they are asked for."""
        told = [self.say("relatives.card_about")]
        if self.state and self.state.card_missing:
            told.append(self.say("relatives.card_missing"))
        return "\n".join(told)

    def asks(self) -> tuple[Ask, ...]:
        """The three photographs."""
        hint = "relatives.photo_hint"
        return tuple(
            Ask(one, "path", needed=True, label=f"relatives.ask_{one}", hint=hint) for one in PICTURES
        )

    def on_mount(self) -> None:
        """Read what the rules of this office ask for."""
        super().on_mount()
        self.quietly(self._about, people.card, self.office, self.person)
        self.quietly(self._known, modelling.of_person, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def _known(self, found: Modelling) -> None:
        self.state = found
        self.fill()

    def send(self) -> None:
        """Look at the photographs and keep them."""
        front, back, in_hand = (self.paths(one)[0] for one in PICTURES)
        self.ask(self._taken, card_set.take, self.office, self.person, front, back, in_hand)

    def _taken(self, found: Kept | Refused) -> None:
        if isinstance(found, Refused):
            named = (one for one in PICTURES if self.paths(one)[0].name == found.source)
            self.show_wrong({next(named, "in_hand"): self.say(f"biometric.{found.advice}")})
            return
        self.done(found.record_id)
