"""When is who due: ``explain`` computes the standing of one benefit on a day, and says why."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.known import Certified, Event
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.standing import Standing

__all__ = ["Certified", "Event", "explain"]


def explain(
    profile: Profile,
    benefit: str,
    birth: date,
    start: date,
    certified: Sequence[Certified],
    events: Sequence[Event],
    as_of: date,
) -> Standing:
    """Compute where a benefit stands on a day. Raises OfficeError for a benefit that the profile does not know."""
    raise NotImplementedError
