"""A practice ground after some hours of work, made through casework: what the pictures of the screens
show.
"""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from fieldsuite.casework import people, review, send, verify, visit
from fieldsuite.casework.views import Sent
from fieldsuite.office import open_office
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province.receive import receive
from keys.vault import officers
from tests.fieldsuite.screens.driving import PASSPHRASE, frozen

STATUSES = ("self_care", "bedridden", "dead", "partial_care")


def live(root: Path) -> None:
    """Four visits and two human checks; half of them reviewed; sent, and received by the province."""
    village, province = root / "village", root / "province"
    at_work = {card.name: card.id for card in officers(village / "keys")}
    with closing(open_office(village, at_work["李秀英"], PASSPHRASE, now=frozen)) as office:
        rows = people.find(office, limit=12)
        for row, status in zip(rows, STATUSES, strict=False):
            photo = (drawn_picture(root / "pictures", row.id, row.name),)
            died = office.today() - timedelta(days=70) if status == "dead" else None
            form = visit.VisitForm(status, row.address, office.today(), "09:05", died, photos=photo)  # type: ignore[arg-type]  # one of STATUSES
            visit.save(office, row.id, form)
        for row in rows[4:6]:
            photo = (drawn_picture(root / "pictures", row.id, row.name),)
            verify.by_hand(office, row.id, verify.HumanCheck("id_card", "本人没有智能手机", "村委会", photo))
    with closing(open_office(village, at_work["韦强"], PASSPHRASE, now=frozen)) as office:
        for item in review.queue(office)[:3]:
            review.decide(office, item.record_id, True)
        sent = [step for step in send.to_province(office, root / "stick") if isinstance(step, Sent)]
    (clerk,) = officers(province / "keys")
    with closing(open_office(province, clerk.id, PASSPHRASE, now=frozen)) as office:
        arrived = list(receive(office, [Path(sent[0].path)]))
    assert arrived[0].result == "imported", arrived
