"""Does again what another worker's work kept from being done: bounded, a little later each time."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from fieldsuite.errors import OfficeError

T = TypeVar("T")

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each further try, of which between half and one and a half are waited, so that those who got into
each other's way do not meet again."""


def retried(job: Callable[[], T], waits: tuple[float, ...] = WAITS) -> T:
    """Do a job that is one transaction; when it lost against another (a deadlock, a row that appeared meanwhile, a
    server that was restarted) do it again, ``len(waits)`` times at most.

    Raises what the last try raised: OfficeError E_BUSY, IntegrityError.
    """
    for wait in waits:
        try:
            return job()
        except IntegrityError:
            pass
        except OfficeError as error:
            if error.code != "E_BUSY":
                raise
        time.sleep(wait * random.uniform(0.5, 1.5))
    return job()
