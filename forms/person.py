"""Checks that several papers share: a document number of a kind, and what it says about sex and birth."""

from collections.abc import Iterator
from datetime import date

from forms import identity_number, travel_document
from forms.field import Check, Choice, Context, Data, Problem, Words

ID_KINDS = (
    Choice("resident", "身份证号", "Identity number"),
    Choice("other", "其他证件号", "Other document"),
    Choice("passport", "护照号码", "Passport"),
)
SEXES = (Choice("男", "男", "Male"), Choice("女", "女", "Female"))

WRONG_ID = Words("请输入正确的身份证号", "That is not a right identity number")
WRONG_OTHER = Words("请输入正确的证件号码", "That is not a right document number")
WRONG_NAME = Words("请输入正确的姓名", "That is not a right name")
WRONG_PHONE = Words(
    "请输入正确的联系方式，固定电话请带区号",
    "That is not a right telephone number (landlines with area code)",
)
SEX_DIFFERS = Words("性别与身份证号不一致", "Sex differs from the identity number")
BIRTH_DIFFERS = Words("出生日期与身份证号不一致", "Date of birth differs from the identity number")

_SENTENCES = {
    "REGION_UNKNOWN": Words(
        "身份证号前六位不在行政区划表中，请核对证件", "The number's first six digits are in no table"
    ),
    "REGION_ABOLISHED": Words("身份证号的行政区划已撤销，请核对证件", "The number's region no longer exists"),
    "COUNTRY_UNKNOWN": Words(
        "证件号码中的国家代码不在表中，请核对证件", "The number's country code is in no table"
    ),
    "NOT_VERIFIABLE": Words(
        "旧版证件号码没有校验位，请核对原件", "This older kind of number carries no check digit"
    ),
}
_RULES = {
    "LEN": Words("号码的位数或字符不对", "The number has the wrong length or characters"),
    "REGION": Words("号码开头的地区不存在", "The region at the number's beginning does not exist"),
    "BIRTH": Words("号码里的出生日期不存在", "The date of birth in the number does not exist"),
    "BIRTH_RANGE": Words(
        "号码里的出生日期过早或晚于今天", "The date of birth in the number is too early or in the future"
    ),
    "CHECK": Words(
        "最后一位校验码不对，请逐位核对", "The last character does not fit; compare digit by digit"
    ),
}


def sentence(code: str) -> Words:
    """Give the sentence of a rule or a warning of ``identity_number``."""
    return _RULES.get(code) or _SENTENCES[code]


def resident(data: Data, context: Context, key: str = "id_no") -> identity_number.IdentityNumber | None:
    """Give what the form's identity number says, or None when it is another document or not a right
    number."""
    value = data.get(key)
    if data.get("id_kind", "") not in ("", "resident") or not isinstance(value, str) or not value:
        return None
    found = identity_number.check(value, context.today, practice=context.practice)
    return found if found.valid else None


def number_check(key: str) -> Check:
    """Make the check of a document number whose kind stands beside it in ``id_kind`` (``resident`` when
    absent)."""

    def check(value: str, data: Data, context: Context) -> Iterator[Problem]:
        kind = str(data.get("id_kind") or "resident")
        if kind == "resident":
            found = identity_number.check(value, context.today, practice=context.practice)
            if not found.valid:
                yield Problem(key, WRONG_ID.zh, WRONG_ID.en)
            for code in found.warnings:
                yield Problem(key, sentence(code).zh, sentence(code).en, True)
        elif not travel_document.looks_right(kind, value):
            yield Problem(key, WRONG_OTHER.zh, WRONG_OTHER.en)

    return check


def sex_check(*, warning: bool, key: str = "id_no") -> Check:
    """Make the check that sex is the parity of the identity number's 17th digit."""

    def check(value: str, data: Data, context: Context) -> Iterator[Problem]:
        found = resident(data, context, key)
        if found and found.sex and found.sex != value:
            yield Problem("sex", SEX_DIFFERS.zh, SEX_DIFFERS.en, warning)

    return check


def phone_ok(value: str, region: str = "CN") -> bool:
    """True for a number that exists in its country's plan; one without + belongs to ``region`` (ISO 3166
    letters)."""
    import phonenumbers  # 30 ms and 5 MB of tables, wanted by few commands

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, region))
    except phonenumbers.NumberParseException:
        return False


def phone_check(key: str) -> Check:
    """Make the check of a telephone number."""

    def check(value: str, data: Data, context: Context) -> Iterator[Problem]:
        if not phone_ok(value):
            yield Problem(key, WRONG_PHONE.zh, WRONG_PHONE.en)

    return check


def birth_of(data: Data, context: Context) -> date | None:
    """Give the date of birth in the form's identity number, or None."""
    found = resident(data, context)
    return found.birth if found else None
