"""What start.py does on a machine where nothing is installed yet: standard library only, imports no room.

``plan`` says which steps are due, ``install.carry_out`` takes them one after the other with a progress line
each, ``trouble.explain`` turns what pip said into one sentence. The sentences lie in
``fieldsuite/words/start.toml``.
"""


class Trouble(Exception):
    """A step that failed: ``key`` of the sentence in start.toml, and the values that fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values
