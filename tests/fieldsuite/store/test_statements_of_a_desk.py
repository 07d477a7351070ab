"""No statement of a desk's day needs what Citus refuses, where the tables are spread as docs/storage.md says."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import access, people, review
from fieldsuite.casework.reports import calendar, charts, notices, summary
from fieldsuite.office import Office
from fieldsuite.province import (
    adjudicate,
    allotments,
    approvals,
    clear,
    compare,
    conduct,
    conflicts,
    daily,
    desk_day,
    desk_more,
    dossier,
    due_rows,
    figures,
    laptops,
    lists,
    lost,
    people_table,
    proposals,
    queue,
    return_letters,
    uncertified,
    undo,
    verifying,
)  # fmt: skip
from fieldsuite.province.rehearsal import rehearse
from fieldsuite.province.worker import Worked, work
from fieldsuite.standing_rows import rebuild_rows
from fieldsuite.tables import Person
from tests.desks_watched import SEEN
from tests.fieldsuite.cli.desks import death_file
from tests.fieldsuite.province.desks import drop, move
from tests.fieldsuite.province.test_undoing import clerk
from tests.grounds import PASSPHRASE, Place
from tests.spread import COPIED, PIECES, SPREAD, refused

WISH = compare.Wish("death", "civil_affairs", date(2026, 11, 20), {})

REFUSED = {
    "rows of several servers locked":
        "SELECT person.id FROM person WHERE person.id IN (%(a)s, %(b)s) ORDER BY person.id FOR NO KEY UPDATE",
    "a join of ['journal', 'journal']": "SELECT a.id FROM journal AS a JOIN journal AS b ON a.about = b.id",
    "a join of ['evidence', 'journal']":
        "SELECT journal.id FROM journal, evidence WHERE evidence.person_id = journal.person_id",
    "a join of ['person', 'standing'] ":
        "SELECT person.id FROM person JOIN standing ON standing.person_id = person.id OR standing.site = person.site",
    "correlated by another column":
        "SELECT a.id FROM journal AS a WHERE NOT (EXISTS (SELECT * FROM journal AS b WHERE b.about = a.id))",
    "a subquery on ['journal'] correlated":
        "SELECT decision.todo FROM decision WHERE EXISTS (SELECT * FROM journal WHERE decision.record_id = journal.id)",
    "a limit in a subquery":
        "SELECT person.id FROM person WHERE EXISTS (SELECT journal.id FROM journal WHERE journal.person_id = person.id"
        " LIMIT 1)",
    "an outer join": "SELECT person.id FROM tasklist LEFT OUTER JOIN assignment ON assignment.list_id = tasklist.id",
    "tables of one server":
        "SELECT journal.id FROM journal JOIN importjob ON importjob.bundle = journal.bundle",
    "a recursive WITH":
        "WITH RECURSIVE up AS (SELECT about FROM journal UNION ALL SELECT journal.about FROM journal, up"
        " WHERE journal.id = up.about) SELECT * FROM up",
    "grouping sets": "SELECT standing.site, count(*) FROM standing GROUP BY ROLLUP (standing.site, standing.benefit)",
    "another value for what comparedsign": "UPDATE comparedsign SET person_id=%(p)s WHERE comparedsign.id = %(q)s",
    "a function in an UPDATE": "UPDATE person SET search=random() WHERE person.site = %(s)s",
    "a change of decision":
        "UPDATE decision SET sent_in=%(n)s WHERE decision.record_id IN (SELECT journal.id FROM journal)",
    "rows of ['person']": "INSERT INTO standing (person_id) SELECT person.id FROM person",
    "ON CONFLICT on knownevent":
        "INSERT INTO knownevent (id, person_id) VALUES (%(a)s, %(b)s) ON CONFLICT (id) DO NOTHING",
}  # fmt: skip
"""What the refusal begins with or says, and a statement that earns it."""
TAKEN = (
    "SELECT person.id FROM person WHERE person.id = %(a)s FOR UPDATE",
    "SELECT standing.status FROM standing JOIN person ON person.id = standing.person_id WHERE person.site = %(s)s",
    "SELECT journal.id FROM journal WHERE NOT (EXISTS (SELECT * FROM decision WHERE decision.record_id = journal.id))",
    "SELECT journal.id FROM journal WHERE journal.about IN (SELECT journal.id FROM journal WHERE journal.site = %(b)s)",
    "DELETE FROM standing WHERE NOT (EXISTS (SELECT person.id FROM person WHERE person.id = standing.person_id))",
    "SELECT p.x, person.name FROM (SELECT standing.person_id AS x FROM standing LIMIT 9) AS p JOIN person ON"
    " person.id = p.x",
    "INSERT INTO evidence (sha256) VALUES (%(a)s) ON CONFLICT (sha256) DO NOTHING",
    "UPDATE journal SET status=%(s)s WHERE journal.position = %(p)s",
)


@pytest.mark.parametrize("said", REFUSED)
def test_what_citus_refuses_is_known(said: str) -> None:
    assert any(said in one for one in refused(REFUSED[said]))


@pytest.mark.parametrize("statement", TAKEN)
def test_what_citus_takes_is_not_refused(statement: str) -> None:
    assert refused(statement) == []


def test_the_page_says_of_every_table_where_it_lies() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "storage.md").read_text(encoding="utf-8")
    said = page.split("## Citus")[1]
    assert all(f"`{name}`" in said for name in (*SPREAD, *PIECES, *COPIED))


def a_day(place: Place) -> None:
    """From the bundle that comes to the letter that leaves, and everything a desk looks at in between."""
    with place.clerk() as desk:
        access.add_officer(desk, "二号经办", PASSPHRASE, role="clerk")
        place.dispatch(desk)
    with place.reviewer() as village:
        place.read(village)
    with place.officer() as village:
        shared = place.photo("shared")
        place.visit(village, "p-cut", photos=(shared,), phone="13900000999")
        first = place.visit(village, "p-month", photos=(shared,))
        dead = place.visit(village, "p-soon", status="dead", death_on=village.today() - timedelta(days=9))
        place.check(village, "p-verify")
    with place.reviewer() as village:
        review.decide(village, first.record_id, True)
        review.decide(village, dead.record_id, False, "日期不对")
        path = Path(place.pack(village).path)
    losses = death_file(place, ("p-fine", "单国强", "2026-11-01"))
    with clerk(place) as desk:
        list(rehearse(desk, [path]))
        drop(place, path)
        queue.look(desk)
        (worked,) = [step for step in work(desk, "one") if isinstance(step, Worked)]
        assert (worked.result, worked.code) == ("imported", "")
        rows = adjudicate.cases(desk)
        allotments.allot(desk, [rows[0].record_id], "二号经办")
        adjudicate.decide(desk, [rows[0].record_id], "held")
        adjudicate.decide(desk, [row.record_id for row in rows if row.method == "visit"], "accepted")
        adjudicate.decide(
            desk, [row.record_id for row in rows if row.method == "manual"], "returned", "OTHER", "再来"
        )
        return_letters.write(desk, place.root)
        found = compare.take(desk, losses, WISH)
        assert found.losses == 1
        lists.assign(desk, place.site, "请核实")
        look(desk)
        asked = undo.ask(desk, worked.bundle, "从丢失的电脑上来的")
    with clerk(place, "二号经办") as desk:
        applied = approvals.approvals(desk)
        approvals.step(desk, applied[0].record, agree=True)
        undo.step(desk, asked, agree=True)
        place.dispatch(desk, whole=True)
        list(rebuild_rows(desk))
        look(desk)


def look(desk: Office) -> None:
    """Open every list and every page of the desk."""
    list(desk_day.day(desk))
    desk_more.counts(desk)
    for which in ("waiting", "decided", "all"):
        adjudicate.cases(desk, which=which)
    clear.clear_cases(desk)
    conduct.suspects(desk)
    conduct.habits(desk)
    conflicts.conflicts(desk, which="all")
    figures.figures(desk)
    due_rows.due(desk, most=5)
    daily.page(desk, most=5)
    daily.page(desk, due=True, first=1, most=5, area="三村")
    uncertified.buckets(desk)
    uncertified.bucket_counts(desk)
    for which in lists.LISTS:
        lists.page(desk, which, most=5)
    proposals.page(desk, most=5)
    proposals.trend(desk)
    verifying.sent_lists(desk)
    laptops.laptops(desk)
    with desk.store.session() as session:
        site = session.exec(select(Person.site)).first()
    lost.report(desk, site or "")
    undo.batches(desk)
    undo.undos(desk)
    for who in ("p-cut", "p-soon", "p-fine"):
        dossier.dossier(desk, who)
        people.card(desk, who)
    people.find(desk, "单")
    people_table.export(desk, desk.home.path / "people.csv")
    summary.progress(desk)
    calendar.calendar(desk)
    for name in ("villages", "ways", "deadlines", "stops"):
        charts.count(desk, name)
    for kind in notices.KINDS:
        notices.due_notices(desk, kind)


def test_a_day_at_a_desk_on_a_server_sends_only_what_citus_takes(place: Place, postgres: str) -> None:
    before = dict(SEEN)
    SEEN.clear()
    move(place, postgres)
    a_day(place)
    sent = dict(SEEN)
    SEEN.update(before)
    assert not [one for one in sent.items() if one[1]]
    touched = Counter(table for one in sent for table in (*SPREAD, *PIECES, *COPIED) if f" {table}" in one)
    assert all(touched[table] for table in (*SPREAD, *PIECES)) and len(sent) > 400, touched
