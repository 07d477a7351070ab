"""The heads of an office's log that come with its bundles: one that does not go on is an alarm, and no refusal."""

from itertools import permutations

import pytest

from fieldsuite.casework import audit
from fieldsuite.province import adjudicate, cases
from fieldsuite.province.log_heads import Head, breaks
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.safe.tampering import by_hand
from tests.grounds import Place


def heads(*said: tuple[int, int, int, str]) -> list[Head]:
    return [Head(f"b{epoch}-{seq}", epoch, seq, entries, chain) for epoch, seq, entries, chain in said]


def test_a_log_that_grows_goes_on_whatever_order_its_bundles_come_in() -> None:
    grown = heads((1, 1, 4, "a"), (1, 2, 9, "b"), (1, 3, 10, "c"))
    assert all(not breaks(order) for order in permutations(grown))


@pytest.mark.parametrize(
    ("second", "word"),
    [((1, 2, 4, "other"), "fork"), ((1, 2, 3, "b"), "rollback"), ((1, 2, 4, "a"), "rollback"),
     ((1, 2, 0, ""), "rollback")],
)  # fmt: skip
def test_a_shorter_log_was_put_back_and_one_as_long_was_written_anew(
    second: tuple[int, int, int, str], word: str
) -> None:
    assert breaks(heads((1, 1, 4, "a"), second, (1, 3, 12, "z"))) == {"b1-2": word}


def test_a_device_that_was_restored_and_provisioned_has_the_log_of_its_backup() -> None:
    assert not breaks(heads((1, 1, 40, "a"), (2, 1, 12, "b"), (2, 2, 15, "c")))


def test_a_log_that_was_cut_before_the_next_bundle_is_told_to_the_clerk_and_nothing_is_refused(
    live: Place, line: Line
) -> None:
    with live.officer() as office:
        for _ in range(6):
            audit.verified(office)
        live.visit(office, "p-fine")
        first = live.pack(office).path
    by_hand(live, ("DELETE FROM auditentry WHERE position > 4", ()))
    with live.officer() as office:
        live.visit(office, "p-soon")
        second = live.pack(office).path
    said = line.ask("province", "receive", first, second, home=live.province, secret=live.secret)
    assert [(one["result"], one.get("log")) for one in said["bundles"]] == [
        ("imported", None),
        ("imported", "rollback"),
    ]
    with live.clerk() as desk:
        shown = {row.seq: row.log for row in adjudicate.desk(desk).bundles}
        flagged = {row.person_id for row in cases.cases(desk) if "log_rollback" in row.flags}
        alarms = audit.listed(desk, act="log_alarm")
    assert (
        shown == {1: "", 2: "rollback"}
        and flagged == {"p-soon"}
        and [row.why for row in alarms] == ["rollback"]
    )
