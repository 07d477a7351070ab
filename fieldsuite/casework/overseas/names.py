"""Splits a Chinese name into surname and given name, as the form asks for it."""

COMPOUND = frozenset({
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "司徒", "司空", "端木", "轩辕", "长孙", "宇文", "独孤", "南宫", "百里",
    "呼延", "东郭", "西门", "申屠", "太史", "公羊", "公冶", "宗政", "濮阳", "淳于",
    "单于", "澹台", "闻人", "钟离", "拓跋", "万俟", "赫连", "鲜于", "闾丘", "亓官",
    "仲孙", "第五", "梁丘", "左丘", "谷梁", "段干", "漆雕", "乐正", "壤驷", "公良",
    "巫马", "颛孙", "宰父", "夹谷", "东门", "南门", "羊舌", "微生",
})  # fmt: skip
"""Surnames of two characters, as dictionaries list them."""


def split_name(name: str) -> tuple[str, str]:
    """Give surname and given name; a proposal that the officer corrects from the passport.

    A name with a dot is cut at the first one: which part the passport calls surname differs from people to people.
    """
    if "·" in name:
        first, _, rest = name.partition("·")
        return first, rest
    length = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:length], name[length:]
