"""Where an office lives, and its settings."""

from pathlib import Path

from platformdirs import user_data_path


def default_home() -> Path:
    """Folder of the office when no ``--home`` is given: the platform's user-data folder."""
    return user_data_path("fieldsuite", appauthor=False)
