"""``face enrol`` and ``face verify``: a person of the office, by camera, clip or photographs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.cli.shown import measures_of, verdict_lines
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from biometric.steps import Action, Verdict
    from fieldsuite.casework.left_out import Without
    from fieldsuite.records import Excusable, Variant

Camera = Annotated[int | None, typer.Option("--camera", help="Number of the camera; default: the first.")]
Video = Annotated[
    Path | None, typer.Option("--video", help="A clip in place of the camera; needs --actions.")
]
Images = Annotated[list[Path] | None, typer.Option("--image", help="Photograph; may be repeated.")]


def enrol(
    person: Person, camera: Camera = None, video: Video = None, image: Images = None,
    glasses: Annotated[bool, typer.Option("--glasses", help="A second template, with glasses on.")] = False,
    despite: Annotated[str, typer.Option(help="What the person cannot change: glasses;hat;background; ...")] = "",
    reason: Annotated[str, typer.Option(help="Why; needed with --despite.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Enrol a face (人脸建模) from the camera, a clip, or photographs; needs the person's consent."""
    from biometric.steps import Enrolled, Refused
    from fieldsuite.casework import enrol as job
    from fieldsuite.casework.excuse import Excuse

    look: Variant = "glasses" if glasses else ""
    names = tuple(part.strip() for part in despite.split(";") if part.strip())
    excuse = Excuse(cast("tuple[Excusable, ...]", names), reason)
    with opened(officer, passphrase_file) as office:
        if image:
            last = follow(job.face_photographs(office, person, image, variant=look, excuse=excuse))
        else:
            source = source_of(camera, video)
            last = follow(job.face(office, person, source=source, variant=look, excuse=excuse))
    if isinstance(last, Refused):
        shown = {"enrolled": False, "reason": last.reason, "advice": last.advice, "source": last.source}
        answer({**shown, **measures_of(last)}, verdict_lines(last, now.lang), exit_code=1)
        return
    assert isinstance(last, Enrolled)
    made = last.template
    answer(
        {"enrolled": True, "engine": made.engine, "version": made.version, "samples": len(made.vectors)},
        [f"{made.engine} {len(made.vectors)}"],
    )


def verify(
    person: Person, camera: Camera = None, video: Video = None, image: Images = None,
    actions: Annotated[str, typer.Option("--actions", help="What the clip shows, in its order: blink;left.")] = "",
    place: Annotated[str, typer.Option("--place")] = "",
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="An action the person cannot do, and why: left=颈椎手术后不能转头. Repeat it."),
    ] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Verify a face (人脸认证) by the camera or a clip with its actions; photographs say same or not, never alive."""
    from biometric.steps import Verdict
    from fieldsuite.casework import verify as job

    cannot: tuple[Without, ...] = ()
    with opened(officer, passphrase_file) as office:
        if image:
            last = follow(job.photographs(office, person, image))
        else:
            asked, cannot = read_actions(actions) or None, read_without(without or [])
            made = job.FaceJob(person, source_of(camera, video), asked, cannot, place)
            last = follow(job.face(office, made))
        assert isinstance(last, Verdict)
        outcome = job.outcome(office, person, last, 0)
    answer(
        {
            **_shown(last),
            **measures_of(last),
            "left_out": plain(cannot),
            "certifies": outcome.certifies,
            "deadlines": plain(outcome.deadlines),
        },
        verdict_lines(last, now.lang),
        exit_code=0 if last.passed or last.verdict == "same_liveness_unknown" else 1,
    )


def source_of(camera: int | None, video: Path | None) -> str | None:
    """Give the camera or clip that was named. Raises OfficeError when the clip is not there."""
    if video is not None and not video.is_file():
        raise OfficeError("cli.no_such_file", path=str(video))
    return str(video) if video else None if camera is None else str(camera)


def read_actions(text: str) -> "tuple[Action, ...]":
    """Read ``blink;left``. Raises OfficeError E_USAGE for a word that is no action."""
    from biometric.steps import Action

    words = [word.strip() for word in text.replace(",", ";").split(";") if word.strip()]
    if wrong := [word for word in words if word not in get_args(Action)]:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--actions {wrong[0]}")
    return cast("tuple[Action, ...]", tuple(words))


def read_without(words: list[str]) -> "tuple[Without, ...]":
    """Read ``left=why``. Raises OfficeError E_USAGE for a word that is no action or has no reason."""
    from biometric.steps import Action
    from fieldsuite.casework.left_out import Without

    pairs = [(name.strip(), why.strip()) for name, _, why in (word.partition("=") for word in words)]
    if wrong := [name for name, why in pairs if name not in get_args(Action) or not why]:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--without {wrong[0]}=…")
    return tuple(Without(cast("Action", name), why) for name, why in pairs)


def _shown(verdict: "Verdict") -> dict[str, object]:
    return {
        "verdict": verdict.verdict,
        "likeness": verdict.likeness,
        "threshold": verdict.threshold,
        "review_threshold": verdict.review_threshold,
        "failed": verdict.failed or None,
        "liveness": verdict.liveness or None,
        "actions": [{"asked": one.action, "asked_at": one.asked_at, "seen": one.seen_at is not None,
                     "seen_at": one.seen_at} for one in verdict.actions],
        "seconds": round(verdict.seconds, 3),
        "engine": verdict.engine,
        "version": verdict.version,
        "source": "recording" if verdict.recorded else "live",
        "checks": {name: round(value, 4) for name, value in verdict.checks.items()},
        "needs": {name: round(value, 4) for name, value in verdict.needs.items()},
        "reason": verdict.reason,
    }  # fmt: skip
