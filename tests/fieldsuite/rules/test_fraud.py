"""疑点: what the conduct of a dishonest officer shows, and that honest months show next to nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fieldsuite.rules.fraud import SUPERVISED, WEIGHTS, Deed, overriding, score, signs, stamping

DAY = date(2026, 11, 21)
NINE = datetime(2026, 11, 21, 9, 0)


def deed(name: str, minutes: float = 0, **named: object) -> Deed:
    """A live verification by face that passed, unless it is said otherwise."""
    usual: dict[str, object] = {
        "person": f"person-{name}", "officer": "li", "officer_name": "李秀英", "site": "sancun", "kind": "verification",
        "on": DAY, "recorded": NINE + timedelta(minutes=minutes), "method": "face", "verdict": "alive_and_same",
        "alive": True, "seconds": 14.0, "live": True,
    }  # fmt: skip
    return Deed(id=name, **{**usual, **named})  # type: ignore[arg-type]


def visit(name: str, at: str, **named: object) -> Deed:
    usual: dict[str, object] = {
        "kind": "visit", "method": "", "verdict": "", "live": False, "seconds": 0.0, "home": True, "at": at,
        "answers": ("self_care", "三村"), "village": "三村",
    }  # fmt: skip
    return deed(name, **{**usual, **named})


def shown(*deeds: Deed, **named: object) -> dict[str, tuple[str, ...]]:
    return signs(deeds, **named)  # type: ignore[arg-type]


def test_f79_a_print_or_screen_that_policy_only_noted_asks_for_a_second_person() -> None:
    assert shown(deed("a", copy=True)) == {"a": ("looks_like_copy",)}
    assert "looks_like_copy" in SUPERVISED


def test_f82_the_face_is_the_persons_and_the_voice_another_persons() -> None:
    voice = deed("b", 2, person="p", method="voice", verdict="not_same", alive=False)
    assert shown(deed("a", person="p"), voice) == {"a": ("other_voice",)}
    assert shown(deed("a", person="p"), replace(voice, method="face")) == {}  # a first try with the same way


def test_f83_thirty_verifications_in_ten_minutes_or_one_of_under_three_seconds() -> None:
    fast = [deed(f"{at:02}", at / 3) for at in range(30)]  # one every 20 s: thirty in 9 min 40 s
    assert shown(*fast) == {one.id: ("hasty",) for one in fast}
    assert shown(*fast[:29]) == {}
    assert (
        shown(*(replace(one, officer=f"{at % 2}") for at, one in enumerate(fast))) == {}
    )  # two at two counters
    assert shown(deed("a", seconds=2.9), deed("b", seconds=3.0)) == {"a": ("hasty",)}


def test_f84_two_villages_within_five_minutes() -> None:
    assert shown(visit("a", "09:00"), visit("b", "09:04", village="五村")) == {
        "a": ("travel",),
        "b": ("travel",),
    }
    assert shown(visit("a", "09:00"), visit("b", "09:05", village="五村")) == {}
    assert shown(visit("a", "09:00"), visit("b", "09:01")) == {}  # next door


def test_f85_before_the_first_list_after_a_death_and_at_night() -> None:
    early = deed("a", on=DAY - timedelta(days=1))
    assert shown(early, listed={"sancun": DAY}) == {"a": ("before_list",)}
    assert shown(deed("a"), listed={"sancun": DAY}) == {}
    assert shown(deed("a"), dead={"person-a": DAY}) == {"a": ("after_death",)}
    assert shown(deed("a", recorded=NINE.replace(hour=22))) == {"a": ("night",)}
    assert shown(deed("a", recorded=NINE.replace(hour=22), local=False)) == {}  # a consulate's day is another


def test_f86_verified_on_the_day_the_model_was_replaced_asks_for_a_second_person() -> None:
    new = deed("m", -5, person="p", kind="enrolment", alive=False, live=False, renewed=True, seen=True)
    assert shown(new, deed("a", person="p")) == {"a": ("reference_replaced",)}
    assert shown(new, deed("a", person="p", on=DAY + timedelta(days=1))) == {}
    assert shown(new, deed("a", person="p", method="voice")) == {}
    assert "reference_replaced" in SUPERVISED


def test_f87_an_officer_certifies_themselves_or_a_relative() -> None:
    kin = {"person-a": frozenset({"李秀英", "李大山"})}
    assert shown(deed("a"), kin=kin) == {"a": ("own_relative",)}
    assert shown(deed("a", officer_name="韦强"), kin=kin) == {}
    assert "own_relative" in SUPERVISED


def checks(officer: str, failed: int, overridden: int) -> list[Deed]:
    found = []
    for at in range(failed):
        who = f"{officer}-{at}"
        found.append(deed(f"{who}-f", at, officer=officer, person=who, verdict="not_same", alive=False))
        if at < overridden:
            found.append(deed(f"{who}-m", at, officer=officer, person=who, method="manual", live=False))
    return found


def test_f88_a_human_check_after_nearly_every_failed_one_is_reported_against_the_peers() -> None:
    peers = [one for name in "abc" for one in checks(name, 40, 8)]
    assert overriding([*peers, *checks("li", 30, 28)]) == {"li": (28, 30)}
    assert overriding([*peers, *checks("li", 30, 9)]) == {}
    assert overriding(checks("li", 30, 28)) == {}  # nobody to compare with


def test_f89_five_hundred_reviews_in_a_minute_are_reported() -> None:
    stamped = [NINE + timedelta(minutes=at / 500) for at in range(500)]
    read = [NINE + timedelta(minutes=at) for at in range(200)]
    assert stamping({"wei": stamped, "li": read, "nobody": []}) == {"wei": 500}


def test_f91_ten_home_visits_of_one_minute_with_the_same_answers() -> None:
    filled = [visit(f"{at}", "09:00", person=f"p{at}") for at in range(10)]
    assert set(shown(*filled).values()) == {("identical",)} and len(shown(*filled)) == 10
    assert shown(*filled[:9]) == {}
    met = [replace(one, home=False) for one in filled]  # everybody came to the village square
    assert shown(*met) == {}


def test_f93_two_offices_certify_one_person_on_one_day() -> None:
    there = deed("b", 30, person="p", site="xini")
    assert shown(deed("a", person="p"), there) == {"a": ("two_places",), "b": ("two_places",)}


def test_a_model_one_person_made_alone_is_said_until_a_second_person_looked_at_something_it_found() -> None:
    model = deed("m", -5, person="p", kind="enrolment", alive=False, live=False)
    first, second = deed("a", person="p"), deed("b", 60, person="p")
    assert shown(model, first, second) == {"a": ("unseen_model",), "b": ("unseen_model",)}
    assert shown(model, replace(first, seen=True), second) == {}
    assert shown(replace(model, seen=True), first) == {}


def honest_month(seed: int) -> list[Deed]:
    """Twenty coordinators who visit and verify as people do: 10 to 25 a working day, minutes apart, by daylight."""
    chance, found = Random(seed), []
    for day in range(22):
        for officer in range(20):
            at = datetime(2026, 11, 2, 8, 30) + timedelta(days=day, minutes=chance.randint(0, 40))
            for turn in range(chance.randint(10, 25)):
                name = f"{seed}-{day}-{officer}-{turn}"
                at += timedelta(minutes=chance.uniform(7, 25))
                village = f"{officer}-{0 if turn < 12 else 1}"
                usual = {"officer": f"o{officer}", "officer_name": f"干部{officer}", "site": f"s{officer}",
                         "on": at.date(), "recorded": at, "village": village}  # fmt: skip
                if chance.random() < 0.5:
                    found.append(visit(name, f"{at:%H:%M}", **usual))
                else:
                    found.append(deed(name, **{**usual, "seconds": chance.uniform(9, 25)}))
    return found


def test_at_most_one_in_a_thousand_records_of_an_honest_month_shows_a_sign() -> None:
    for seed in (1, 2, 3):
        month = honest_month(seed)
        flagged = signs(month, listed={f"s{n}": date(2026, 10, 1) for n in range(20)})
        assert len(month) > 7_000
        assert len(flagged) <= len(month) / 1000


@given(st.lists(st.sampled_from(sorted(WEIGHTS)), max_size=12))
def test_a_score_lies_between_nothing_and_a_hundred_and_grows_with_its_signs(those: list[str]) -> None:
    whole, some = score(those), score(those[:-1])  # type: ignore[arg-type]
    assert 0 <= some <= whole <= 100
