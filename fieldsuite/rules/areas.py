"""Areas of GB/T 2260: which level a desk is of, and whom it may look at (四川规程 第38条: 按…经办权限).

A code of six digits names a province (510000), a city or prefecture (510500) or a county (510502). A desk without a
code is the province's own.
"""

from typing import Literal

Level = Literal["county", "city", "province"]


def level_of(area: str) -> Level:
    """Give the level of the agency that serves an area."""
    if not area or area.endswith("0000"):
        return "province"
    return "city" if area.endswith("00") else "county"


def within(area: str, of: str) -> bool:
    """True when ``area`` lies in the area ``of``; everything lies in an empty one, and in one of its own.

    Somebody whose insured place the register does not know is shown to every desk that has them: nobody may fall out
    of all lists for want of a code.
    """
    if not of or not area:
        return True
    return area.startswith(begins_with(of))


def begins_with(area: str) -> str:
    """Give the digits with which every code within an area begins; none for no area."""
    return area[: {"province": 2, "city": 4, "county": 6}[level_of(area)]]
