"""The acts of the commune done over HTTP: contacts, supports, moves, merges, monitoring."""

from dataclasses import dataclass
from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok
from tests.year.acts import NATION, Act
from tests.year.hands import Hands


@dataclass
class Clerks(Hands):
    """The offices of the commune beside those of the centre."""

    feed: Caller | None = None

    def contact(self, act: Act) -> None:
        said = dict(act.said)
        twice = said.pop("twice", False)
        body = {**said, "happened_at": said.pop("happened").isoformat()}
        body.pop("happened", None)
        made = self.post(act, self.file(act, "/contacts"), body)
        if twice:
            # The tablet of the caseworker came back into the net and sent it once more.
            again = self.post(act, self.file(act, "/contacts"), body)
            assert again["id"] == made["id"]
        self.made[act.key] = made

    def support(self, act: Act) -> None:
        body = {"kind": act.key.split(":")[0], "need": "Theo đơn", "unit": act.unit or "00004",
                "opened_on": act.day.isoformat()}  # fmt: skip
        self.made[act.key] = self.post(act, self.file(act, "/supports"), body)

    def support_event(self, act: Act) -> None:
        made = self.made[act.key]
        body = {"on": act.day.isoformat(), "what": "Đã liên hệ", "unit": act.unit or "00004",
                "state": act.said["state"]}  # fmt: skip
        path = self.file(act, f"/supports/{made['id']}/events")
        self.made[act.key] = self.post(act, path, body, 200, version=made["version"])

    def service(self, act: Act) -> None:
        body = {"kind": act.said["kind"], "on": act.day.isoformat(), "unit": act.unit or "00004"}
        self.post(act, self.file(act, "/services"), body)

    def _version(self, who: int) -> int:
        path = f"/v1/clients/{self.ids[who]}"
        version: int = ok(self.offices(NATION).get(path), 200)["version"]
        return version

    def move(self, act: Act) -> None:
        body = {"to": act.said["to"], "occurred_at": act.text, "reason": "Theo gia đình"}
        path = self.file(act, "/moves")
        made = self.post(act, path, body, version=self._version(act.who))
        self.made[act.key] = {"id": made["transfer_id"], "version": 1}

    def answer_transfer(self, act: Act) -> None:
        made, how = self.made[act.key], act.said["how"]
        body: dict[str, Any] = {} if how == "acknowledge" else {"reason": "Không cư trú tại đây"}
        path = f"/v1/transfers/{made['id']}/{how}"
        self.made[act.key] = self.post(act, path, body, 200, version=made["version"])

    def hand_over(self, act: Act) -> None:
        account = str(self.offices(act.said["to"], act.unit or None).id)
        body = {"clients": [self.ids[who] for who in act.said["whom"]], "account": account}
        done = self.post(act, "/v1/assignments/reassign", body, 200)
        assert {one["outcome"] for one in done["items"]} == {"assigned"}

    # --- One person, one file -----------------------------------------------------------------

    def merge(self, act: Act) -> None:
        twin = act.said["away"]
        body = {
            "survivor": self.ids[act.who], "survivor_version": self._version(act.who),
            "merged": self.ids[twin], "merged_version": self._version(twin),
            "reason": "Cùng một người",
        }  # fmt: skip
        self.made[act.key] = self.post(act, "/v1/merges", body)

    def take_apart(self, act: Act) -> None:
        made = self.made[act.key]
        body = {"reason": "Là hai anh em"}
        self.post(act, f"/v1/merges/{made['id']}/undo", body, 200, version=made["version"])

    def seal(self, act: Act) -> None:
        body = {"ground": "no_longer_managed", "reason": "Hết quản lý"}
        path = self.file(act, "/seal")
        self.post(act, path, body, version=self._version(act.who))

    def helped(self, act: Act) -> None:
        made = self.made[act.key]
        path = f"/v1/referrals/{made['id']}/done"
        self.post(act, path, {"outcome": "Đã giúp"}, 200, version=made["version"])

    def watch(self, act: Act) -> None:
        """What a device of e-monitoring sends, by its system."""
        if self.feed is None:
            scopes = ("monitoring:write",)
            self.feed = self.offices.desk(None, act.unit, scopes=scopes, username="giam-sat")
        items = [
            {"client_id": self.ids[act.who], "device": f"GS-{act.who}", "source_id": str(number),
             "kind": "tamper", "at": at.isoformat()}
            for number, at in enumerate(act.said["times"])
        ]  # fmt: skip
        self.sent += 1
        done = ok(self.feed.post("/v1/monitoring-events", json={"items": items}), 200)
        told = "repeated" if act.said.get("again") else "recorded"
        assert {one["result"] for one in done["items"]} == {told}, done
