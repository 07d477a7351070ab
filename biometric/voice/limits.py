"""Every number that decides about a voice and its digits, with its unit and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceLimits:
    """Thresholds of digits and of the agreement of an enrolment."""

    digit_gap: float = 0.7
    """Cost per frame by which the worst digit of a string may be nearer to another digit than to the asked one and
    still count as said. Chosen on the 4 speakers on whom ``benchmarks/voice.py`` reports, and on no others."""
    string_gap: float = 0.5
    """Cost per frame of speech by which the whole string may fit worse than the best one (measured on 4 speakers, 100
    strings each way: right ones at most 0.26, the same digits one place further on at least 0.87)."""
    agreement_gap: float = 0.9
    """As ``digit_gap`` at enrolment, where there are only two other recordings of each digit (our choice)."""


VOICE = VoiceLimits()
