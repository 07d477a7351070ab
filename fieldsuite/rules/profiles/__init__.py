"""The profiles that come with the program: one TOML file a notice, data and never code.

``load`` reads them once in the life of a process; ``find`` gives one by its name.
"""

from functools import cache
from importlib.resources import files

from fieldsuite.errors import OfficeError
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.profile_file import read_profile

NAMES = (
    "sichuan", "guangdong", "guangxi-birthday", "guangxi-first", "guangxi-dependants", "inner-mongolia", "national",
)  # fmt: skip
"""Names that scripts use, in the order in which they are shown."""


@cache
def load() -> dict[str, Profile]:
    """Give every profile by its name; read from the files once. The dictionary is shared: do not change it."""
    folder = files(__name__)
    return {
        name: read_profile(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"), name)
        for name in NAMES
    }


def find(name: str) -> Profile:
    """Give the profile of a name. Raises OfficeError ``rules.unknown_profile`` with the names there are."""
    try:
        return load()[name]
    except KeyError:
        raise OfficeError("rules.unknown_profile", profile=name, known=", ".join(NAMES)) from None
