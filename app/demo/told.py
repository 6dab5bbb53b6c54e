"""What the demonstration prints: indicators, a step the law refuses, a commune's reminders."""

from datetime import date

from app.demo.lives import PEOPLE
from app.demo.stage import BA_DINH, NGOC_HA, PASSWORD, SAI_GON, Stage, at
from app.problems import StepRefused
from app.services import asking, cases, clients, indicators, reminder_digest
from app.services.shown_reminders import digest_out

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
ASKED = (
    ("vn", "Cả nước"),
    ("01", "Hà Nội"),
    (BA_DINH, "Phường Ba Đình"),
    (NGOC_HA, "Phường Ngọc Hà"),
    ("79", "Thành phố Hồ Chí Minh"),
    (SAI_GON, "Phường Sài Gòn"),
)


def tell(stage: Stage) -> None:
    """Print the table, the refusal, the reminders, and how to sign in."""
    _figures(stage)
    _refusal(stage)
    _reminders(stage)
    print(f"\nĐăng nhập thử / sign in as: canbo.ba-dinh, congan.ba-dinh, trunguong … ({PASSWORD})")


def _figures(stage: Stage) -> None:
    print(f"\nChỉ số năm 2026 / indicators of 2026 — {len(PEOPLE)} người (hư cấu / invented)\n")
    head = f"{'':<26}{'biến thể':<10}{'tử số':>7}{'mẫu số':>8}{'tỷ lệ %':>10}{'> 80 %':>8}"
    for code in ("DA1393-1.1", "DA1393-1.2"):
        print(f"{code}\n{head}")
        for unit, name in ASKED:
            for variant in ("any", "step"):
                print(_row(stage, code, unit, name, variant))
        print()


def _row(stage: Stage, code: str, unit: str, name: str, variant: str) -> str:
    with stage.acting("trunguong", "read_indicator") as ctx:
        asked = asking.Asked(SINCE, UNTIL, unit=unit, variant=variant)
        question = asking.ask(ctx, code, asked)
        figure = indicators.compute(ctx, question).figure
    if figure is None or figure.percent is None:
        return f"{name:<26}{variant:<10}{0:>7}{0:>8}{'–':>10}{'–':>8}"
    target = question.indicator.target
    met = "đạt" if target and target.met_by(figure.numerator, figure.denominator) else "chưa"
    return (
        f"{name:<26}{variant:<10}{figure.numerator:>7}{figure.denominator:>8}"
        f"{figure.percent:>10}{met:>8}"
    )


def _refusal(stage: Stage) -> None:
    """Let the commune's official decide what since 2026-07-01 the head of police decides."""
    with stage.acting("canbo.ba-dinh", "take_step") as ctx:
        found = clients.page(ctx, search="Hoàng Thị Én", limit=1)
        step = {
            "name": "register",
            "occurred_at": at("2026-08-03").isoformat(),
            "papers": [],
        }
        try:
            cases.open_case(ctx, found[0][0].id, "voluntary-home", step)
        except StepRefused as refused:
            print("Bước bị từ chối / refused: voluntary-home · register · 2026-08-03 · cán bộ xã")
            for reason in refused.reasons:
                law = f"{reason.law.act}, {reason.law.at}" if reason.law else ""
                print(f"  - {reason.title.vi} ({law})")
        ctx.session.rollback()
        ctx.trail.wanted = False


def _reminders(stage: Stage) -> None:
    """The day of a commune's official, as a message would have it."""
    with stage.acting("canbo.ngoc-ha", "read_reminder_digest") as ctx:
        print(f"\n{digest_out(ctx, reminder_digest.of_day(ctx, None, None)).text}")
