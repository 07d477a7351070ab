"""Keys, one meaning each over the whole program (words-and-codes, "Keys").

A screen never writes a key down; it says ``bind("verify", "visit")`` and has ``action_verify``. The footer,
the help and the command palette show a binding by its word, so that all of them speak the language of the
moment.
"""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from fieldsuite.words import Lang, say

KEYS = {
    "help": "f1,question_mark",
    "enrol": "f2",
    "find": "f3,slash",
    "verify": "f4",
    "forms": "f5",
    "unmask": "f6",
    "review": "f7",
    "stick": "f8",
    "language": "f9",
    "leave": "f10,ctrl+q",
    "lock": "ctrl+l",
    "commands": "ctrl+p",
    "back": "escape",
    "next": "enter",
    "again": "space",
    "another_way": "m",
    "cannot": "n",
    "excuse": "y",
    "visit": "v",
    "loss": "d",
    "print": "p,f12",
    "save": "ctrl+s",
    "agree": "a",
    "hold": "h",
    "send_back": "x",
    "evidence": "o",
    "import": "i",
    "batch": "b",
    "same": "u",
    "waiting": "w",
    "care": "c",
    "settings": "ctrl+t",
    "test": "t",
    "export": "ctrl+e",
    "ledgers": "l",
    "remove": "delete",
    "jobs": "ctrl+g,g",
    "home": "ctrl+b",
    "add": "insert,plus",
    "correct": "k",
    "pen": "e",
    "read_back": "r",
    "copy_down": "ctrl+d",
    "undo": "ctrl+u",
    "earlier": "left_square_bracket,ctrl+up",
    "later": "right_square_bracket,ctrl+down",
    "call": "j",
    "void": "z",
    "judge": "f",
    "apply": "q",
    "assign": "s",
    "trust": "ctrl+k",
    "dry_run": "ctrl+r",
    "clear": "ctrl+a",
    "return_many": "ctrl+x",
    "beside": "ctrl+o",
    "allot": "equals_sign",
}
"""Meaning -> keys. ``h`` 待定 and ``i`` 导入 belong to the provincial desk, ``o`` 打开证据 to the review
(wireframes 6, 8). ``t`` 全部测试 and ctrl+e 存成表格 stand on the design page screens (19, 4). Ours: ``b`` 批量建模,
``u`` 查重, ``w`` 待比对, ``c`` 模板维护, ``l`` 台账, ctrl+t 设置与诊断, ctrl+g 办公事项, ctrl+b 回首页,
``k`` 更正, ctrl+s 保存 and f12 打印 where the buttons of a long form are far, ``j`` 叫号, ``z`` 作废, ``f`` 判断,
``q`` 申请或异议, ``s`` 列入名单, ctrl+k 密钥与信任; of the desk
ctrl+r 试收, ctrl+a 成批采纳, ctrl+x 成批退回, ctrl+o 并排看, = 分派; the roster's
``e`` 手写版, ``r`` 读回, ctrl+d and ctrl+u stand in wireframe 5 and 8, Insert in design page screens (12).
"""

FOOTER = ("find", "forms", "review", "stick", "jobs", "language", "commands", "lock", "leave", "settings",
          "home")  # fmt: skip
"""What works everywhere, in the order in which it finds room in the footer, after help and the screen's own
keys.
"""

DIGITS = {f"list_{at}": str(at) for at in range(1, 10)}
"""Digits open the lists of the home screen and choose among numbered ways elsewhere."""

LETTERS = {"alive": "j", "dead": "s", "missing": "x", "prison": "f", "other": "q", "not_met": "w"}
"""States of the roster by one letter (wireframe 5); only a field that holds the state listens to them."""


def label(word: str) -> str:
    """Key of the words that name a meaning: ``screens.key_verify``."""
    return f"screens.key_{word}"


def bind(*words: str, shown: bool = True, priority: bool = False) -> list[BindingType]:
    """Bindings for these meanings; each calls ``action_<meaning>``."""
    return [
        Binding(either_case((KEYS | DIGITS)[word]), word, label(word), show=shown, priority=priority, id=word)
        for word in words
    ]


def either_case(keys: str) -> str:
    """Add the capital of every letter: the footer shows capitals, and Caps Lock may be on."""
    alone = (key for key in keys.split(",") if len(key) == 1 and key.isalpha())
    return ",".join([keys, *(key.upper() for key in alone)])


def bind_digits(count: int) -> list[BindingType]:
    """Bindings of the digits 1 to ``count`` for a numbered list; each calls ``action_number(at)``, from 0."""
    return [
        Binding(str(at), f"number({at - 1})", label(f"list_{at}"), show=False, id=f"list_{at}")
        for at in range(1, count + 1)
    ]


def bind_jobs(names: Sequence[str]) -> list[BindingType]:
    """Bindings of the digits 1 to 9 for the jobs of a desk; each calls ``action_job(name)``."""
    return [
        Binding(str(at), f"job('{name}')", f"deskwork.job_{name}", show=False, id=f"job_{name}")
        for at, name in enumerate(names[:9], 1)
    ]


def keys_of(word: str) -> list[str]:
    """Keys of a meaning, the one to be shown first."""
    return (KEYS | DIGITS)[word].split(",")


def key_shown(key: str, space: str = "Space") -> str:
    """Write a key as it stands on the keyboard: ``f4`` -> F4, ``ctrl+p`` -> Ctrl+P, ``escape`` -> Esc."""
    names = {"question_mark": "?", "slash": "/", "escape": "Esc", "space": space, "delete": "Del", "insert": "Ins",
             "plus": "+", "equals_sign": "=", "left_square_bracket": "[", "right_square_bracket": "]"}  # fmt: skip
    parts = [part.upper() if len(part) < 4 else part.capitalize() for part in key.split("+")]
    return names.get(key, "+".join(parts))


def pressed(word: str, lang: Lang = "zh") -> str:
    """Write the key of a meaning as the manual does: ``again`` -> 空格."""
    return key_shown(keys_of(word)[0], say("screens.space_key", lang))


def f_key(word: str) -> int:
    """Number of the F-key of a meaning, for sorting; other keys come after them, in the order they were
    given.
    """
    key = keys_of(word)[0]
    return int(key[1:]) if key[0] == "f" and key[1:].isdecimal() else 99
