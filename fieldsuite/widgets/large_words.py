"""The characters of the six actions as dots, 16 by 16, to be read from two metres away.

Rows from top to bottom, four hexadecimal digits each, the highest bit on the left; drawn from Noto Sans CJK
SC.
"""

DOTS = {
    "眨": "00047c7c45e0440044607c2047fe440c7c084418443044607dc043c0023e0000",
    "眼": "00007dfc4d0445044dfc7d04450445fc7d204d26451c4d187d18412c01e60100",
    "张": "7c84048c04880c983cb0208023fe60907c9004900c880c880ca408e639820000",
    "嘴": "029e7af84a924fde488049f84b104ffe4b264bfe7a2643fe02260626042c0000",
    "抬": "104010c010887d8c110413fe12023c0071fc110411041104110431fc71040000",
    "头": "004018c00ec002c020c038c00c8000807ffe01800180036006300c0c78064000",
    "低": "0804087c1bf01230323032107210d3fe1210121012101218126a122a13a61000",
    "向": "0100030003003ffe20062006200627e624262426242627e6240624062006203c",
    "左": "0200020006007ffe040004000c000c000ffe184010403040604040400ffe0000",
    "右": "0300030002007ffe060004000c0008001ffc3c0c2c044c040c040c0c0ffc0804",
    "转": "101010307ffe3020282029fe684068407e4008fe080c1e087870083008180808",
}
"""Character -> its dots."""

SIDE = 16
"""Dots a side."""


def rows_of(letter: str) -> list[str]:
    """Eight lines of sixteen half blocks that draw a character of ``DOTS``."""
    hexed = DOTS[letter]
    lines = [f"{int(hexed[at : at + 4], 16):016b}" for at in range(0, 4 * SIDE, 4)]
    pairs = zip(lines[0::2], lines[1::2], strict=True)
    return [
        "".join(" ▀▄█"[int(top) + 2 * int(low)] for top, low in zip(*pair, strict=True)) for pair in pairs
    ]
