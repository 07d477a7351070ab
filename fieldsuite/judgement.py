"""What a record may say of an alarm: somebody looked at the two people and says what it is, with the reason."""

from typing import Literal

from pydantic import Field

from fieldsuite.erasure import Digest
from fieldsuite.payload import Payload

Doubt = Literal["one_face_two_people", "one_picture_two_people", "one_sound_two_people"]
"""What an alarm is raised for."""
Finding = Literal["two_people", "one_person", "agency"]
"""两个不同的人, 同一个人, 请经办机构判断."""
FINDINGS: tuple[Finding, ...] = ("two_people", "one_person", "agency")


class Judgement(Payload):
    """疑点判断: what an officer or a clerk says of an alarm; the newest holds; it stops nobody's benefit."""

    kind = "judgement"
    desk = True
    of: str
    """Alarm that was judged."""
    of_digest: Digest
    doubt: Doubt
    other: str
    """Id of the other person of the alarm."""
    finding: Finding
    reason: str = Field(min_length=1)
    """Why, in the officer's words."""
    seen: tuple[Digest, ...] = ()
    """What was judged: the templates' hashes, or the photographs or sounds; anything newer asks again."""
