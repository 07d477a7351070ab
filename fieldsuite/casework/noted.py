"""Notes in the log that something was printed or written out: paper and tables leave the sealed database."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from fieldsuite import exports
from fieldsuite.office import Office

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[Concatenate[Office, P], T]


def noted(act: Literal["print", "export"], what: str) -> Callable[[Job[P, T]], Job[P, T]]:
    """Note ``act`` once the job is done; its first text says about whom or what, ``what`` names the paper or table.

    The first path among the arguments is the file; a job that answers a number, or first of all a number, or something
    with ``rows`` says how many rows it wrote.
    """

    def around(job: Job[P, T]) -> Job[P, T]:
        @wraps(job)
        def done(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
            made = job(office, *args, **kwargs)
            about = args[0] if args and isinstance(args[0], str) else ""
            out = next((one for one in (*args, *kwargs.values()) if isinstance(one, Path)), None)
            exports.note(office, act, what, out, _rows(made), about)
            return made

        return done

    return around


def _rows(made: object) -> int | None:
    first = made[0] if isinstance(made, tuple) and made else getattr(made, "rows", made)
    return first if isinstance(first, int) else None
