"""What is kept of where everybody stands is what the rules say from scratch, whatever was done and however."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from fieldsuite.casework import people
from fieldsuite.casework.outlooks import marks
from fieldsuite.casework.outlooks.computing import bring_up
from fieldsuite.office import Office
from fieldsuite.tables import (
    KnownEvent,
    Outlook,
)
from tests.fieldsuite.casework.outlooked import ACTS, Village, act, bring_a_list, hold, village
from tests.grounds import TODAY, Place

__all__ = ["village"]


@pytest.mark.requirement("R024")
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=14))
def test_after_any_work_the_lists_say_what_the_rules_say(
    village: Village, acts: list[tuple[Any, ...]]
) -> None:
    village.place.clock.at = village.place.clock.at.replace(year=2026, month=11, day=21)
    for what, *said in acts:
        if what == "later":
            village.place.clock.go(days=said[0])
        elif what == "looked":
            hold(village.office)
        elif what == "kept":
            village.keep()
        elif what == "put_back":
            village.put_back()
        else:
            with village.office.store.session() as session:
                if what == "listed":
                    bring_a_list(session, *said)
                else:
                    act(village.office, session, what, *said)
    hold(village.office)


def marked(office: Office) -> set[str]:
    with office.store.session() as session:
        return set(session.exec(select(Outlook.person_id).where(Outlook.until == date.min)))


def test_only_who_was_touched_is_computed_again(village: Village) -> None:
    office = village.office
    hold(office)
    assert marked(office) == set()
    village.place.visit(office, "p-cut")
    assert marked(office) == {"p-cut"}
    steps = list(bring_up(office))
    assert [(step.done, step.total) for step in steps] == [(0, 1)]
    hold(office)


def test_a_trigger_that_is_gone_is_made_again_and_nobody_is_believed(village: Village) -> None:
    """As after a step of the migration that makes a table anew."""
    office = village.office
    hold(office)
    with office.store.session() as session:
        session.connection().exec_driver_sql("DROP TRIGGER outlook_knownevent_insert")
        assert not marks.stand(session.connection())
        session.add(KnownEvent(id="x", person_id="p-fine", kind="death", on=TODAY))
    hold(office)
    with office.store.session() as session:
        assert marks.stand(session.connection())
    assert [row.status for row in people.find(office, "单国强") if row.id == "p-fine"] == ["DECEASED"]


def test_other_rules_are_asked_again(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    from fieldsuite.casework.outlooks import computing
    from fieldsuite.rule_files import rules_of

    office = village.office
    hold(office)
    before = people.find(office, limit=None)
    sichuan = rules_of(office)["sichuan"]
    longer = {kind: replace(rule, cycle_months=24) for kind, rule in sichuan.rules.items()}
    changed = {**rules_of(office), "sichuan": replace(sichuan, digest="f" * 64, rules=longer)}
    for module in ("fieldsuite.facts", computing.__name__):
        monkeypatch.setattr(f"{module}.rules_of", lambda _: changed)
    hold(office)
    assert [row.deadline for row in people.find(office, limit=None)] != [row.deadline for row in before]
    monkeypatch.undo()
    hold(office)
    assert people.find(office, limit=None) == before


def test_on_a_disk_that_takes_no_writes_the_lists_are_right_too(village: Village, place: Place) -> None:
    with village.office.store.session() as session:
        session.add(KnownEvent(id="y", person_id="p-fine", kind="death", on=TODAY))
    village.close()
    place.village.chmod(0o500)
    try:
        village._opened = place.officer()
        village.office = village._opened.__enter__()
        hold(village.office)
    finally:
        place.village.chmod(0o700)
