"""What a passer-by may read of a number on the screen."""


def masked_id(number: str) -> str:
    """Mask an identity number: the region and the last four stay (510502********0005)."""
    return (
        f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
        if len(number) >= 12
        else f"{number[:2]}****{number[-2:]}"
    )


def masked_phone(number: str) -> str:
    """Mask a phone number: the first three and the last four stay (138****8000)."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 8 else number
