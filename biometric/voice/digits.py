"""The strings of digits a person is asked to say."""

import secrets

ENROLMENT_STRINGS = 5
"""Recordings of an enrolment: 录入五次 (R072, Inner Mongolia's notice)."""
STRING_LENGTH = 6
"""Digits in a string (design page biometrics: five recordings of 6 digits)."""
REPEATS = ENROLMENT_STRINGS * STRING_LENGTH // 10
"""How often every digit occurs over the enrolment: 3 (design page biometrics: each digit at least 3
times)."""


def enrolment_strings() -> tuple[str, ...]:
    """Draw five strings of six different digits; over the five every digit occurs three times.

    Different digits in a string, because then every digit is in three recordings and each recording can be
    checked against the others.
    """
    draw = secrets.SystemRandom()
    left = dict.fromkeys("0123456789", REPEATS)
    strings = []
    for strings_left in range(ENROLMENT_STRINGS, 0, -1):
        must = [digit for digit, count in left.items() if count == strings_left]
        may = [digit for digit, count in left.items() if 0 < count < strings_left]
        chosen = must + draw.sample(may, STRING_LENGTH - len(must))
        draw.shuffle(chosen)
        for digit in chosen:
            left[digit] -= 1
        strings.append("".join(chosen))
    draw.shuffle(strings)
    return tuple(strings)


def verification_string(length: int = STRING_LENGTH) -> str:
    """Draw 6 to 8 fresh digits, no digit twice in a row (two alike run together in speech)."""
    if not 6 <= length <= 8:
        raise ValueError("a verification string has 6 to 8 digits")
    string = secrets.choice("0123456789")
    while len(string) < length:
        string += secrets.choice([digit for digit in "0123456789" if digit != string[-1]])
    return string
