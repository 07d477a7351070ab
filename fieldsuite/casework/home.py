"""The numbers of the home screen: what is due, what waits, what has not left yet."""

from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from fieldsuite.casework import backup, epochs, first_steps, review, taking
from fieldsuite.casework.called import names_of
from fieldsuite.casework.history import detail_of
from fieldsuite.casework.outlooks import asking
from fieldsuite.casework.outlooks.computing import bring_up
from fieldsuite.casework.overseas import queue
from fieldsuite.casework.states import NOT_SENT, counts, positions
from fieldsuite.casework.tasks import seen_today
from fieldsuite.casework.views import DoneToday, HomeView, RecordState
from fieldsuite.clock import day_span, instant, local_date, local_time
from fieldsuite.office import Office
from fieldsuite.tables import HERE, Journal, OutBundle

VISITS_SHOWN = 12
ON_THE_ROAD: tuple[RecordState, ...] = ("exported", "stored", "deferred")
RETURNED: tuple[RecordState, ...] = ("returned", "rejected", "review_returned", "conflict")


def view(office: Office) -> HomeView:
    """Count what the home screen shows; the rules are asked about those only of whom something changed."""
    today = office.today()
    for _ in bring_up(office):
        pass
    with office.store.session() as session:
        lists, seen = asking.numbers(session, today), seen_today(office, session)
        wanted = asking.listed("visits", today, seen)
        visits = asking.rows(session, today, wanted, seen=seen, limit=VISITS_SHOWN)
        at = counts(office, session)
        sent = session.exec(
            select(func.max(OutBundle.exported_at)).where(OutBundle.exported_at != "")
        ).first()
        done = _done_today(office, session)
        backup_days = backup.days_since(office, session)
        steps = first_steps.in_session(office, session)
        waiting, others = review.shared(office, session)
    # Said once: what was put right when the office was opened is no news the second time.
    mended, office.mended = office.mended, ()
    return HomeView(
        due_this_month=lists.due,
        overdue=lists.overdue,
        oldest_overdue_months=_months_over(lists.oldest, today),
        to_verify=lists.verify,
        verify_days_left=lists.verify_days,
        waiting_review=len(waiting),
        review_by_others=len(others),
        oldest_waiting_days=(today - min((row.occurred_on for row in waiting), default=today))
        // timedelta(days=1),
        not_sent=sum(at[state] for state in NOT_SENT),
        last_sent_days=(today - local_date(instant(sent), office.config.timezone)) // timedelta(days=1)
        if sent
        else None,
        on_the_road=sum(at[state] for state in ON_THE_ROAD),
        returned=sum(at[state] for state in RETURNED),
        visits=tuple(visits),
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


def _months_over(oldest: date | None, today: date) -> int:
    return max(0, (today.year - oldest.year) * 12 + today.month - oldest.month) if oldest else 0


OF_OFFICE = {"mail": "correspondent", "void_sheet": "form_no", "roster_page": "roster"}
"""Kind of an act that is about nobody of the register -> the field that tells one from another."""


def _about(row: Journal) -> str:
    return str(row.payload.get(OF_OFFICE.get(row.kind, ""), ""))


def _done_today(office: Office, session: Session) -> tuple[DoneToday, ...]:
    zone = office.config.timezone
    begin, end = day_span(office.today(), zone)
    mine = select(Journal).where(
        HERE, Journal.status == "own", col(Journal.recorded_at) >= begin, col(Journal.recorded_at) < end
    )
    rows = list(session.exec(mine.order_by(col(Journal.position).desc())))
    at, names = positions(office, session, rows), names_of(session, (row.person_id for row in rows))
    return tuple(
        DoneToday(
            local_time(instant(row.recorded_at), zone),
            row.person_id,
            names.get(row.person_id) or _about(row),
            row.kind,
            detail_of(row),
            at[row.id].state,
        )
        for row in rows
    )
