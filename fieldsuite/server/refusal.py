"""What the upload address answers when it does not do what was asked: a status, and one of our codes."""

import errno


class Refusal(Exception):
    """No, with the HTTP status and a code of words-and-codes; the sentence is said by the office that asked."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


def of_disk(error: OSError) -> Refusal:
    """Give the refusal for a disk that is full (507) or fails (503)."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return Refusal(507 if full else 503, "E_DISK")
