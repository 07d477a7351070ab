"""The command line: one file per noun, loaded when it is named, heavy imports inside the commands.

``main`` is the program: it reads what stands before the noun, runs the command and turns every failure into one
sentence and an exit status (0 yes or done, 1 no, 2 bad input, 3 something is missing, 4 trust refused).
"""

import os
import sys
from collections.abc import Sequence

from fieldsuite.cli import output


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these words (default: those of the process) and give its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    output.now.begin()
    # Read by NumPy when it is imported. The products here are small: a second thread costs more than it does
    # (measured: telling voices apart took 2.3 times the processor time with two).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from fieldsuite.cli.newer import hand_over
    from fieldsuite.cli.run import run

    if argv is None and (status := hand_over(words)) is not None:
        return status
    return run(words)
