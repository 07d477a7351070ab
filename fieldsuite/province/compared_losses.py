"""比对得知的丧失: a loss that stands on the 丧失 list by another department's word alone, before anybody registered it.

四川规程 第13条 puts such a person on the list, 第25条 wants the payment stopped at once; the program proposes it and
names the source, people decide. What contradicts a sign of life is to be verified first (第14条) and proposes nothing.
"""

from collections.abc import Sequence

from fieldsuite.facts import Facts
from fieldsuite.office import Office
from fieldsuite.standings.placing import with_losses
from fieldsuite.tables import Benefit, ComparedSign


def told(office: Office, one: Facts, mine: Benefit, compared: Sequence[ComparedSign]) -> tuple[Facts, str]:
    """Give the facts with the loss that only comparisons know, and where it was learned: kind, source, day.

    Unchanged, with an empty source, where the benefit does not stand on the list of losses by them.
    """
    return with_losses(one, mine, compared, office.today())
