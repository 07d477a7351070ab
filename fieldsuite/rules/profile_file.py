"""Reads a profile from its TOML file, and refuses one that is not complete.

Head: ``name version title_zh title_en short_zh short_en document valid_from approved_by benefits``. Each parameter is
a table ``[rule.NAME]`` with ``value`` and either ``article`` and ``quote`` (the notice says it) or ``ours`` (the notice
is silent, and why we chose so). ``[policy]`` in the same way says what a challenge decides and what is kept
(``rules.policy``), ``[modelling]`` what goes before and after a face template (``rules.modelling``) and
``[disclosure]`` the class of disclosure of what is printed (``rules.disclosure``); the last two may be left out.
``[benefit.NAME.PARAMETER]`` replaces a parameter for one benefit.
"""

import tomllib
from dataclasses import MISSING, fields, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any, get_args

from fieldsuite.errors import OfficeError
from fieldsuite.rules.basis import basis_of, only, text
from fieldsuite.rules.disclosure import read_disclosure
from fieldsuite.rules.modelling import read_modelling
from fieldsuite.rules.policy import read_policy
from fieldsuite.rules.profile import BENEFITS, Cohort, Mode, Profile, Rule

HEAD = ("name", "version", "title_zh", "title_en", "short_zh", "short_en", "document", "approved_by")
MORE = ("valid_from", "benefits", "policy", "rule", "benefit", "modelling", "disclosure")
PARAMETERS = tuple(field.name for field in fields(Rule) if field.name != "bases" and field.default is MISSING)
CHOICES: dict[str, tuple[str, ...]] = {
    "mode": get_args(Mode), "deadline": ("day", "month_end", "cut_off"), "prison": ("stop", "continue"),
    "loss": ("stop",), "enrolment": ("no", "yes", "with_certification"),
}  # fmt: skip
WHOLE = (
    "cycle_months",
    "never_offset",
    "remind_month",
    "suspend_month",
    "grace_months",
    "list_months",
    "restore_steps",
)
WHOLE_OR_NONE = ("verify_months_before", "stop_after_months", "follow_up_months", "pay_failed_months")
ABSENT = "none"
"""TOML has no null: a parameter that the notice does not have is the word none."""


def read_profile(written: str, name: str) -> Profile:
    """Read a profile. Raises OfficeError ``rules.profile_damaged`` naming the first thing that is not right."""
    try:
        return replace(_profile(tomllib.loads(written)), digest=sha256(written.encode()).hexdigest())
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise OfficeError(
            "rules.profile_damaged", code="E_SCHEMA", profile=name, problem=str(error)
        ) from error


def _profile(data: dict[str, Any]) -> Profile:
    only(data, {*HEAD, *MORE}, "profile")
    head = {key: text(data[key], key) for key in HEAD}
    valid_from, benefits, own = data["valid_from"], data["benefits"], data.get("benefit", {})
    if type(valid_from) is not date:
        raise ValueError("valid_from")
    only(dict.fromkeys(benefits), set(BENEFITS), "benefits")
    only(own, set(benefits), "benefit")
    rules = {benefit: _rule({**data["rule"], **own.get(benefit, {})}) for benefit in benefits}
    policy = read_policy(data["policy"])
    return Profile(
        **head, valid_from=valid_from, policy=policy, rules=MappingProxyType(rules),
        modelling=read_modelling(data.get("modelling", {})), disclosure=read_disclosure(data.get("disclosure", {})),
    )  # fmt: skip


def _rule(tables: dict[str, dict[str, Any]]) -> Rule:
    only(tables, set(PARAMETERS), "rule")
    bases = {name: basis_of(table, name) for name, table in tables.items()}
    values = {name: _value(name, tables[name]["value"]) for name in PARAMETERS}
    rule = Rule(**values, bases=MappingProxyType(bases))
    if rule.early_moves_deadline != (rule.mode == "rolling"):
        raise ValueError("early_moves_deadline")
    if (rule.deadline == "cut_off") != (rule.mode == "calendar") or (
        rule.deadline == "day" and rule.mode != "rolling"
    ):
        raise ValueError("deadline")
    return rule


def _value(name: str, value: Any) -> Any:
    if name in CHOICES:
        good = value in CHOICES[name]
    elif name in WHOLE:
        good = type(value) is int and 0 <= value <= 120
    elif name in WHOLE_OR_NONE:
        value = None if value == ABSENT else value
        good = value is None or (type(value) is int and 0 < value <= 120)
    elif name in ("early_moves_deadline", "back_pay"):
        good = type(value) is bool
    elif name == "biometrics":
        value = tuple(value)
        good = set(value) <= {"face", "voice", "finger", "vein"}
    elif name == "cut_off":
        month, day = (12, 31) if value == ABSENT else map(int, value.split("-"))
        value, good = (month, day), bool(date(2001, month, day))
    else:
        value = None if value == ABSENT else Cohort(**value)
        good = value is None or value.opens <= value.deadline < value.suspend_on
    if not good:
        raise ValueError(name)
    return value
