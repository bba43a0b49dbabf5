"""The commands of a contract's life: what they record, and what then stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support import Answer, Desk

N1, N2 = "25990000000000000001", "25990000000000000002"
MEETING = ("--approved-on", "2025-12-19")
P1 = ("2025-08", "2025-09", "2025-10", "2025-11")


def done(answer: Answer) -> Any:
    """The answer in JSON of a command that did what it was asked."""
    assert (answer.code, answer.err) == (0, ""), answer
    return answer.json


def refused(answer: Answer) -> list[str]:
    """The codes of a refusal."""
    assert (answer.code, answer.err) == (1, ""), answer
    return [one["code"] for one in answer.json["problems"] if one["severity"] == "error"]


def due(desk: Desk, period: str = "P1") -> dict[str, Any]:
    """What `due` says of a period."""
    found: dict[str, Any] = done(desk.ledger("due", period, "--json"))
    return found


def rate_p1(desk: Desk, *ratings: str) -> None:
    """Rate the months of P1, passed by one meeting."""
    pairs = [word for pair in zip(P1, ratings, strict=False) for word in pair]
    assert done(desk.ledger("rate", *pairs, *MEETING, "--json"))["recorded"]


def test_several_months_in_one_go(desk: Desk) -> None:
    """附件1.六: 388,800 + 30,000 - 10,000 + 0 + 20,000 = 428,800."""
    rate_p1(desk, "优秀", "差", "一般", "良好")
    found = due(desk)
    assert (found["state"], found["to_invoice"]) == ("final", "428800.00")
    assert done(desk.ledger("rate", "9月", "差", "--json"))["recorded"] is False


def test_every_month_that_is_refused_is_said(desk: Desk) -> None:
    """附件1.六: two slips in one command are two errors, and the sound month is not written."""
    typed = ("2025-10", "好", "2030-01", "好", "2025-09", "优")
    found = desk.ledger("rate", *typed, "--json")
    codes = [one["code"] for one in found.json["problems"]]
    assert (found.code, codes) == (1, ["month-outside", "rating-unknown"])
    assert not (desk.folder / "ratings.csv").exists()


def test_a_month_typed_twice_is_one_row(desk: Desk) -> None:
    """附件1.六: the same month and rating twice in one command say one thing."""
    found = desk.ledger("rate", "2025-09", "好", "9月", "好", "2025-09", "好", "--json")
    assert [one["month"] for one in found.json["records"]] == ["2025-09"]
    assert len(desk.read().splitlines()) == 2


def test_a_rating_from_proposed_to_final_to_revised(desk: Desk) -> None:
    """附件1.七: the meeting may decide otherwise; a change after it needs a reason."""
    assert done(desk.ledger("rate", "2025-08", "优秀", "--proposed", "--json"))["recorded"]
    assert due(desk)["lines"][1]["stage"] == "proposed"
    assert done(desk.ledger("rate", "2025-08", "良好", "--json"))["recorded"]
    assert due(desk)["undocumented"] == ["2025-08"]
    dated = done(desk.ledger("rate", "2025-08", "良好", "--approved-on", "2025-09-19", "--json"))
    assert dated["recorded"]
    assert due(desk)["undocumented"] == []
    assert refused(desk.ledger("rate", "2025-08", "好", "--json")) == ["needs-revise"]
    revised = done(desk.ledger("rate", "2025-08", "好", "--revise", "复核", "--json"))
    assert (revised["record"]["was"], revised["record"]["reason"]) == ("良好 final", "复核")
    assert due(desk)["rewards"] == "10000.00"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("2025-08", ""), ["rating-unknown"]),
        (("2025-08", "优"), ["rating-unknown"]),
        (("2027-01", "优", "--approved-on", "2030-01-01"), None),
        (("2026-05", "好"), ["month-not-begun"]),
        (("2025-08", "好", "--revise", "x"), ["nothing-to-revise"]),
        (("2025/9/1", "好"), ["month-spreadsheet"]),
    ],
)
def test_a_rating_that_cannot_be(desk: Desk, typed: tuple[str, ...], codes: Any) -> None:
    """It is refused, every slip at once, and nothing is written."""
    found = refused(desk.ledger("rate", *typed, "--json"))
    assert sorted(found) == sorted(codes or ["month-outside", "rating-unknown", "not-come-yet"])
    assert not (desk.folder / "ratings.csv").exists()


def test_from_the_invoice_to_the_last_yuan(desk: Desk) -> None:
    """三.2: invoiced, received by party A, requested, paid in parts; nothing is offered twice."""
    rate_p1(desk, "一般", "一般", "一般", "一般")
    invoice = ("invoice", "P1", "--number", N1, "--date", "2025-12-22", "--json")
    assert done(desk.ledger(*invoice))["record"]["amount"] == "388800.00"
    assert due(desk)["to_invoice"] == "0.00"
    assert done(desk.ledger(*invoice[:2], "388800", *invoice[2:]))["recorded"] is False
    mark = ("mark", "P1", "invoice-received", "--date", "2025-12-23", "--json")
    assert refused(desk.ledger(*mark, "--number", N2)) == ["event-invoice"]
    assert done(desk.ledger(*mark, "--number", N1))["recorded"]
    assert done(desk.ledger("mark", "P1", "request-started", "--date", "2025-12-30", "--json"))
    stage = done(desk.ledger("status", "--json"))["periods"][0]["stage"]
    assert stage == "requested"
    pay = ("pay", "P1", "￥300,000", "--date", "2026-01-02", "--ref", "回单1", "--json")
    assert done(desk.ledger(*pay))["recorded"]
    assert refused(desk.ledger(*pay)) == ["already-recorded"]
    assert done(desk.ledger(*pay, "--again"))["recorded"]
    assert due(desk)["outstanding"] == "-211200.00"
    assert done(desk.ledger("void", "payments.csv:3", "--reason", "重复录入", "--json"))["recorded"]
    assert due(desk)["outstanding"] == "88800.00"


def test_a_red_letter_with_its_form(desk: Desk) -> None:
    """三.2: a rating revised after invoicing; 10,000 too much is taken back by a red letter."""
    rate_p1(desk, "好", "一般", "一般", "一般")
    assert done(desk.ledger("invoice", "P1", "--number", N1, "--date", "2025-12-22", "--json"))
    assert done(desk.ledger("rate", "2025-08", "一般", "--revise", "复核", "--json"))
    assert due(desk)["to_invoice"] == "-10000.00"
    red = ("--number", N2, "--date", "2025-12-30", "--red", N1, "--form", "F1", "--why", "销售折让")
    found = done(desk.ledger("invoice", "P1", "10000", *red, "--json"))["record"]
    assert (found["red_of"], found["form_number"], found["red_reason"]) == (N1, "F1", "销售折让")
    assert due(desk)["to_invoice"] == "0.00"


def test_a_claim_agreed_at_another_sum(desk: Desk) -> None:
    """四.7: 30% of 1,166,400 is claimed; agreed are 100,000; fees come later."""
    rate_p1(desk, "一般", "一般", "一般", "一般")
    claimed = done(desk.ledger("deduct", "P1", "--breach", "--json"))["record"]
    assert (claimed["stage"], due(desk)["claimed"]) == ("claimed", "349920.00")
    assert due(desk)["undisputed"] == "38880.00"
    agreed = ("confirm", claimed["id"], "100000", "--basis", "确认书", "--json")
    assert done(desk.ledger(*agreed))["record"]["amount"] == "100000.00"
    assert done(desk.ledger("deduct", "P1", "--fees", "800", "--basis", "判决书", "--json"))
    found = due(desk)
    sums = [found[name] for name in ("price", "breach", "net", "due", "claimed", "to_invoice")]
    assert sums == ["388800.00", "-100800.00", "288000.00", "288000.00", "0.00", "388800.00"]


def test_an_offset_of_what_party_b_owes(desk: Desk) -> None:
    """四.7: 348,800 - 349,920 = -1,120, which is set off against P2 and no more than that."""
    rate_p1(desk, "差", "差", "差", "差")
    assert done(desk.ledger("deduct", "P1", "--breach", "--basis", "确认书", "--json"))
    assert due(desk)["owed_by_contractor"] == "1120.00"
    offset = ("offset", "P1", "P2", "--basis", "双方约定", "--json")
    assert refused(desk.ledger(*offset[:3], "1120.01", *offset[3:])) == ["offset-too-much"]
    assert done(desk.ledger(*offset[:3], "1120", *offset[3:]))["recorded"]
    assert (due(desk)["net"], due(desk, "P2")["offset"]) == ("0.00", "-1120.00")


def test_money_that_party_b_pays(desk: Desk) -> None:
    """What party B owes, it pays: below zero in payments.csv, and nothing is open then."""
    rate_p1(desk, "差", "差", "差", "差")
    assert done(desk.ledger("deduct", "P1", "--breach", "--basis", "确认书", "--json"))
    pay = ("pay", "P1", "1120", "--date", "2026-01-02", "--from-contractor", "--json")
    assert done(desk.ledger(*pay))["record"]["amount"] == "-1120.00"
    assert due(desk)["outstanding"] == "0.00"


def test_the_contract_itself_changes(desk: Desk) -> None:
    """七.1, 八.1, 四.7: extended, changed, ended; the agreed amount may come later."""
    rate_p1(desk, "良好", "一般", "一般", "一般")
    change = ("amend", "change", "evaluation.scale[1].reward=25000", "--from", "P1")
    assert done(desk.ledger(*change, "--basis", "补充协议1号", "--json"))["recorded"]
    line = due(desk)["lines"][1]
    assert (line["amount"], line["clauses"][-1]) == ("25000.00", "八.1")
    extend = ("amend", "extend", "--days", "10", "--from", "2026-01-20", "--basis", "函", "--json")
    assert done(desk.ledger(*extend))["recorded"]
    assert refused(desk.ledger(*extend)) == ["already-recorded"]
    end = ("amend", "terminate", "--on", "2026-02-10", "--basis", "通知", "--json")
    assert done(desk.ledger(*end))["recorded"]
    assert due(desk, "P2")["due"] is None
    assert done(desk.ledger(*end, "--settle", "200000"))["recorded"]
    assert Decimal(due(desk, "P2")["installment"]) == 200000


def test_a_name_that_several_records_have(desk: Desk) -> None:
    """Hand numbering 1, 2, 3 in two files: the name is refused, and what is voided is shown."""
    desk.write("payments.csv", "id,period,date,amount\n1,P1,2025-12-30,5\n")
    desk.write("adjustments.csv", "id,period,kind,amount,basis\n1,P1,damages,5,确认书\n")
    assert refused(desk.ledger("void", "1", "--reason", "x", "--json")) == ["record-ambiguous"]
    answer = desk.ledger("void", "payments.csv:2", "--reason", "录错")
    assert "P1 received 5.00" in answer.out


def test_what_was_changed_outside_is_said_where_a_figure_rests_on_it(desk: Desk) -> None:
    """`due P1` says that 2025-09 was changed by hand; `due P3` has nothing to say of it."""
    rate_p1(desk, "一般", "好", "一般", "一般")
    text = desk.read().decode("utf-8-sig").replace("2025-09,好", "2025-09,优秀")
    desk.write("ratings.csv", text, "utf-8-sig")
    assert "changed outside the ledger" in desk.ledger("due", "P1").err
    assert desk.ledger("due", "P3").err == ""
    assert done(desk.ledger("accept", "--reason", "核对无误", "--json"))["accepted"]
    assert desk.ledger("due", "P1").err == ""


def test_one_assumption_a_month(desk: Desk) -> None:
    """Two ratings assumed for one month are refused, not the last one taken."""
    twice = ("--assume", "2025-10=差", "--assume", "2025-10=好", "--json")
    assert refused(desk.ledger("forecast", *twice)) == ["assumed-twice"]


def test_a_month_is_taken_back_by_its_number(desk: Desk) -> None:
    """9月 is the one September on record."""
    assert desk.ledger("rate", "9月", "好").code == 0
    answer = desk.ledger("void", "9月", "--reason", "记错")
    assert (answer.code, "2025-09 taken back" in answer.out) == (0, True)


def test_what_was_changed_outside_is_said_beside_an_error(desk: Desk) -> None:
    """`check` tells everything at once: two rows that contradict each other, and the one typed."""
    desk.ledger("rate", "2025-09", "好")
    desk.write("ratings.csv", desk.read().decode("utf-8-sig") + "2025-09,优秀\r\n")
    found = desk.ledger("check", "--json")
    assert found.code == 1
    assert {one["code"] for one in found.json["problems"]} == {"conflict", "changed-outside"}


def test_nothing_is_agreed_for_a_period_that_fell_away(desk: Desk) -> None:
    """四.7: additional work or damages of P3 would count nowhere after a termination of P2."""
    for record in [
        ("extra", "P3", "20000", "--basis", "x"),
        ("deduct", "P3", "5", "--basis", "x"),
        ("amend", "terminate", "--on", "2026-02-10", "--basis", "x"),
    ]:
        assert desk.ledger(*record).code == 0
    notices = desk.ledger("check", "--json").json["problems"]
    told = [one["hint"] for one in notices if one["code"] == "period-fallen"]
    assert told == ["It counts nowhere: record it for a period that was served."] * 2
    for record in [("extra", "P3", "1", "--basis", "x"), ("deduct", "P3", "--breach")]:
        answer = desk.ledger(*record, "--json")
        assert (answer.code, answer.json["problems"][0]["code"]) == (1, "period-fallen")


def test_red_letters_that_take_back_too_much_are_told_once(desk: Desk) -> None:
    """三.2: 60 and 50 of 100 are 10 too much, one mistake."""
    first, *reds = (f"2599000000000000000{last}" for last in "123")
    desk.ledger("invoice", "P1", "100", "--number", first, "--date", "2025-12-20")
    red = ("--date", "2025-12-22", "--red", first)
    assert desk.ledger("invoice", "P1", "60", "--number", reds[0], *red).code == 0
    answer = desk.ledger("invoice", "P1", "50", "--number", reds[1], *red, "--json")
    assert answer.code == 1
    (problem,) = answer.json["problems"]
    assert "come to 10.00 more than it" in problem["message"]


def test_an_event_typed_in_outside_is_named_with_its_period(desk: Desk) -> None:
    """Which period's invoice was received is part of the event's name."""
    desk.ledger("rate", "2025-09", "好")
    desk.write("events.csv", "period,event,date\nP1,invoice-received,2025-12-20\n")
    told = [one["message"] for one in desk.ledger("check", "--json").json["problems"]]
    assert "P1 invoice-received was typed in outside the ledger: 2025-12-20." in told
