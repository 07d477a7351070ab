"""F3 at the desk: people by name, pinyin or number; Enter opens the desk's card."""

from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_person import DeskPersonScreen
from fieldsuite.screens.people import PeopleScreen
from fieldsuite.screens.person import Start


class DeskPeopleScreen(PeopleScreen, inherit_bindings=False):
    """The same search as in a field office; a desk of a city finds the city's people only."""

    BINDINGS = [*bind("back", shown=False)]
    HINT, NOBODY = "begin.somebody_at_desk", "begin.nobody_at_desk"

    def open_person(self, start: Start = "") -> None:
        """Open the desk's card of the person under the cursor."""
        if person := self.chosen_person():
            self.app.push_screen(DeskPersonScreen(person))
