"""What a passer-by may read of a number on the screen."""


def masked_id(number: str) -> str:
    """Mask an identity number: the region and the last four stay (510502********0005); of a short one less."""
    if len(number) >= 12:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    return f"{number[:2]}****{number[-2:]}" if len(number) >= 7 else "****"


def masked_phone(number: str) -> str:
    """Mask a phone number: the first three and the last four stay (138****8000), of a short one the last two."""
    if len(number) >= 9:
        return f"{number[:3]}****{number[-4:]}"
    return f"****{number[-2:]}" if number else ""
