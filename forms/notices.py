"""What notices say: the reminder, the suspension, the stop, the notice for the wall; our own words for the rules'."""

from collections.abc import Mapping
from dataclasses import dataclass

LIST_TITLES = {
    "remind": "认证到期提醒电话告知名单",
    "suspend": "待遇暂停告知名单",
    "stop": "待遇停发告知名单",
}
TITLES = {"remind": "资格认证到期提醒书", "suspend": "待遇暂停发放告知书", "stop": "待遇停发告知书"}
WAYS = (
    "一、本人带身份证或社会保障卡，到就近社保经办窗口、乡镇（街道）或村（社区）办理；",
    "二、用手机应用自助认证，亲属可以帮助办理；",
    "三、行动不便的，可以申请工作人员上门，上门服务不收费。",
)
DUTY = "待遇领取人员有义务协助领取社会保险待遇资格认证（四川规程 第6条）。"
BACK_PAY = "补办认证后，恢复发放并补发暂停期间的待遇。"
FOLLOW = "请根据人员实际状态，及时到经办机构办理待遇恢复或注销登记手续。"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: title, whom it is for, its paragraphs."""

    title: str
    to: str
    paragraphs: tuple[str, ...]


def letter(kind: str, values: Mapping[str, str]) -> Letter:
    """Write the letter of a kind: ``remind``, ``suspend`` or ``stop``."""
    dead = values.get("stop_reason") == "死亡停发"
    to = f"{values['name']} {'女士' if values['sex'] == '女' else '先生'}{'的' if dead else '及'}家属"
    benefit, deadline, month = values["benefit"], values["deadline"], values["from_month"]
    if kind == "remind":
        first = (
            f"您的{benefit}待遇领取资格认证将于 {deadline} 到期。到期未认证的，从 {month} 起暂停发放待遇。"
        )
        return Letter(TITLES[kind], to, (first, "请选择一种方便的办法办理：", *WAYS, DUTY))
    if kind == "suspend":
        first = f"您的{benefit}待遇领取资格认证已于 {deadline} 到期，至今没有认证记录，从 {month} 起暂停发放待遇。"
        more = f"{BACK_PAY}三个月内无人提出异议的，将办理停发手续；有异议的请及时提出。"
        return Letter(TITLES[kind], to, (first, more, "请选择一种方便的办法办理：", *WAYS))
    first = f"{values['name']}的{benefit}待遇已停发，原因：{values['stop_reason'] or '其他停发'}，停发时间：{month}。"
    return Letter(TITLES[kind], to, (first, FOLLOW, "对停发有异议的，请向经办机构提出，经办机构将进行核实。"))


def message(kind: str, values: Mapping[str, str], office: str, contact: str) -> str:
    """Write the text message of a kind; short enough for two parts of a message."""
    name, benefit, deadline, month = (values[key] for key in ("name", "benefit", "deadline", "from_month"))
    call = f"，电话{contact}" if contact else ""
    if kind == "remind":
        later = f"逾期从{month}起暂停发放。行动不便可上门办理。"
        return f"{name}：您的{benefit}资格认证{deadline}到期，请及时认证，{later}{office}{call}"
    if kind == "suspend":
        return (
            f"{name}：您的{benefit}因超过认证期限，从{month}起暂停发放，补办认证后恢复并补发。{office}{call}"
        )
    return f"{name}：{benefit}待遇已停发（{values['stop_reason']}），请办理恢复或注销登记手续。{office}{call}"


def posted(office: str) -> tuple[str, ...]:
    """Write the notice for the wall."""
    return (
        "下列人员未在规定时间内完成领取社会保险待遇资格认证，或需要核实领取资格，工作人员多次联系未果。",
        f"请本人或家属见到本告示后，及时与{office}联系，知情的邻居请帮助转告。",
        "补办认证后，恢复发放并补发暂停期间的待遇；行动不便的可以申请上门，不收费。",
    )
