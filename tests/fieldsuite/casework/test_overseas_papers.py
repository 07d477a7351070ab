"""The consulate's papers: numbers, the pack that is signed, the queue at the counter."""

import pytest

from fieldsuite.casework import people
from fieldsuite.casework.overseas import numbers, pack, queue, record, sheet
from fieldsuite.errors import OfficeError
from fieldsuite.practice import consulate
from tests.counter import FORM, at, signed, somebody
from tests.forms.samples import fonts, pdftotext, squeezed
from tests.grounds import Place


def test_numbers_are_given_once_and_void_ones_never_again(abroad: Place) -> None:
    fonts()
    out = abroad.root / "form.pdf"
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, FORM)
        made = pack.print_pack(office, who, out)
        assert pack.print_pack(office, who, out).form_no == made.form_no
        numbers.void(office, made.form_no, "卡纸")
        with pytest.raises(OfficeError) as caught:
            numbers.void(office, made.form_no, "卡纸")
        assert caught.value.key == "overseas.number_used"
        again = pack.print_pack(office, who, out)
        assert (made.form_no[-6:], again.form_no[-6:]) == ("000001", "000002")
        record.save(office, who, signed(abroad))
        assert pack.reprint(office, again.form_no, out).form_no == again.form_no
        with pytest.raises(OfficeError):
            numbers.void(office, f"{consulate.SITE}-2026-000009", "没有这张")
        numbers.start(office, 500_000)
        other = people.find(office)[1].id
        sheet.fill(office, other, FORM)
        assert pack.print_pack(office, other, out).form_no.endswith("500001")


@pytest.mark.requirement("R139")
def test_the_pack_has_two_halves_a_paging_seal_and_boxes_left_for_the_pen(abroad: Place) -> None:
    fonts()
    out = abroad.root / "form.pdf"
    with at(abroad) as office:
        who = somebody(office)
        name = sheet.fill(office, who, {**FORM, "way": "proxy", "proxy_name": "单国强", "proxy_id": "EK1234567",
                                        "proxy_relation": "子", "proxy_signed_on": "2026-11-10"}).name  # fmt: skip
        made = pack.print_pack(office, who, out)
    assert made.printed.pages == 3 and not made.draft
    text = squeezed(pdftotext(out))
    assert text.count(name) == 4 and text.count(made.form_no) == 3
    halves = ("上联（驻外使领馆留存）", "下联（交国内领取养老金部门）", "加盖骑缝章", "非官方原表")
    words = (*halves, "办理材料清单", "委托书")
    for word in (*words, "四川省泸州市江阳区510502", "中国驻悉尼总领事馆"):
        assert word in text, word
    assert text.count("经办人签名:审核人签署:确认机构（公章）年月日") == 2


def test_wrong_values_are_printed_as_a_draft(abroad: Place) -> None:
    fonts()
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, {**FORM, "passport_no": "??"})
        assert pack.print_pack(office, who, abroad.root / "form.pdf").draft


def test_the_queue_calls_people_in_their_order_with_their_forms(abroad: Place) -> None:
    with at(abroad) as office:
        first, second, *_ = people.find(office)
        assert queue.arrive(office, first.id).number == 1 == queue.arrive(office, first.id).number
        assert queue.arrive(office, second.id).number == 2
        ticket, form = queue.take_next(office)
        assert (ticket.key, form.name) == (first.id, first.name)
        assert queue.take_next(office)[0].number == 1
        sheet.fill(office, first.id, FORM)
        record.save(office, first.id, signed(abroad))
        assert queue.take_next(office)[0].number == 2
        queue.finish(office, second.id, "left")
        assert [one.state for one in queue.tickets(office)] == ["done", "left"]
        with pytest.raises(OfficeError) as caught:
            queue.take_next(office)
        assert caught.value.code == "E_NOT_FOUND"
        abroad.clock.go(days=1)
        assert queue.tickets(office) == ()
