"""开始使用 is counted from what an office really has; nobody ticks it."""

from fieldsuite.casework.first_steps import first_steps, note_tried
from fieldsuite.casework.home import view
from fieldsuite.casework.jobs import jobs
from tests.grounds import Place


def test_the_steps_follow_the_work_and_the_first_that_is_not_done_comes_next(place: Place) -> None:
    with place.officer() as village:
        before = first_steps(village)
        assert [step.name for step in before if step.next] == ["devices"]
        note_tried(village)
        assert [step.name for step in view(village).steps if step.next] == ["first"]
        place.visit(village, "p-cut")
        assert [step.name for step in first_steps(village) if step.next] == ["send"]
        place.pack(village)
        assert all(step.done for step in first_steps(village))
        begin = next(job for job in jobs(village).jobs if job.name == "begin")
        assert (begin.number, begin.about, begin.urgent) == (0, "", False)


def test_the_desk_has_no_first_steps_for_its_jobs_lead_it(place: Place) -> None:
    with place.clerk() as desk:
        assert first_steps(desk) == ()
