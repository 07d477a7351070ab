"""What a WAV file says about itself, checked against the file before a decoder believes it."""

import struct

from biometric.errors import MediaUnreadable


def wav_rate(data: bytes) -> int:
    """Give the sample rate of a WAV, and refuse one whose header does not fit the file.

    No format, no rate, or more sound declared than there is: a decoder allocates what the header declares, so a lie of
    4 GB must be caught first. Source: RIFF, Multimedia Programming Interface 1.0 (1991), chunk = four letters, 32-bit
    length, padded to even. Raises MediaUnreadable.
    """
    place, found = 12, False
    rate: int | None = None
    while place + 8 <= len(data) and not found:
        name, length = struct.unpack_from("<4sI", data, place)
        body = place + 8
        if name == b"fmt " and body + 16 <= len(data):
            (rate,) = struct.unpack_from("<I", data, body + 4)
        if name == b"data":
            found = True
            if length > len(data) - body:
                raise MediaUnreadable("sound_cut_off")
        place = body + length + length % 2
    if rate is None or not found:
        raise MediaUnreadable("sound_unreadable")
    if rate == 0:
        raise MediaUnreadable("sound_no_rate")
    return rate
