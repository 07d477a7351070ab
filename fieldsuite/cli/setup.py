"""``setup``: make a new office, for work or for practice."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(help="Make a new office.", no_args_is_help=True)


@app.command("office")
def office(
    name: Annotated[str, typer.Option("--name", help="As the header shows it.")],
    site: Annotated[str, typer.Option("--site", help="Code of the office: letters, digits, hyphens.")],
    officer: Annotated[str, typer.Option("--officer", help="Name of the first officer.")],
    kind: Annotated[str, typer.Option("--kind", help="village, consulate, relay or province.")] = "village",
    area: Annotated[str, typer.Option("--area", help="GB/T 2260 code.")] = "",
    profile: Annotated[str, typer.Option("--profile", help="Profile of rules.")] = "sichuan",
    timezone: Annotated[str, typer.Option("--timezone")] = "Asia/Shanghai",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make keys, encrypted databases and settings of a real office. A province also founds its trust."""
    from fieldsuite.casework import access
    from fieldsuite.clock import stamp, utc_now
    from fieldsuite.config import OfficeConfig

    if kind not in ("village", "consulate", "relay", "province"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--kind {kind}")
    settings = OfficeConfig(
        name=name, kind=kind, site=site, timezone=timezone, area=area, profile=profile, lang=now.lang,  # type: ignore[arg-type]  # checked above
        created=stamp(utc_now()),
    )  # fmt: skip
    secret = passphrase(passphrase_file)
    keyring = access.set_up(
        home(), settings, officer, secret, role="clerk" if kind == "province" else "officer"
    )
    found = {"home": str(home()), "officer": keyring.officer.id, "device": keyring.device_key.public.kid}
    if kind == "province":
        from fieldsuite.office import open_office
        from fieldsuite.province import enrol

        desk = open_office(home(), keyring.officer.id, secret)
        try:
            found["anchor"] = enrol.found(desk).fingerprint
        finally:
            desk.close()
    answer(found, [f"{key}: {value}" for key, value in found.items()])


@app.command("practice")
def practice(
    officer: Annotated[str, typer.Option("--officer", help="Your name.")] = "练习员",
    people: Annotated[int, typer.Option("--people", min=1, max=5000)] = 40,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a practice ground (练习): a village with invented people and a provincial desk beside it."""
    from fieldsuite.practice import ground

    made = follow(
        ground.make(home(), passphrase=passphrase(passphrase_file), officer=officer, people=people, seed=seed)
    )
    assert isinstance(made, ground.Ground)
    paths = {
        "village_home": str(made.village_home),
        "province_home": str(made.province_home),
        "stick": str(made.stick),
    }
    answer({**paths, "people": made.people}, [f"{key}: {value}" for key, value in paths.items()])


@app.command("display")
def display(
    look: Annotated[
        str, typer.Option("--look", help="auto, plain (line by line) or ascii (borders of + - |).")
    ] = "",
    spoken: Annotated[
        str, typer.Option("--spoken", help="off, cmn, yue, hak (espeak-ng) or own (recordings).")
    ] = "",
    recordings: Annotated[
        str, typer.Option("--recordings", help="Folder: ask_blink.wav, digit_3.flac, ...")
    ] = "",
) -> None:
    """Show or change how this machine shows the program and whether prompts are said aloud."""
    from fieldsuite import display as settings

    wanted = {"look": look, "spoken": spoken, "recordings": recordings}
    changes = {key: value for key, value in wanted.items() if value}
    made = settings.change(home(), **changes) if changes else settings.read(home())
    found = {"look": made.look, "spoken": made.spoken, "recordings": made.recordings}
    answer(found, [f"{key}: {value or '-'}" for key, value in found.items()])


@app.command("online")
def online(
    address: Annotated[str, typer.Argument(help="https://HOST:PORT as the province gives it.")] = "",
    pin: Annotated[str, typer.Option("--pin", help="Fingerprint of its server, read aloud by the province.")] = "",
    ca: Annotated[Path | None, typer.Option("--ca", help="PEM file of an authority, instead of a pin.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Send nothing over a network any more.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Set the province's upload address, or take it away. Until then this office never opens a connection."""
    from fieldsuite.casework import online as job

    if bool(address) == off:
        raise OfficeError("cli.usage", code="E_USAGE", problem="ADDRESS, --off")
    with opened(officer, passphrase_file) as office:
        job.set_desk(office, address, pin=pin, ca=ca.resolve() if ca else None)
    told = say("serve.address_set" if address else "serve.address_none", now.lang, address=address)
    answer({"address": address}, [told])
