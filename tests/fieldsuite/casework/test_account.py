"""The account balances after every step, whatever is done in whatever order; states come from the province alone."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldsuite.casework import review, send
from fieldsuite.casework.home import view
from fieldsuite.office import Office
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.cases import cases
from tests.grounds import CAST_ORDER, Place


def states(office: Office) -> list[str]:
    return [bundle.state for bundle in send.outbox(office).bundles]


def test_the_home_screen_counts_the_days_since_something_left(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        place.pack(office)
        place.clock.go(days=5)
        place.visit(office, "p-cut")
        list(send.seal(office))
        assert (view(office).last_sent_days, view(office).not_sent, view(office).on_the_road) == (5, 1, 1)


def test_a_bundle_is_sealed_exported_received_and_closed_by_what_the_province_signed(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-fine")
        place.visit(office, "p-cut")
        list(send.seal(office))
        assert states(office) == ["sealed"]
        place.pack(office)
        assert states(office) == ["exported"]
        with place.clerk() as desk:
            place.arrive(desk, place.stick)
            assert states(office) == ["exported"]
            place.dispatch(desk)
            assert states(office) == ["exported"]
            place.read(office)
            assert states(office) == ["received"]
            decide(desk, [saved.record_id], "accepted")
            place.dispatch(desk)
            place.read(office)
            assert states(office) == ["received"]
            (other,) = cases(desk)
            decide(desk, [other.record_id], "held")
            place.dispatch(desk)
            place.read(office)
            assert states(office) == ["received"]
            decide(desk, [other.record_id], "returned", "OTHER", "请再去一次")
            place.dispatch(desk)
            place.read(office)
            assert states(office) == ["closed"]
        account = send.outbox(office).account
        assert (account.created, account.packed, account.accepted, account.returned) == (2, 2, 1, 1)


ACTS = st.one_of(
    st.tuples(st.sampled_from(["visit", "check"]), st.sampled_from(CAST_ORDER)),
    st.tuples(
        st.sampled_from(["agree", "return", "seal", "pack", "receive", "dispatch", "read"]), st.just("")
    ),
    st.tuples(st.just("decide"), st.sampled_from(["accepted", "held", "returned"])),
)


def act(place: Place, what: str, how: str) -> int:
    """Do one thing in its office; give the number of records it made."""
    if what in ("receive", "decide", "dispatch"):
        with place.clerk() as desk:
            if what == "receive":
                place.arrive(desk, place.stick)
            elif what == "dispatch":
                place.dispatch(desk)
            for case in cases(desk)[:2] if what == "decide" else ():
                decide(desk, [case.record_id], how, "OTHER", "请再去一次")  # type: ignore[arg-type]
        return 0
    with place.reviewer() if what in ("agree", "return") else place.officer() as office:
        if what in ("agree", "return"):
            return sum(bool(review.decide(office, item.record_id, what == "agree", "请重拍"))
                       for item in review.queue(office)[:1])  # fmt: skip
        if what in ("visit", "check"):
            (place.visit if what == "visit" else place.check)(office, how)
            return 1
        if what == "read":
            place.read(office)
        elif send.outbox(office).ready:
            list(send.seal(office) if what == "seal" else send.to_province(office, place.stick))
    return 0


def expect_balance(place: Place, made: int) -> None:
    """Every record is counted once, in the account and in its bundle."""
    with place.officer() as office:
        shown, home = send.outbox(office), view(office)
    account = shown.account
    assert account.balanced and account.created == made
    assert account.packed == sum(bundle.records for bundle in shown.bundles)
    assert account.not_packed == shown.ready <= home.not_sent
    assert all(sum(bundle.counts.values()) == bundle.records for bundle in shown.bundles)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=8, max_size=16))
def test_the_account_balances_whatever_is_done_in_whatever_order(
    place: Place, acts: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as folder:
        mine = Place(Path(shutil.copytree(place.root, Path(folder) / "ground")), place.site)
        made = 0
        for what, how in acts:
            made += act(mine, what, how)
            expect_balance(mine, made)
