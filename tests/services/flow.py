"""Seven people of two provinces in the second half of 2026, told step by step, counted by hand.

An, at home since 9 March 2026 under Decree 116, completes on 9 September and is under post-rehab
management from 15 September. Bình is in the centre since 4 September by decision of the court.
Cường too, and escapes on 5 October. Dũng, determined again in August, has no service; his file goes
to Sài Gòn on 10 September and nobody answers. Giang's goes the same day and is acknowledged after
five hours. Em, at home since 9 March, dies on 15 August. Hà is managed as a user since 3 August.
"""

from tests.scenarios.chain import CHAIR, DIRECTOR, POLICE, PROVINCE
from tests.scenarios.inside import under_163
from tests.scenarios.story import CENTRE, REGISTRATION, Offices, ok, phases, signed
from tests.services.reading import Reader

BA_DINH, SAI_GON = "00004", "26740"
PERIOD = {"from": "2026-07-01", "to": "2026-10-31"}
NOW = "2026-11-20 09:00"


def person(name, born):
    return {"full_name": name, "birth_date": born}


AN = person("Bùi Văn An", "1990-01-10")
BINH = person("Cao Văn Bình", "1985-05-05")
CUONG = person("Hồ Hữu Cường", "1979-11-30")
DUNG = person("Lý Tấn Dũng", "1996-07-07")
GIANG = person("Ngô Thị Giang", "2001-02-03") | {"sex": "female"}
EM = person("Vũ Ngọc Em", "1969-08-08")
HA = person("Tạ Thu Hà", "1999-12-12") | {"sex": "female"}


class Flow:
    """The files, and a reader of the figures about them."""

    def __init__(self, offices: Offices, clock, new_file) -> None:
        self.offices, self.clock, self.new_file = offices, clock, new_file
        self.an, self.em = self.at_home(AN), self.at_home(EM)
        self.dung = self.addict("2026-02-26 09:00", DUNG)
        self.giang = self.addict("2026-02-26 10:00", GIANG)
        self.binh = under_163(lambda day: self.addict(day, BINH))
        self.cuong = under_163(lambda day: self.addict(day, CUONG))
        self.ha = self.managed(HA)
        self.dung.determined("2026-08-05 09:00")
        self.em.take(POLICE, "record_death", "2026-08-15 09:00", died_on="2026-08-15")
        self.complete(self.an)
        self.move(self.dung)
        self.acknowledge(self.move(self.giang), "2026-09-10 14:00")
        self.cuong.take(DIRECTOR, "record_escape", "2026-10-05 09:00", circumstance="from_centre")
        self.giang.at(NOW)

    def addict(self, delivered, particulars):
        return self.new_file().register(delivered, **particulars).determined(delivered)

    def at_home(self, particulars):
        file = self.addict("2026-02-26 09:00", particulars)
        file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
        file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
        return file.take(CHAIR, "begin", "2026-03-09 09:00")

    def managed(self, particulars):
        file = self.new_file().register("2026-08-03 08:00", **particulars)
        file.open(POLICE, "body-test", "order", "2026-08-03 08:30", subject="reasonable_ground",
                  ground="caught")  # fmt: skip
        file.take(POLICE, "record_result", "2026-08-03 09:00", result="positive", sample="urine")
        file.take(POLICE, "send_result", "2026-08-03 09:05")
        file.open(POLICE, "use-management", "verify_residence", "2026-08-03 09:30",
                  residence="stable")  # fmt: skip
        file.take(POLICE, "notify", "2026-08-03 10:00", papers=("use-statement",))
        return file.take(POLICE, "decide", "2026-08-04 11:00", decision=signed("2026-08-04"))

    def complete(self, file):
        done = phases("abc", "2026-03-09", "2026-08-30")
        file.take(POLICE, "complete", "2026-09-09 09:00", phases=done)
        file.open(POLICE, "post-rehab", "propose", "2026-09-10 09:00", origin=file.case["id"])
        file.take(CHAIR, "decide", "2026-09-15 09:00", decision=signed("2026-09-15"),
                  from_on="2026-09-09")  # fmt: skip

    def move(self, file, when="2026-09-10 09:00"):
        body = {"to": SAI_GON, "occurred_at": file.at(when), "reason": "Chuyển"}
        path = f"/v1/clients/{file.client['id']}"
        version = ok(file.as_(CHAIR).get(path), 200)["version"]
        return ok(file.as_(CHAIR).post(f"{path}/moves", json=body, version=version))["transfer_id"]

    def acknowledge(self, transfer, when):
        self.giang.at(when)
        there = self.offices(CHAIR, SAI_GON)
        ok(there.post(f"/v1/transfers/{transfer}/acknowledge", json={}, version=1), 200)

    def places(self, number):
        caller = self.offices(PROVINCE)
        ok(caller.put(f"/v1/facilities/{CENTRE}/capacity", json={"places": number}), 200)

    def reader(self, **period) -> Reader:
        return Reader(self.offices, period or PERIOD)
