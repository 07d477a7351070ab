"""Notes in the log that something was printed or written out: paper and tables leave the sealed database."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, TypeVar

from fieldsuite.office import Office

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[Concatenate[Office, P], T]


def noted(act: Literal["print", "export"], what: str) -> Callable[[Job[P, T]], Job[P, T]]:
    """Note ``act`` once the job is done; its first text says about whom or what, ``what`` names the paper or table."""

    def around(job: Job[P, T]) -> Job[P, T]:
        @wraps(job)
        def done(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
            made = job(office, *args, **kwargs)
            about = args[0] if args and isinstance(args[0], str) else ""
            office.note(act, about[:64], "", {"what": what})
            return made

        return done

    return around
