"""公开方式: which class of disclosure a notice, a paper or an exported file carries; data of the profile.

The notices end with their own class (广西 and 四川: 依申请公开, 广东: 不公开). What an office prints is of three
kinds, and a profile says the class of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from fieldsuite.rules.basis import Basis, basis_of, only

Class = Literal["主动公开", "依申请公开", "不公开"]
"""The three classes there are, in the words that papers print (政府信息公开条例)."""
What = Literal["notice", "personal", "figures", "public"]
"""notice: the notice itself. personal: whatever names people. figures: counts and summaries. public: what hangs on a
wall or is handed out."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One profile's classes."""

    notice: Class
    personal: Class
    figures: Class
    public: Class
    bases: Mapping[str, Basis]
    """What each of them rests on, by its name here."""

    def of(self, what: What) -> Class:
        """Give the class of a kind of paper."""
        found: Class = getattr(self, what)
        return found


OURS = {
    "notice": ("依申请公开", "通知没有写公开方式；依申请公开"),
    "personal": ("不公开", "写有姓名和证件号码，涉及个人隐私"),
    "figures": ("依申请公开", "只有数字，不涉及个人"),
    "public": ("主动公开", "本来就是给群众看的"),
}
"""Class and reason for a profile that does not say."""
DEFAULT = Disclosure(
    "依申请公开", "不公开", "依申请公开", "主动公开",
    MappingProxyType({name: Basis("", "", why) for name, (_, why) in OURS.items()}),
)  # fmt: skip


def read_disclosure(tables: dict[str, dict[str, Any]]) -> Disclosure:
    """Read the tables ``[disclosure]``; what is not said is ours. Raises ValueError or KeyError for a wrong one."""
    only(tables, set(get_args(What)), "disclosure")
    values = {name: DEFAULT.of(name) for name in get_args(What)}
    bases = dict(DEFAULT.bases)
    for name, table in tables.items():
        if table["value"] not in get_args(Class):
            raise ValueError(name)
        values[name], bases[name] = table["value"], basis_of(table, name)
    return Disclosure(**values, bases=MappingProxyType(bases))
