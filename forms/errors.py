"""What can go wrong in this room, as errors that carry a sentence's key."""


class FormsError(Exception):
    """Base of this room's errors.

    ``key`` names the sentence in the word catalogue ``forms`` (what happened, and a hint), ``values`` fill
    it, ``code`` is the machine-readable code of the command line.
    """

    room = "forms"

    def __init__(self, key: str, *, code: str = "E_INPUT", **values: object) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values = key, code, values
