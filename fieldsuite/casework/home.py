"""The numbers of the home screen: what is due, what waits, what has not left yet."""

from datetime import timedelta

from sqlmodel import Session, col, func, select

from fieldsuite.casework import backup, epochs, first_steps, people, review, taking
from fieldsuite.casework.history import detail_of
from fieldsuite.casework.overseas import queue
from fieldsuite.casework.states import Position, positions
from fieldsuite.casework.views import DoneToday, HomeView, PersonRow
from fieldsuite.clock import instant, local_date, local_time
from fieldsuite.office import Office
from fieldsuite.tables import Journal, OutBundle, Person

VISITS_SHOWN = 12


def view(office: Office) -> HomeView:
    """Count what the home screen shows; one pass over the people of the office."""
    today = office.today()
    everyone = people.find(office, limit=None)
    chosen = {
        which: people.choose(everyone, which, today) for which in ("due", "overdue", "verify", "visits")
    }
    with office.store.session() as session:
        own = list(
            session.exec(select(Journal).where(Journal.status == "own").order_by(col(Journal.position)))
        )
        at = positions(office, session, own)
        sent = session.exec(
            select(func.max(OutBundle.exported_at)).where(OutBundle.exported_at != "")
        ).first()
        done = _done_today(office, session, own, at)
        backup_days = backup.days_since(office, session)
        steps = first_steps.in_session(office, session)
        waiting, others = review.shared(office, session)
    # Said once: what was put right when the office was opened is no news the second time.
    mended, office.mended = office.mended, ()
    states = [place.state for place in at.values()]
    return HomeView(
        due_this_month=len(chosen["due"]),
        overdue=len(chosen["overdue"]),
        oldest_overdue_months=max((_months_over(office, row) for row in chosen["overdue"]), default=0),
        to_verify=len(chosen["verify"]),
        verify_days_left=min(
            (row.verify_days for row in chosen["verify"] if row.verify_days is not None), default=None
        ),
        waiting_review=len(waiting),
        review_by_others=len(others),
        oldest_waiting_days=(today - min((row.occurred_on for row in waiting), default=today))
        // timedelta(days=1),
        not_sent=sum(state in ("waiting_review", "review_returned", "ready", "sealed") for state in states),
        last_sent_days=(today - local_date(instant(sent), office.config.timezone)) // timedelta(days=1)
        if sent
        else None,
        on_the_road=sum(state in ("exported", "stored", "deferred") for state in states),
        returned=sum(state in ("returned", "rejected", "review_returned", "conflict") for state in states),
        visits=tuple(chosen["visits"][:VISITS_SHOWN]),
        done=done,
        backup_days=backup_days,
        practice=office.config.practice,
        clock_behind=office.time.behind // timedelta(minutes=1),
        mended=tuple((one.key, one.count) for one in mended),
        waits=epochs.waits(office),
        stale=taking.stale_since(office),
        steps=steps,
        at_counter=_at_counter(office),
    )


def _at_counter(office: Office) -> tuple[tuple[str, str, str], ...]:
    if office.config.kind != "consulate":
        return ()
    waiting = [one for one in queue.tickets(office) if one.state in ("waiting", "serving")]
    return tuple((str(one.number), one.name, one.at) for one in waiting)


def _months_over(office: Office, row: PersonRow) -> int:
    today = office.today()
    return (today.year - row.deadline.year) * 12 + today.month - row.deadline.month if row.deadline else 0


def _done_today(
    office: Office, session: Session, own: list[Journal], at: dict[str, Position]
) -> tuple[DoneToday, ...]:
    zone, today = office.config.timezone, office.today()
    rows = [row for row in own if local_date(instant(row.recorded_at), zone) == today]
    names = dict(
        session.exec(
            select(Person.id, Person.name).where(col(Person.id).in_([row.person_id for row in rows]))
        ).all()
    )
    return tuple(
        DoneToday(
            local_time(instant(row.recorded_at), zone),
            row.person_id,
            names.get(row.person_id, ""),
            row.kind,
            detail_of(row),
            at[row.id].state,
        )
        for row in reversed(rows)
    )
