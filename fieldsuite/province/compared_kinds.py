"""What a file of another department can say of people, who may say it, and what follows (四川规程 第9、12、13条)."""

from dataclasses import dataclass
from typing import Literal

Follows = Literal["certification", "loss", "failed_payment"]

DEPARTMENTS = (
    "police", "justice", "civil_affairs", "transport", "health", "medical_insurance", "court", "big_data",
    "population", "social_security", "ministry", "unit", "bank", "other",
)  # fmt: skip
"""公安、司法、民政、交通运输、卫生健康、医保、法院、大数据中心 (第9条); 国家人口库, 人社数据库, 部级系统,
单位, 银行, 其他."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line."""

    sign: str
    """Kind of ``rules.lists``."""
    follows: Follows
    method: str = "comparison"
    """Method of the certification that follows."""
    pensions_only: bool = False
    """True for a channel that is open to pensioners only (广西通知 一: 仅限领取养老保险待遇人员)."""


KINDS: dict[str, Kind] = {
    "hospital": Kind("hospital", "certification"),
    "travel": Kind("travel", "certification"),
    "alive": Kind("other_life", "certification"),
    "unit": Kind("unit", "certification", "unit"),
    "bank": Kind("other_life", "certification", "bank"),
    "window": Kind("window", "certification", "window"),
    "platform": Kind("self_service", "certification", "online", True),
    "app": Kind("self_service", "certification", "app"),
    "relative": Kind("self_service", "certification", "relative"),
    "terminal": Kind("self_service", "certification", "terminal"),
    "death": Kind("death", "loss"),
    "missing": Kind("missing", "loss"),
    "prison": Kind("prison", "loss"),
    "adopted": Kind("survivor", "loss"),
    "remarried": Kind("survivor", "loss"),
    "employed": Kind("survivor", "loss"),
    "enlisted": Kind("survivor", "loss"),
    "other_loss": Kind("other_loss", "loss"),
    "failed_payment": Kind("", "failed_payment"),
}
"""非危重住院, 飞机火车, 其他; 管理单位确认, 合作银行, 窗口, 全国平台, 手机APP, 亲属代办, 自助终端; 死亡, 失踪,
服刑, 收养, 再婚, 就业, 参军, 其他丧失; 发放失败."""

SOURCES: dict[tuple[str, str], str] = {
    ("police", "death"): "household",
    ("police", "prison"): "justice",
    ("justice", "prison"): "justice",
    ("court", "prison"): "justice",
    ("court", "death"): "court",
    ("court", "missing"): "court",
    ("civil_affairs", "death"): "funeral",
    ("health", "death"): "hospital",
    ("medical_insurance", "death"): "hospital",
    ("population", "death"): "population",
    ("big_data", "death"): "population",
    ("social_security", "death"): "hr_database",
    ("social_security", "missing"): "hr_database",
    ("social_security", "prison"): "hr_database",
    ("ministry", "death"): "hr_database",
    ("unit", "death"): "unit",
}
"""Department and kind -> the source of article 13(1) that it is."""


def source_of(department: str, kind: str) -> str:
    """Name the source of a line: of a loss one of ``rules.lists.LOSS_SOURCES``, otherwise the department."""
    if KINDS[kind].follows != "loss":
        return department
    return SOURCES.get((department, kind), "other")
