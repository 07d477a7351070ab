"""Nobody reviews their own record; high-risk acts need three people; a county restores no terminated pension."""

import pytest

from fieldsuite.rules.approvals import Taken, may_review, next_step, refusal
from fieldsuite.words import say

FIRST, SECOND = Taken("first", "li"), Taken("second", "wei")


@pytest.mark.requirement("R150")
def test_the_maker_may_not_review_own_work() -> None:
    assert not may_review("li", "li")
    assert may_review("li", "wei")
    assert not may_review("li", "")


@pytest.mark.requirement("R150")
def test_a_certification_takes_two_steps_by_two_people() -> None:
    assert next_step("certification", []) == "first"
    assert next_step("certification", [FIRST]) == "second"
    assert next_step("certification", [FIRST, SECOND]) is None
    own = refusal("certification", [FIRST], "li")
    assert own is not None
    assert (say(own.key), own.article) == ("您不能复核自己初审的记录", "第11条")
    assert refusal("certification", [FIRST], "wei") is None


@pytest.mark.requirement("R153")
@pytest.mark.parametrize("kind", ["restore", "back_pay", "deregister"])
@pytest.mark.parametrize("person", ["li", "wei"])
def test_the_third_step_is_taken_by_a_third_person(kind: str, person: str) -> None:
    refused = refusal(kind, [FIRST, SECOND], person, level="city")  # type: ignore[arg-type]
    assert refused is not None
    assert refused.article == "第29条"
    assert refusal(kind, [FIRST, SECOND], "han", level="city") is None  # type: ignore[arg-type]


def test_a_complete_approval_takes_no_further_step() -> None:
    done = [FIRST, SECOND, Taken("third", "han")]
    refused = refusal("restore", done, "zhao")
    assert refused is not None
    assert refused.key == "rules.approval_complete"


@pytest.mark.requirement("R154")
@pytest.mark.parametrize(
    ("level", "allowed"), [("county", False), ("village", False), ("city", True), ("province", True)]
)
def test_only_a_city_restores_a_terminated_pension(level: str, allowed: bool) -> None:
    refused = refusal("restore", [], "li", terminated=True, level=level)  # type: ignore[arg-type]
    assert (refused is None) == allowed
    assert refusal("restore", [], "li", terminated=False, level="county") is None
