"""What the matrix asks of transfers and referrals."""

from tests.access.calls.shape import About, Call, get
from tests.access.world import Record

_WHY: dict[str, object] = {"reason": "nhầm xã"}
_REFERRAL: dict[str, object] = {
    "provider": "Trung tâm dạy nghề", "purpose": "job", "referred_at": "2026-04-05T09:00:00+07:00",
}  # fmt: skip


def _transfer(how: str, **said: object) -> About:
    return About(lambda r: Call(
        "POST", f"/v1/transfers/{r.more['transfer']}/{how}", version=1, json=said
    ))  # fmt: skip


def _referral(how: str, **said: object) -> About:
    def ask(record: Record) -> Call:
        path = f"/v1/referrals/{record.more['referral']}/{how}"
        return Call("POST", path, version=1, json=said or None)

    return About(ask)


CALLS: dict[str, About] = {
    "list_transfers": About(get("/v1/transfers", unit="{unit}")),
    "read_transfer": About(get("/v1/transfers/{transfer}")),
    "acknowledge_transfer": _transfer("acknowledge"),
    "refuse_transfer": _transfer("refuse", **_WHY),
    "lose_transfer": _transfer("lost", **_WHY),
    "list_referrals_of_client": About(get("/v1/clients/{client}/referrals")),
    "refer_client": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/referrals", json=_REFERRAL)
    ),
    "list_referrals": About(get("/v1/referrals", unit="{unit}")),
    "read_referral": About(get("/v1/referrals/{referral}")),
    "accept_referral": _referral("accept"),
    "refuse_referral": _referral("refuse", **_WHY),
    # Nobody has said yes: the state refuses, after door and wall.
    "finish_referral": _referral("done", outcome="xong"),
    "revoke_referral": _referral("revoke", **_WHY),
}
