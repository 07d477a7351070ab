"""Ledgers: their names and columns (Sichuan articles 18, 20, 21 and 32; columns our own, design page forms 1.3)."""

from dataclasses import dataclass

from forms.field import Choice, Field, Words

METHODS = (
    Choice("face", "人脸识别", "Face"),
    Choice("voice", "声纹", "Voice"),
    Choice("manual", "人工核实", "Human check"),
    Choice("home", "上门", "Home visit"),
    Choice("activity", "文体活动", "Event"),
    Choice("call", "走访慰问", "Call of sympathy"),
    Choice("check_up", "体检", "Health check"),
    Choice("household", "入户调查", "Household survey"),
    Choice("counter", "窗口", "Counter"),
    Choice("coordinator", "协办员上报", "Coordinator's report"),
    Choice("unit", "管理单位", "Managing unit"),
    Choice("bank", "合作银行见面", "Bank"),
    Choice("consulate", "使领馆", "Consulate"),
    Choice("consulate_proxy", "使领馆（委托）", "Consulate, by proxy"),
    Choice("loss", "死亡或丧失报告", "Report of a loss"),
)
"""核实方式 (四川规程 第10条, 第18条)."""


def _written(*pairs: tuple[str, str]) -> tuple[Choice, ...]:
    """Choices that stand in a ledger in Chinese; a screen may show them in English."""
    return tuple(Choice(zh, zh, en) for zh, en in pairs)


ASKED = _written(("高龄", "age"), ("病残", "illness or disability"), ("其他", "other"))
MOBILITY = _written(
    ("健在-能自理", "self-care"), ("健在-半自理需陪护", "partial care"), ("健在-卧床全陪护", "bedridden")
)
SERVED = _written(
    ("已认证", "certified"), ("未认证", "not certified"), ("已取消", "cancelled"), ("已完成", "done")
)
STOPPED = _written(
    ("死亡停发", "death"), ("失踪停发", "missing"), ("服刑停发", "prison"),
    ("未通过资格认证停发", "not certified"), ("其他停发", "other"),
)  # fmt: skip
TRACKED = _written(
    ("跟踪中", "open"), ("申请恢复", "restore"), ("办理注销登记", "deregister"),
    ("个人账户余额封存", "balance sealed"), ("追回多领", "recover"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger: name in commands, title, columns with their share of the page's width."""

    name: str
    title: Words
    columns: tuple[tuple[Field, int], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns without their widths."""
        return tuple(field for field, _ in self.columns)


def column(key: str, zh: str, en: str, width: int, *, choices: tuple[Choice, ...] = ()) -> tuple[Field, int]:
    """Give a column of text, or of choices, with its share of the width of a page."""
    return Field(key, zh, en, "choice" if choices else "text", False, choices=choices, limit=200), width


_WHO = (
    column("seq", "序号", "No.", 5),
    column("name", "姓名", "Name", 10),
    column("id_no", "身份证号", "ID no.", 20),
)

CERTIFICATION = Ledger("certification", Words("资格认证台账", "Ledger of certifications"), (
    *_WHO, column("benefit", "险种", "Benefit", 14), column("method", "核实方式", "Way", 11, choices=METHODS),
    column("on", "核实时间", "On", 13), column("place", "地点", "Place", 20), column("result", "结果", "Result", 15),
    column("evidence", "佐证编号", "Evidence", 15), column("recorder", "记录人", "Recorded by", 9),
    column("first", "初审", "First check", 9), column("second", "复核", "Second check", 9),
))  # fmt: skip
SERVICE = Ledger("service", Words("服务台账", "Ledger of services"), (
    column("seq", "序号", "No.", 5), column("applied_on", "申请日期", "Applied on", 11),
    column("applicant", "申请人及关系", "Applicant", 13), column("name", "服务对象", "For", 9),
    column("id_no", "身份证号", "ID no.", 19),
    column("age", "年龄", "Age", 5), column("reason", "原因", "Reason", 7, choices=ASKED),
    column("mobility", "自理能力", "Mobility", 9, choices=MOBILITY), column("address", "住址", "Address", 17),
    column("phone", "联系方式", "Telephone", 14), column("visit_on", "预约时间", "Appointment", 12),
    column("officers", "上门人员", "Officers", 12), column("done_on", "完成时间", "Done on", 11),
    column("result", "认证结果", "Result", 9, choices=SERVED), column("evidence", "照片/视频编号", "Evidence", 12),
    column("note", "备注", "Remark", 10),
))  # fmt: skip
BUSINESS = Ledger("business", Words("业务台账", "Ledger of verifications"), (
    column("seq", "序号", "No.", 5), column("batch", "批次号", "List", 12),
    column("received", "接收日期", "Received", 11), column("due", "截止日期", "Until", 11),
    column("name", "人员", "Person", 10), column("id_no", "身份证号", "ID no.", 19),
    column("method", "核实方式", "Way", 11, choices=METHODS), column("contacts", "联系次数", "Contacts", 16),
    column("result", "核实结果", "Result", 10), column("reason", "原因", "Reason", 15),
    column("verified_on", "核实日期", "Verified on", 11), column("officer", "核实人", "By", 9),
    column("sent_on", "反馈日期", "Sent on", 11), column("bundle", "反馈包号", "Bundle", 12),
))  # fmt: skip
FOLLOW_UP = Ledger("follow-up", Words("核实处理工作台账", "Ledger of follow-ups"), (
    *_WHO, column("benefit", "险种", "Benefit", 14), column("stop_reason", "停发原因", "Reason", 15, choices=STOPPED),
    column("stop_from", "停发月", "Stopped from", 10), column("since", "满一年之日", "A year on", 11),
    column("tracked", "跟踪记录", "Tracking", 40), column("heir", "受益人/继承人", "Heir", 14),
    column("result", "处理结果", "Result", 14, choices=TRACKED),
))  # fmt: skip
REMARKS = Ledger("remarks", Words("全民参保登记备注", "Remarks for the household survey"), (
    *_WHO, column("form", "填入", "Goes into", 22), column("remark", "备注", "Remark", 70),
))  # fmt: skip

LEDGERS = {one.name: one for one in (CERTIFICATION, SERVICE, BUSINESS, FOLLOW_UP, REMARKS)}
"""Every ledger by its name."""
