"""The answers that are kept as goldens: a book's ratings, a day, and what is typed."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = "id,month,rating,stage,approved_on,basis,note,revises,reason,recorded_at,recorded_by\n"
FINAL = HEAD + (
    "R-aaaaaa,2025-08,优秀,final,2025-09-15,工委会纪要第9号,,,,2025-09-16T09:00:00+08:00,clerk\n"
    "R-bbbbbb,2025-09,差,final,2025-10-15,,,,,2025-10-16T09:00:00+08:00,clerk\n"
    "R-cccccc,2025-10,一般,final,,,,,,2025-11-16T09:00:00+08:00,clerk\n"
    "R-dddddd,2025-11,良好,final,2025-12-15,,,,,2025-12-16T09:00:00+08:00,clerk\n"
)
PROPOSED = FINAL.replace("2025-11,良好,final,2025-12-15", "2025-11,良好,proposed,")
INCOMPLETE = "".join(FINAL.splitlines(keepends=True)[:3])
# several kinds of records: by hand without an id, proposed then passed, revised, filled in ahead
MIXED = HEAD + (
    ",2025-08,优秀,,,,,,,,\n"
    "R-bbbbbb,2025-09,好,proposed,,,,,,2025-10-09T09:00:00+08:00,clerk\n"
    "R-cccccc,2025-09,好,final,2025-10-15,工委会纪要第10号,,R-bbbbbb,,2025-10-16T09:00:00+08:00,clerk\n"
    "R-dddddd,2025-10,一般,final,2025-11-15,,,,,2025-11-16T09:00:00+08:00,clerk\n"
    "R-eeeeee,2025-10,差,final,2025-11-20,,复核后更正,R-dddddd,录入错误,2025-11-21T09:00:00+08:00,reviewer\n"
    ",2025-11,,,,,,,,,\n"
)
WRONG = (
    "month,rating,stage,心情\n"
    "2025-08,优,,喜\n"
    "2025-13,好,,\n"
    "2025-09,好\n"
    "2026-08,好,maybe,\n"
    "2025-10,好,,\n"
)
CONFLICT = "month,rating\n2025-08,好\n2025-08,良好\n2025-09,差\n2025-09,差\n2026-07,好\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One answer: what is typed, on which book, on which day; what else is in contract.toml.

    `files` are the book's other files, or all of the example's.
    """

    arguments: tuple[str, ...]
    ratings: str = ""
    day: str = "2026-01-02"
    contract: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def written(self) -> dict[str, str]:
        """Every file that is laid beside contract.toml."""
        ratings = {"ratings.csv": self.ratings} if self.ratings else {}
        return ratings | dict(self.files)


CASES = {
    "schedule": Case(("schedule",), MIXED),
    "due-incomplete": Case(("due", "P1"), INCOMPLETE),
    "due-running": Case(("due", "P1"), INCOMPLETE, day="2025-10-20"),
    "due-all-rated-but-running": Case(("due", "P1"), FINAL, day="2025-12-07"),
    "due-proposed": Case(("due", "P1"), PROPOSED),
    "due-final": Case(("due", "P1"), FINAL),
    "due-negative": Case(
        ("due", "P1"),
        HEAD + "".join(f",2025-{month:02},差,,,,,,,,\n" for month in range(8, 12)),
        contract=(("deduction = 10000", "deduction = 100000"),),
    ),
    "due-estimated": Case(
        ("due", "P3"),
        contract=(("2025-08-08\nend = 2026-08-07", "2035-08-08\nend = 2036-08-07"),),
        day="2035-09-01",
    ),
    "due-all": Case(("due",), FINAL),
    "due-unknown-period": Case(("due", "P4"), FINAL),
    "explain-final": Case(("due", "P1", "--explain"), FINAL),
    "explain-mixed": Case(("due", "P1", "--explain"), MIXED),
    "explain-readings": Case(
        ("due", "P3", "--explain"),
        "month,rating\n" + "".join(f"2025-{month:02},优秀\n" for month in range(9, 13)),
        contract=(
            ('anchor = "term_start"', "anchor = 2025-09-01"),
            ('rewards_paid = "own_period"', 'rewards_paid = "at_the_end"'),
            ('rewards = "on_top"', 'rewards = "within_ceiling"\nreward_ceiling = 100000'),
            (
                '# [[readings.confirmed]]\n# reading = "anchor"\n# by = "甲方"\n# on = 2025-09-01',
                '[[readings.confirmed]]\nreading = "anchor"\nby = "甲方"\non = 2025-09-01',
            ),
        ),
    ),
    "check-sound": Case(("check",), FINAL),
    "check-notices": Case(("check",), CONFLICT.replace("2025-08,良好", "2025-08,好")),
    "check-errors": Case(("check",), WRONG),
    "check-conflict": Case(("check",), CONFLICT),
    "check-contract": Case(
        ("check",),
        contract=(
            ("total = 1166400", "total = 1166401"),
            ("percent = 30", "percent = 30.0"),
            ("tax_inclusive = true", "tax_inclusiv = true"),
            ("end = 2026-08-07", "end = 2026-08-08"),
        ),
    ),
    "rate-recorded": Case(("rate", "2025-10", "好"), INCOMPLETE),
    "rate-proposed": Case(("rate", "2025-10", "好", "--proposed"), INCOMPLETE),
    "rate-already": Case(("rate", "2025-08", "优秀"), FINAL),
    "rate-already-other-details": Case(("rate", "2025-08", "优秀", "--note", "甲"), FINAL),
    "rate-passed": Case(("rate", "2025-11", "良好", "--approved-on", "2025-12-15"), PROPOSED),
    "rate-revised": Case(("rate", "2025-08", "好", "--revise", "录入错误"), FINAL),
    "rate-running": Case(("rate", "2025-12", "好"), FINAL),
    "rate-needs-revise": Case(("rate", "2025-08", "好"), FINAL),
    "rate-out-of-term": Case(("rate", "2026-08", "好"), FINAL),
    "rate-stray-date": Case(("rate", "2025-10-03", "好"), FINAL),
    "rate-unknown-rating": Case(("rate", "2025-12", "优"), FINAL),
    "rate-not-begun": Case(("rate", "2026-02", "好"), FINAL),
    "help": Case(("--help",)),
    "help-schedule": Case(("schedule", "--help")),
    "help-rate": Case(("rate", "--help")),
    "help-due": Case(("due", "--help")),
    "help-check": Case(("check", "--help")),
}
ON_A_TERMINAL = {
    "terminal-schedule": CASES["schedule"],
    "terminal-due": CASES["due-incomplete"],
    "terminal-due-final": CASES["due-final"],
    "terminal-explain": CASES["explain-mixed"],
    "terminal-due-all": CASES["due-all"],
}
