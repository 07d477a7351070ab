"""Takes from the process that decodes what it does not need. Each limit is the system's own; what a system does not
have is left out (``docs/decisions/0018``): Windows has the time limit and the declared sizes only."""

import sys
from contextlib import suppress

MEMORY = 1024**3
"""Bytes of address space: the largest picture that is let in takes about 620 MB while it is decoded."""
CPU_SECONDS = 10
"""Of one file; a picture of 50 million pixels takes about one."""

_NO_DUMPS, _NO_NEW_RIGHTS = 4, 38
"""PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS (prctl(2))."""
_OWN_USER_AND_NETWORK = 0x10000000 | 0x40000000
"""CLONE_NEWUSER, CLONE_NEWNET (unshare(2)): a network without any interface that is up."""


def confine(descriptors: int) -> None:
    """Keep the ``descriptors`` that are open and nothing more; everything must be imported by now."""
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        library.unshare(_OWN_USER_AND_NETWORK)  # refused in some containers: no descriptor, no socket, either
        library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        library.prctl(_NO_DUMPS, 0, 0, 0, 0)
    limits = [(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0),
              (resource.RLIMIT_NPROC, 0), (resource.RLIMIT_NOFILE, descriptors)]  # fmt: skip
    for what, most in limits:
        with suppress(ValueError, OSError):  # macOS bounds no address space
            resource.setrlimit(what, (most, most))


def one_more_file() -> None:
    """Give the next file its own seconds: what came before has used some."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
