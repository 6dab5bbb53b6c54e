"""Clients at work under kills, and the journal of what was acknowledged to them."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg

from app.ids import new_id
from app.times import VN
from bench.generate import plain
from bench.people import Person, people
from bench.place import token, username
from bench.rig import PAUSE, Rig

PATIENCE = 10.0
POLICE = "commune_police"
REGISTER, SERVE, OPEN, STEP = "register_client", "record_service", "open_case", "take_step"


@dataclass(frozen=True, slots=True)
class Line:
    """One acknowledged act: what was done, under which key, to what."""

    act: str
    key: str
    ref: str


@dataclass(slots=True)
class Journal:
    """What the servers acknowledged, and what they did not; written by many threads."""

    lines: list[Line] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, act: str, key: str, ref: str) -> None:
        """Note an act that was answered with success."""
        with self._lock:
            self.lines.append(Line(act, key, ref))

    def tried(self, how: str) -> None:
        """Count an answer or a broken connection."""
        with self._lock:
            self.tries[how] += 1

    def of(self, act: str) -> list[Line]:
        """Return the acknowledged lines of one act."""
        return [line for line in self.lines if line.act == act]


class Caller:
    """One client program: keeps a connection, and asks again with the same key until answered."""

    def __init__(self, rig: Rig, journal: Journal, bearer: str) -> None:
        self._rig, self._journal, self._bearer = rig, journal, bearer
        self._line: http.client.HTTPConnection | None = None

    def act(
        self, act: str, path: str, said: Mapping[str, object], *, ref: str, version: int = 0
    ) -> str | None:
        """Do one act; return the id of what it made, or None when it was refused for good."""
        key = str(new_id())
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        if version:
            headers["If-Match"] = f'"v{version}"'
        body = json.dumps(said, ensure_ascii=False).encode()
        while True:
            status, told = self._ask("POST", path, headers, body)
            if status == http.HTTPStatus.CREATED:
                self._journal.acknowledge(act, key, ref)
                return str(told["id"])
            if http.HTTPStatus.BAD_REQUEST <= status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return None
            time.sleep(PAUSE)

    def read(self, path: str) -> None:
        """Read once, whatever comes."""
        self._ask("GET", path, {}, None)

    def hang_up(self) -> None:
        """Close the connection; the next act opens another."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, dict[str, object]]:
        """Ask once; 0 when the connection broke."""
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection(
                    "127.0.0.1", self._rig.port, timeout=PATIENCE
                )
            told = {**headers, "Authorization": f"Bearer {self._bearer}"}
            self._line.request(method, path, body, told)
            answer = self._line.getresponse()
            said = json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            self.hang_up()
            self._journal.tried("broken")
            return 0, {}
        self._journal.tried(str(answer.status))
        return answer.status, said


class Writers:
    """Clients at work: each registers people and leads their files a few steps."""

    def __init__(self, rig: Rig, journal: Journal, count: int, *, seed: int = 1) -> None:
        """Prepare the threads; `start` sets them to work."""
        self._rig, self._journal, self._ending = rig, journal, threading.Event()
        with psycopg.connect(plain(rig.cluster.url())) as connection:
            rows = connection.execute("select code from unit where kind = 'commune' order by code")
            communes = random.Random(seed).sample([str(code) for (code,) in rows], count)
        self._threads = [
            threading.Thread(target=self._work, args=(commune, seed * 1000 + place), daemon=True)
            for place, commune in enumerate(communes)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each finish the act it is at. Raises RuntimeError when one never does."""
        self._ending.set()
        for thread in self._threads:
            thread.join(6 * PATIENCE)
        if any(thread.is_alive() for thread in self._threads):
            raise RuntimeError("an act is never answered")

    def _work(self, commune: str, seed: int) -> None:
        caller = Caller(self._rig, self._journal, token(username(POLICE, commune)))
        for person in people(seed):
            if self._ending.is_set():
                break
            if person.number is None:
                continue
            said = _particulars(person, commune)
            client = caller.act(REGISTER, "/v1/clients", said, ref=person.number)
            if client is not None:
                _lead(caller, client, commune)
        caller.hang_up()


def _lead(caller: Caller, client: str, commune: str) -> None:
    """Record a service, open a case, take a step: each under its own key."""
    mark = str(new_id())
    said = {"kind": "counselling", "on": "2026-11-02", "unit": commune, "note": mark}
    caller.act(SERVE, f"/v1/clients/{client}/services", said, ref=mark)
    caller.read(f"/v1/clients/{client}")
    at = datetime.now(VN) - timedelta(hours=2)
    opening = {
        "name": "apply",
        "occurred_at": at.isoformat(timespec="seconds"),
        "papers": [{"paper": "determination-application"}],
    }
    body = {"client_id": client, "procedure": "determination", "step": opening}
    case = caller.act(OPEN, "/v1/cases", body, ref=client)
    if case is not None:
        later = (at + timedelta(hours=1)).isoformat(timespec="seconds")
        step = {"name": "receive", "occurred_at": later}
        caller.act(STEP, f"/v1/cases/{case}/steps", step, ref=case, version=1)
        caller.read(f"/v1/cases/{case}")


def _particulars(person: Person, commune: str) -> dict[str, object]:
    return {
        "full_name": person.full_name,
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat(),
        "identity_number": person.number,
        "residence": {"unit": commune, "address": person.address, "stable": True},
    }
