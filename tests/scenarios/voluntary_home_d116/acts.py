"""Who acts in a voluntary home case, and the phases that a finished one tells."""

from tests.scenarios.story import phases

CHAIR, POLICE = "commune_official", "commune_police"
DONE = phases("abc", "2026-03-09", "2026-08-30")
