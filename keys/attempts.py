"""How often a passphrase was wrong: counted on the disk before it is tried, so that no restart begins anew.

This stops whoever sits at the program. Whoever carries the folder away can try elsewhere; against them stands
what one try costs (``keys.passphrase``).
"""

import errno
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from keys.canonical import decode_object, encode
from keys.errors import KeysError, VaultUnusable
from keys.files import read_owner_only, write_owner_only
from keys.instants import to_text

MOST = 10
"""Wrong passphrases in a row after which an officer is locked out (design page at-rest)."""
KEPT = 1000
"""Failed tries that are remembered until the office's log has them."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """What is known of failed tries."""

    wrong: dict[str, int]
    """Officer's id -> wrong passphrases in a row."""
    untold: tuple[tuple[str, str], ...] = ()
    """Officer's id and instant of each failed try that the office's log does not have yet."""

    def locked(self, officer_id: str) -> bool:
        """True when this officer is locked out."""
        return self.wrong.get(officer_id, 0) >= MOST


def read(folder: Path) -> Attempts:
    """Read what is known; nothing where nobody failed. Raises VaultUnusable ``keys_damaged``."""
    path = folder / "attempts.json"
    if not path.exists():
        return Attempts({})
    try:
        content = decode_object(read_owner_only(path))
        wrong, untold = content["wrong"], content["untold"]
        return Attempts({str(who): int(times) for who, times in wrong},  # type: ignore[attr-defined]
                        tuple((str(who), str(at)) for who, at in untold))  # type: ignore[attr-defined]  # fmt: skip
    except (KeysError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, VaultUnusable):
            raise
        raise VaultUnusable("keys_damaged", path=str(path)) from None


def begin(folder: Path, officer_id: str, at: datetime) -> None:
    """Count a try before it is made.

    Raises VaultUnusable ``locked_out`` (E_LOCKED) after ten wrong ones. On a disk that takes no writes the try
    is not counted: nothing can be written there with what it opens.
    """
    known = read(folder)
    if known.locked(officer_id):
        raise VaultUnusable("locked_out", most=MOST)
    wrong = {**known.wrong, officer_id: known.wrong.get(officer_id, 0) + 1}
    _write(folder, Attempts(wrong, (*known.untold, (officer_id, to_text(at)))[-KEPT:]))


def succeeded(folder: Path, officer_id: str) -> None:
    """Take back the try that was counted last: it was right, and the count begins anew."""
    known = read(folder)
    mine = next(
        (at for at in range(len(known.untold) - 1, -1, -1) if known.untold[at][0] == officer_id), None
    )
    untold = known.untold if mine is None else known.untold[:mine] + known.untold[mine + 1 :]
    _write(folder, Attempts({who: n for who, n in known.wrong.items() if who != officer_id}, untold))


def told(folder: Path) -> None:
    """Forget the failed tries that the office's log has now."""
    known = read(folder)
    if known.untold:
        _write(folder, replace(known, untold=()))


def release(folder: Path, officer_id: str) -> None:
    """Let an officer who was locked out try again."""
    known = read(folder)
    _write(folder, replace(known, wrong={who: n for who, n in known.wrong.items() if who != officer_id}))


def _write(folder: Path, attempts: Attempts) -> None:
    wrong = [[who, times] for who, times in attempts.wrong.items()]
    data = encode({"format": 1, "wrong": wrong, "untold": [list(one) for one in attempts.untold]})
    try:
        write_owner_only(folder / "attempts.json", data)
    except KeysError as error:
        cause = error.__cause__
        if not (isinstance(cause, OSError) and cause.errno == errno.EROFS):
            raise
