"""Tables of places: GB/T 2260 regions and ISO 3166 countries (sources: ``forms/data/SOURCES.md``)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_KIND = re.compile("(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, a prefecture or a county."""

    code: str
    """Six digits of GB/T 2260."""
    name: str
    abolished_after: int | None = None
    """Last year the code was in use; None while it is."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area of ISO 3166-1."""

    alpha2: str
    alpha3: str
    numeric: str
    zh: str
    en: str


@cache
def all_regions() -> dict[str, Region]:
    """Give every region by its code, abolished ones too."""
    return {
        row["code"]: Region(row["code"], row["name"], int(row["abolished_after"] or 0) or None)
        for row in _rows("regions.csv")
    }


@cache
def all_countries() -> dict[str, Country]:
    """Give every country by its two letters."""
    return {row["alpha2"]: Country(**row) for row in _rows("countries.csv")}


def region(code: str) -> Region | None:
    """Find a region by its six digits."""
    return all_regions().get(code)


def coded(words: str) -> str:
    """Give the six digits of the only region that is called so: in full, by its own name, or by the end of its
    full name; 省, 市 and 自治区 may be left out. Anything else, and a name that two regions share, comes back as
    it is.
    """
    known = _by_name()
    found = known.get(words) or [
        code for name, codes in known.items() if len(words) > 2 and name.endswith(words) for code in codes
    ]
    return found[0] if len(set(found)) == 1 else words


def names() -> tuple[str, ...]:
    """Give what the regions of today are called, in full and by their own names, the larger ones first."""
    return tuple(_by_name())


@cache
def _by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, one in sorted(
        all_regions().items(), key=lambda pair: (pair[0][2:] != "0000", pair[0][4:] != "00")
    ):
        if one.abolished_after is None:
            for name in dict.fromkeys((full_name(code), one.name, _KIND.sub("", one.name))):
                found.setdefault(name, []).append(code)
    return found


def is_province(prefix: str) -> bool:
    """True when a region's code may begin with these two digits (11 to 65, 71, 81, 82)."""
    return f"{prefix}0000" in all_regions()


def full_name(code: str) -> str:
    """Give province, prefecture and county of a code in one line, or an empty string."""
    names = [found.name for part in (code[:2] + "0000", code[:4] + "00", code) if (found := region(part))]
    return "".join(dict.fromkeys(names))


def country(code: str) -> Country | None:
    """Find a country by its two letters, three letters or three digits."""
    return _by_any_code().get(code)


@cache
def _by_any_code() -> dict[str, Country]:
    return {code: c for c in all_countries().values() for code in (c.alpha2, c.alpha3, c.numeric)}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("forms").joinpath("data", name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))
