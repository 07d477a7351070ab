"""What a desk may open by its level, and what follows from a loss that only another department knows; by command."""

from dataclasses import replace

import pytest

from fieldsuite.config import read_config, write_config
from fieldsuite.tables import Person
from tests.fieldsuite.cli.desks import DAY, ask, death_file, desk, listed, number_of, written
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


def insured(place: Place, key: str, area: str) -> None:
    with place.clerk() as office, office.store.session() as session:
        person = session.get(Person, key)
        assert person is not None
        person.insured_area = area
        session.add(person)


@pytest.mark.requirement("R127")
def test_the_desk_of_a_city_opens_no_card_of_another_city(desk: Place, line: Line) -> None:
    insured(desk, "p-fine", "510502")
    insured(desk, "p-soon", "511302")
    write_config(desk.province, replace(read_config(desk.province), area="510500"))
    assert ask(line, desk, "people", "show", "p-fine")["ok"]
    for words in (["people", "show", "p-soon"], ["people", "history", "p-soon"],
                  ["people", "correct", "p-soon", "phone", "13900000000", "--reason", "本人换号"],
                  ["approval", "ask", "restore", "p-soon", "--reason", "见面核实"]):  # fmt: skip
        refused = line.say(*words, home=desk.province, secret=desk.secret)
        assert refused.error == "E_ROLE" and "511302" in refused.object["error"]["message"], words
        assert "第38条" in refused.object["error"]["hint"]


def stops(line: Line, place: Place, who: str) -> list[dict[str, object]]:
    found = ask(line, place, "roll", "proposals", "--as-of", DAY)["proposals"]
    return [row for row in found if row["person"] == who and row["what"] == "stop"]


@pytest.mark.requirement("R163", "R164")
def test_a_loss_that_only_another_department_knows_proposes_the_stop_with_its_source(
    desk: Place, line: Line
) -> None:
    assert stops(line, desk, "p-cut") == []
    died = death_file(desk, ("p-cut", "区永福", "2026-10-03"))
    words = [died, "--kind", "death", "--from", "civil_affairs", "--as-of", DAY]
    taken = ask(line, desk, "compare", "import", *words)
    assert taken["losses"] == 1, taken
    assert listed(line, desk, "p-cut")["list"] == "lost"
    (stop,) = stops(line, desk, "p-cut")
    assert (stop["why"], stop["source"]) == ("death", "death:funeral:2026-10-03")
    assert "25" in str(stop["article"])
    (sign,) = ask(line, desk, "compare", "signs", "p-cut")["signs"]
    ask(line, desk, "compare", "object", sign["sign"], "--by", "本人", "--reason", "本人还健在，见过面")
    assert stops(line, desk, "p-cut") == []  # first it is verified (第14条)


@pytest.mark.requirement("R112")
@pytest.mark.parametrize(("who", "benefits"), [("p-two", ["work-injury"]), ("p-fine", [])])
def test_adoption_ends_what_a_survivor_draws_and_no_pension(
    who: str, benefits: list[str], desk: Place, line: Line
) -> None:
    file = written(desk, [("身份证号码", "日期"), (number_of(who, desk), "2026-10-03")])
    ask(line, desk, "compare", "import", file, "--kind", "adopted", "--from", "civil_affairs", "--as-of", DAY)
    found = stops(line, desk, who)
    assert [row["benefit"] for row in found] == benefits
    said = [(row["why"], row["source"]) for row in found]
    assert said == [("other", "survivor:other:2026-10-03") for _ in benefits]


@pytest.mark.requirement("R153")
def test_who_is_dead_by_comparison_can_be_deregistered_by_three(desk: Place, line: Line) -> None:
    died = death_file(desk, ("p-cut", "区永福", "2026-10-03"))
    ask(line, desk, "compare", "import", died, "--kind", "death", "--from", "civil_affairs", "--as-of", DAY)
    words = ["approval", "ask", "deregister", "p-cut", "--reason", "火化信息", "--as-of", DAY]
    refused = line.say(*words, home=desk.province, secret=desk.secret)
    assert refused.error == "E_RULE"  # the heirs first (第32条)
    assert ask(line, desk, *words, "--heir", "区小红")["ok"]
