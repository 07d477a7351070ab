"""Checks a filled form against its fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms import identity_number, regions, text
from forms.field import Context, Data, Field, Problem, Words


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``value`` is the form with its values cleaned (``forms.text.clean``)."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    value: dict[str, Any] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        """True when there is no error; warnings do not count."""
        return not self.errors


def check_form(fields: Sequence[Field], data: Data, today: date, *, practice: bool = False) -> Checked:
    """Check every field of a form; all problems are named, not only the first.

    ``today`` is the office's local date. Keys that are no field of the form are named in a warning, so that a
    misspelled one is not lost in silence.
    """
    context = Context(today, practice)
    value = clean_form(fields, data)
    found = [problem for f in fields for problem in check_field(f, value, context)]
    known = {f.key for f in fields}
    found += [
        Problem(key, "没有这一栏，内容未被采用", "There is no such field; its content was not used", True)
        for key in data
        if key not in known
    ]
    return sort(found, value)


def clean_form(fields: Sequence[Field], data: Data) -> dict[str, Any]:
    """Give every field of a form with its value cleaned; a resident's number without spaces, with a capital
    X."""
    value = {asked.key: clean_value(asked, data.get(asked.key)) for asked in fields}
    for asked in fields:
        number = value[asked.key]
        if (
            asked.kind == "number"
            and isinstance(number, str)
            and value.get("id_kind") in ("", None, "resident")
        ):
            value[asked.key] = identity_number.normalise(number)
    return value


def sort(found: Sequence[Problem], value: dict[str, Any]) -> Checked:
    """Put problems into errors and warnings, in their order."""
    errors = tuple(problem for problem in found if not problem.warning)
    return Checked(errors, tuple(problem for problem in found if problem.warning), value)


def clean_value(asked: Field, value: object) -> object:
    """Give a text cleaned (a name also with one kind of dot), an absent value as an empty text, the rest
    untouched; a region called by its name becomes its six digits."""
    if value is None:
        return False if asked.kind == "flag" else ""
    if not isinstance(value, str):
        return value
    if asked.kind == "region":
        return regions.coded(text.clean(value))
    return text.name(value) if asked.kind == "name" else text.clean(value)


def check_field(asked: Field, data: Data, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with one field of a clean form."""
    value = data.get(asked.key, "")
    if asked.kind == "flag":
        if not isinstance(value, bool):
            yield asked.problem(Words(f"{asked.zh}应为是或否", f"{asked.en} must be true or false"))
        elif asked.check:
            yield from asked.check("true" if value else "", data, context)
    elif not isinstance(value, str):
        yield asked.problem(asked.wrong or Words(f"{asked.zh}应为文本", f"{asked.en} must be text"))
    elif not value:
        if asked.is_required(data):
            yield asked.problem(_missing(asked))
    elif wrong := _wrong(asked, value):
        yield asked.problem(wrong)
    elif asked.check:
        yield from asked.check(value, data, context)


def _missing(asked: Field) -> Words:
    if asked.kind in ("choice", "region"):
        return asked.missing or asked.wrong or _choose(asked)
    return asked.missing or asked.wrong or Words(f"请填写{asked.zh}", f"Fill in: {asked.en}")


def _choose(asked: Field) -> Words:
    return Words(f"请选择{asked.zh}", f"Choose: {asked.en}")


def _wrong(asked: Field, value: str) -> Words | None:
    made = Words(f"请输入正确的{asked.zh}", f"Not a right value: {asked.en}")
    made = asked.wrong or (_choose(asked) if asked.kind == "choice" else made)
    shape = {
        "name": lambda: text.is_name(value),
        "choice": lambda: asked.choice(value) is not None,
        "date": lambda: text.day(value) is not None,
        "month": lambda: text.is_month(value),
    }.get(asked.kind)
    if shape and not shape():
        return made
    if len(value) > asked.limit:
        return Words(f"{asked.zh}不得超过{asked.limit}个字", f"{asked.en}: at most {asked.limit} characters")
    if text.has_control(value):
        return Words(
            f"{asked.zh}含有看不见或不能识别的字符", f"{asked.en} contains invisible or unknown characters"
        )
    return None
