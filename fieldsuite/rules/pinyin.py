"""Under which letters a name is found: initials and full pinyin in every reading of every character.

Dictionaries read surnames as common words (单 dan, 仇 chou, 曾 ceng; design page libraries, 8), and the same surname is
read in two ways in two provinces (覃: qin, tan). So nothing is decided here: every reading is a key.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "区": "ou", "解": "xie", "覃": "qin tan", "查": "zha", "盖": "ge gai",
    "乐": "yue le", "缪": "miao", "朴": "piao", "任": "ren", "华": "hua", "纪": "ji", "宁": "ning", "尹": "yin",
    "翟": "zhai di", "燕": "yan", "卜": "bu", "冼": "xian", "洗": "xian", "折": "she", "黑": "he hei", "秘": "bi",
    "种": "chong", "重": "chong", "员": "yun", "乜": "nie", "幺": "yao", "召": "shao", "牟": "mu mou", "隗": "kui wei",
    "宓": "mi fu", "郇": "xun huan", "谌": "chen shen", "繁": "po", "能": "nai", "祭": "zhai", "适": "kuo",
    "令": "ling", "哈": "ha", "撒": "sa", "柏": "bai bo", "葛": "ge", "车": "che", "尉": "wei yu", "长": "zhang",
    "都": "du", "佴": "nai", "阚": "kan", "逄": "pang", "亓": "qi", "麴": "qu", "晟": "cheng sheng", "莘": "shen xin",
    "曲": "qu", "句": "gou", "那": "na", "盛": "sheng", "应": "ying", "石": "shi", "贾": "jia", "万": "wan",
}  # fmt: skip
"""Surname -> its readings as a surname, the usual one first; added to what the dictionary knows of the character."""

DOUBLE_SURNAMES = {"万俟": "mo qi", "尉迟": "yu chi", "单于": "chan yu", "长孙": "zhang sun", "澹台": "tan tai",
                   "宇文": "yu wen", "鲜于": "xian yu", "令狐": "ling hu", "皇甫": "huang fu"}  # fmt: skip
"""Surnames of two characters whose readings differ from those of each alone."""

TYPED = {"lv": ("lv", "lu", "lyu"), "nv": ("nv", "nu", "nyu"), "lve": ("lve", "lue"), "nve": ("nve", "nue")}
"""How ü is typed: v on a keyboard, u by habit, yu in a passport (GB/T 28039)."""

MANY = 96
"""Most spellings of one part of a name; beyond it only its first characters are read in every way."""


def search_keys(name: str) -> tuple[str, ...]:
    """Give every key of a name, in lower case and each once: 覃秀兰 is found by qxl, txl, qinxiulan and tanxiulan.

    A name of parts (阿卜杜拉·买买提) also has the keys of each later part. Letters and digits stand for themselves; a
    character without a known reading is passed over. Empty for an empty name.
    """
    parts = [part for part in _parts(name) if part]
    keys: dict[str, None] = {}
    for start in range(len(parts)):
        keys.update(dict.fromkeys(_keys("".join(parts[start:]))))
    return tuple(keys)


def _parts(name: str) -> list[str]:
    for dot in "・•‧．.":
        name = name.replace(dot, "·")
    return name.replace(" ", "").split("·")


def _keys(part: str) -> Iterator[str]:
    """Yield initials, then full spellings."""
    ways = [list(readings) for readings in _ways(part) if readings]
    if not ways:
        return
    spellings = 1
    for place, readings in enumerate(ways):
        spellings *= len(readings)
        if spellings > MANY:
            ways[place] = readings[:1]
            spellings //= len(readings)
    yield from dict.fromkeys("".join(way[0] for way in one) for one in product(*ways))
    yield from ("".join(one) for one in product(*ways))


def _ways(part: str) -> list[tuple[str, ...]]:
    ways = [readings(character) for character in part]
    if part[:1] in SURNAMES:
        ways[0] = _each_once(SURNAMES[part[0]].split(), ways[0])
    if part[:2] in DOUBLE_SURNAMES:
        for place, reading in enumerate(DOUBLE_SURNAMES[part[:2]].split()):
            ways[place] = _each_once([reading], ways[place])
    return ways


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """Give every reading of one character without tones; a Latin letter or a digit is its own.

    One character at a time: within a word the dictionary would give the reading of that word only.
    """
    from pypinyin import Style, pinyin

    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    spelled = [typed for way in (found[0] if found else []) for typed in TYPED.get(way, (way,))]
    return _each_once(spelled, ())


def _each_once(first: list[str], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))
