"""What the matrix asks of the yearly facts of units and of the types of areas."""

from tests.access.calls.shape import About, Call, fill, get, nobody, unit_of
from tests.access.plants.areas import YEAR, lines

_FACT = {"fact": "dens", "year": "2024-P", "value": 1, "source": "Báo cáo 45"}

CALLS: dict[str, About] = {
    "list_area_facts": About(get("/v1/units/{unit}/facts"), 0),
    "list_area_fact_kinds": nobody("GET", "/v1/area-facts/kinds"),
    "enter_area_facts": About(
        lambda r: Call("POST", "/v1/area-facts", json=lines(unit_of(r), {"retail_points": 1}))
    ),
    # After the one that answers a line each: the other refuses who may not reach the unit.
    "enter_area_fact": About(lambda r: Call("POST", fill("/v1/units/{unit}/facts", r), json=_FACT)),
    "confirm_area_facts": About(
        lambda r: Call("POST", "/v1/area-facts/confirmations", json={"ids": [r.more["area_fact"]]})
    ),
    "read_typology": About(get("/v1/typology", unit="{unit}", year=YEAR), 0),
    "read_typology_rules": nobody("GET", "/v1/typology/rules"),
    "confirm_typology": About(
        lambda r: Call(
            "POST", "/v1/typology/confirmations", json={"unit": unit_of(r), "year": YEAR}
        )
    ),
}
