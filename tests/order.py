"""In which order test files begin: those that take long first, so that at the end nobody waits for one of them.

A file stays in one process. Begun last, one that takes a minute would keep one core busy and the others waiting.
"""

import pytest

LONGEST_FIRST = (
    "tests/fieldsuite/safe/test_power_and_disks.py",
    "tests/house/test_tools.py",
    "tests/fieldsuite/screens/test_shell.py",
    "tests/fieldsuite/screens/test_work_office.py",
    "tests/fieldsuite/casework/test_compare_later_here.py",
    "tests/fieldsuite/screens/test_counter.py",
    "tests/fieldsuite/screens/test_work_people.py",
    "tests/forms/test_read_pen.py",
    "tests/fieldsuite/models/test_passive.py",
    "tests/sync/test_mutants.py",
    "tests/fieldsuite/plain/test_in_a_terminal.py",
    "tests/fieldsuite/screens/test_travel.py",
    "tests/fieldsuite/screens/test_batch.py",
    "tests/fieldsuite/store/test_full_disks.py",
    "tests/fieldsuite/models/test_ecapa_in_an_office.py",
    "tests/journeys/test_a_day_with_faces_and_voices.py",
    "tests/fieldsuite/safe/test_canaries.py",
)
"""Files of more than some 13 s; ``python3 start.py test`` lists the slowest tests at its end."""


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of these files first, in this order; all others stay as they are."""
    place = {file: at for at, file in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))
