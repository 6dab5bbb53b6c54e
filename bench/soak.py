"""`python -m bench.soak`: mixed load while server and database are killed, then the reckoning.

The short form of the same harness is `tests/test_durability.py`. With `--mutant` the database
forgets on purpose: the harness must then see something lost, or it is blind (reliability D1-m).
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench.journal import Journal, Rig, compared, outlive


def main() -> int:
    """Run and print; 0 when every promise held (with `--mutant`: when one did not)."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--pause", type=float, default=6.0, help="seconds between two kills")
    parser.add_argument("--mutant", action="store_true")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hoanhap-soak-"))
    folder.chmod(0o755)
    journal = Journal()
    try:
        with Rig(folder, durable=not chosen.mutant) as rig:
            kills = outlive(
                rig, journal, clients=chosen.clients, seconds=chosen.seconds, pause=chosen.pause
            )
            outcome = compared(rig, journal)
            waits = sorted(rig.ready_after)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"acknowledged {outcome.acknowledged:,} after {kills} kills; answers {journal.tries}")
    print(f"lost {outcome.lost}, twice {outcome.twice}, unaudited {outcome.unaudited}")
    print(f"audit chain: {outcome.chain_fault or 'whole'}")
    if waits:
        print(f"ready again: median {waits[len(waits) // 2]:.1f} s, most {waits[-1]:.1f} s")
    held = not outcome.clean if chosen.mutant else outcome.clean
    print("PASS" if held else "FAIL")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
