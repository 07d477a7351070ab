"""``people notice``, ``help``, ``helpers``, ``unhelp``: relatives who help a person to certify."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

Person = Annotated[str, typer.Argument(help="Name, person number, ID number or id.")]


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``people``."""
    app.command("notice")(notice)
    app.command("help")(help_)
    app.command("helpers")(helpers)
    app.command("unhelp")(unhelp)


def notice() -> None:
    """Read the notice (告知书) for relatives out; needs no office."""
    from fieldsuite.casework import relatives
    from forms import relative_notice

    told = relatives.notice(now.lang)
    shown = {"title": relative_notice.TITLE, "version": relative_notice.CURRENT, "paragraphs": list(told)}
    answer({**shown, "sha256": relative_notice.digest_of(lang=now.lang)}, [relative_notice.TITLE, *told])


def help_(
    person: Person,
    helper: Annotated[str, typer.Option("--helper", help="Name of the relative who helps.")],
    relation: Annotated[str, typer.Option("--relation", help="子, 女, 配偶, …")],
    phone: Annotated[str, typer.Option("--phone", help="Telephone of the relative.")],
    document: Annotated[Path, typer.Option("--document", help="Photograph of the person's document.")],
    face: Annotated[Path, typer.Option("--face", help="Photograph of the person, taken now.")],
    agreed: Annotated[bool, typer.Option("--agreed", help="The notice was read: 已阅读并同意.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Let a relative help a person (亲属协助): notice, document, face; exit 1 when the face is another one."""
    from fieldsuite.casework import relatives

    for path in (document, face):
        if not path.is_file():
            raise OfficeError("cli.no_such_file", path=str(path))
    form = relatives.Binding(helper, relation, phone, document, face, agreed)
    with opened(officer, passphrase_file) as office:
        found = relatives.bind(office, person, form, now.lang)
    bound = bool(found.record_id)
    told = say("office.helper_bound" if bound else "office.helper_other_face", now.lang, helper=helper)
    shown = {**plain(found), "likeness": round(found.likeness, 4), "bound": bound}
    answer(shown, [told], exit_code=0 if bound else 1)


def helpers(
    person: Annotated[str, typer.Argument(help="Whose; default: everybody's.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List who may help whom."""
    from fieldsuite.casework import relatives

    with opened(officer, passphrase_file) as office:
        rows = relatives.helpers(office, person)
    answer({"helpers": plain(rows)}, [f"{row.on}  {row.helper}  {row.relation}  {row.phone}" for row in rows])


def unhelp(
    person: Person,
    helper: Annotated[str, typer.Option("--helper")],
    reason: Annotated[str, typer.Option("--reason", help="One sentence; it stays on record.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """End the help of a relative (解绑)."""
    from fieldsuite.casework import relatives

    with opened(officer, passphrase_file) as office:
        record = relatives.end(office, person, helper, reason)
    answer({"record_id": record}, [record])
