"""A bundle carried by mail and on small sticks: 8 MiB slices in any order, by command and at the desk's screen."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from fieldsuite.casework import send, sliced
from fieldsuite.casework.views import Sent
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.screens.desk_words import arrived_line
from fieldsuite.words import Lang, say
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

MAIL = 8 * 1024**2


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


def heavy(place: Place) -> None:
    """A visit with pictures of 17 MiB, which travel as they are."""
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    with place.officer() as office:
        photos = []
        for number in range(2):
            photo = place.root / f"big-{number}.png"
            noise = Image.frombytes("RGB", (1900, 1600), Random(number).randbytes(1900 * 1600 * 3))
            noise.save(photo, compress_level=0)
            photos.append(photo)
        place.visit(office, "p-fine", photos=tuple(photos))


def test_a_bundle_is_carried_through_mail_slices_in_random_order(place: Place, line: Line) -> None:
    heavy(place)
    out = line.ask("bundle", "pack", "-o", place.stick, "--mail", home=place.village, secret=place.secret)
    mails = sorted(place.stick.glob(f"{out['digest']}.*"))
    assert out["path"].endswith(".fosi") and len(mails) > 3
    assert max(mail.stat().st_size for mail in mails) == MAIL
    order = [*mails, mails[1]]
    Random(8).shuffle(order)
    results = []
    for mail in order:
        (one,) = line.ask("province", "receive", mail, home=place.province, secret=place.secret)["bundles"]
        results.append(one["result"])
    assert results.count("imported") == 1 and set(results[: results.index("imported")]) == {"waiting"}
    assert set(results[results.index("imported") + 1 :]) <= {"same"}
    (again,) = line.ask("province", "receive", mails[0], home=place.province, secret=place.secret)["bundles"]
    assert again["result"] == "same"


def test_slices_are_cut_and_joined_by_command(place: Place, line: Line, tmp_path: Path) -> None:
    heavy(place)
    out = line.ask("bundle", "pack", "-o", place.stick, home=place.village, secret=place.secret)
    mail, joined = tmp_path / "mail", tmp_path / "joined"
    mail.mkdir()
    joined.mkdir()
    cut = line.ask("bundle", "slice", out["path"], "-o", mail)
    assert cut["digest"] == out["digest"] and len(cut["slices"]) > 2
    one, *others = cut["slices"]
    said = line.say("bundle", "join", *others, cut["index"], "-o", joined)
    (half,) = said.object["files"]
    assert said.code == 1
    assert (half["complete"], half["missing"]) == (False, [0])
    (whole,) = line.ask("bundle", "join", one, "-o", joined)["files"]
    assert whole["complete"] and Path(whole["path"]).read_bytes() == Path(out["path"]).read_bytes()


def test_letters_in_slices_are_read_in_the_village(place: Place) -> None:
    from sync.slices import cut

    with place.officer() as office:
        place.visit(office, "p-fine")
        sent = place.pack(office)
    with place.clerk() as desk:
        (one,) = place.arrive(desk, sent.path)
    folder = place.root / "mails"
    folder.mkdir()
    list(cut(Path(one.receipt), folder, 1_000))
    with place.officer() as office:
        held = folder / sorted(path.name for path in folder.iterdir())[0]
        late = held.rename(place.root / held.name)
        assert sliced.scan(office, folder) == ()
        late.rename(folder / held.name)
        (letter,) = sliced.scan(office, folder)
        assert letter.read_bytes() == Path(one.receipt).read_bytes()


def test_what_is_too_long_for_one_piece_goes_in_slices_by_itself(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine")
        *_, sent = send.to_province(office, place.stick, slice_bytes=1_500)
        assert isinstance(sent, Sent) and Path(sent.path).suffix == ".fosi"
        assert send.outbox(office).bundles[0].state == "exported"
    with place.clerk() as desk:
        (one,) = [one for one in place.arrive(desk, place.stick) if one.result != "rejected"]
        assert one.result == "imported"


def test_the_desks_screen_says_which_slices_are_missing_counted_from_one() -> None:
    def spoken(lang: Lang) -> Callable[..., str]:
        return lambda key, **values: say(key if "." in key else f"screens.{key}", lang, **values)

    one = ArrivedBundle("ab" * 32 + ".fosb", "", "waiting", "", {}, "", slices=12, missing=(0, 6))
    assert "缺第 1、7 片（共 12 片）" in arrived_line(one, spoken("zh"))
    assert "slices 1, 7 of 12 are missing" in arrived_line(one, spoken("en"))
    no_index = ArrivedBundle("ab" * 32 + ".fosb", "", "waiting", "", {}, "")
    assert ".fosi" in arrived_line(no_index, spoken("zh")) and ".fosi" in arrived_line(no_index, spoken("en"))
