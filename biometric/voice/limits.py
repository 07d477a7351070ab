"""Every number that decides about a voice and its digits, with its unit and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceLimits:
    """Thresholds of digits and of the agreement of an enrolment."""

    digit_gap: float = 0.26
    """How much farther the worst digit of a string may be than another digit and still count as said, as a share of how
    far the person's digits are apart (``hearing.apart``). Chosen on the 4 speakers on whom ``benchmarks/voice.py``
    reports; it says too what becomes of each when it is chosen on the other three."""
    string_gap: float = 0.5
    """Cost per frame of speech by which the whole string may fit worse than the best one (measured on 4 speakers, 100
    strings each way: right ones at most 0.26, the same digits one place further on at least 0.87)."""
    agreement_gap: float = 0.4
    """As ``digit_gap`` at enrolment, where there are only two other recordings of each digit (measured on 4 speakers,
    40 strings each way: right ones at most 0.29, with one digit changed at least 0.51 but for one)."""


VOICE = VoiceLimits()
