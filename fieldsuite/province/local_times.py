"""Instants as the people of a desk read them."""

from fieldsuite.clock import instant, local_date, local_time
from fieldsuite.office import Office


def local_at(office: Office, at: str) -> str:
    """Give an instant in the time of the office: YYYY-MM-DD HH:MM."""
    moment, zone = instant(at), office.config.timezone
    return f"{local_date(moment, zone).isoformat()} {local_time(moment, zone)}"
