"""比对得知的丧失: a loss that stands on the 丧失 list by another department's word alone, before anybody registered it.

四川规程 第13条 puts such a person on the list, 第25条 wants the payment stopped at once; the program proposes it and
names the source, people decide. What contradicts a sign of life is to be verified first (第14条) and proposes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from fieldsuite.facts import Facts
from fieldsuite.office import Office
from fieldsuite.province.lists import placed
from fieldsuite.rules.cycle import Event
from fieldsuite.rules.known import LOSSES
from fieldsuite.rules.lists import LOSS
from fieldsuite.tables import Benefit, ComparedSign


def told(office: Office, one: Facts, mine: Benefit, compared: Sequence[ComparedSign]) -> tuple[Facts, str]:
    """Give the facts with the loss that only comparisons know, and where it was learned: kind, source, day.

    Unchanged, with an empty source, where the benefit does not stand on the list of losses by them.
    """
    today = office.today()
    losses = sorted(
        (sign for sign in compared if sign.kind in LOSS and sign.on <= today),
        key=lambda sign: (sign.kind != "death", sign.on),
    )
    registered = {event.kind for event in one.events}
    new = [sign for sign in losses if sign.kind not in registered]
    if not new or placed(office, one, mine, compared).list != "lost":
        return one, ""
    events = [Event(sign.kind, sign.on, sign.id) for sign in new if sign.kind in LOSSES]
    source = f"{new[0].kind}:{new[0].source}:{new[0].on.isoformat()}"
    return replace(one, events=[*one.events, *events]), source
