"""``demo``: live a practice day by itself."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import demo_province
from fieldsuite.cli.follow import follow
from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(help="Practice days that live themselves.", no_args_is_help=True)
demo_province.add_to(app)


@app.command("day")
def day(
    out: Annotated[Path, typer.Option("-o", "--out", help="Empty folder for the practice offices.")],
    people: Annotated[int, typer.Option("--people", min=12, max=5000)] = 40,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    media: Annotated[Path | None, typer.Option("--media", help="Folder of media, a folder a person.")] = None,
) -> None:
    """Make a practice village, a consulate and their desk, and live one day in each up to the packed bundles."""
    from fieldsuite.practice.day import Day, live

    if media is not None and not media.is_dir():
        raise OfficeError("office.not_a_folder", path=str(media))
    lived = follow(live(out, count=people, seed=seed, media=media))
    assert isinstance(lived, Day)
    shown = {
        "village_home": str(lived.village_home), "consulate_home": str(lived.consulate_home),
        "province_home": str(lived.province_home),
        "bundles": lived.bundles, "passphrase_file": str(lived.passphrase_file), "people": lived.people,
        "records": lived.records, "roster": lived.roster, "papers": lived.papers, "media": lived.media,
    }  # fmt: skip
    homes = {
        "village": lived.village_home,
        "consulate": lived.consulate_home,
        "province": lived.province_home,
    }
    answer(shown, [
        say("window.demo_made", now.lang, people=lived.people, records=lived.records),
        *(say(f"window.demo_{name}", now.lang, home=home) for name, home in homes.items()),
        say("window.demo_secret", now.lang, path=lived.passphrase_file),
        say("window.demo_bundles", now.lang, folder=Path(lived.bundles[0]).parent if lived.bundles else out),
    ])  # fmt: skip
