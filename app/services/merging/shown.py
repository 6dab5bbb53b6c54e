"""Merges as the API shows them."""

from app.models.client import Client
from app.models.merge import Merge
from app.schemas.clients import FieldReasonOut
from app.schemas.merges import (
    ClashingCaseOut,
    ClashOut,
    FileCardOut,
    MergeOut,
    PairOut,
    ParticularOut,
    UndoneOut,
)
from app.services.merging.pair import Pair
from app.services.merging.undoing import Undone


def pair_out(pair: Pair) -> PairOut:
    """Return two files side by side."""
    return PairOut(
        survivor=_card(pair.survivor),
        merged=_card(pair.merged),
        score=pair.match.score,
        certain=pair.match.certain,
        reasons=[FieldReasonOut.model_validate(reason) for reason in pair.match.reasons],
        particulars=[ParticularOut.model_validate(one) for one in pair.particulars],
        rows=pair.rows,
        clashes=[
            ClashOut(
                why=clash.why,
                first=ClashingCaseOut.model_validate(clash.first),
                second=ClashingCaseOut.model_validate(clash.second),
            )
            for clash in pair.clashes
        ],
        told_apart=pair.told_apart is not None,
    )


def merge_out(made: Merge) -> MergeOut:
    """Return a merge on record."""
    return MergeOut.model_validate(_told(made))


def undone_out(undone: Undone) -> UndoneOut:
    """Return an undone merge."""
    return UndoneOut.model_validate({**_told(undone.merge), "kept": undone.kept})


def _told(made: Merge) -> dict[str, object]:
    moved: dict[str, list[str]] = made.moved  # type: ignore[assignment]
    cases: list[dict[str, str]] = made.set_aside["cases"]  # type: ignore[assignment]
    return {
        "id": made.id,
        "survivor": made.client_id,
        "merged": made.merged_id,
        "reason": made.reason,
        "score": made.score,
        "merged_at": made.merged_at,
        "merged_by": made.merged_by,
        "moved": {name: len(ids) for name, ids in sorted(moved.items()) if ids},
        "taken": made.particulars["taken"],
        "set_aside": [case["id"] for case in cases],
        "undone_at": made.undone_at,
        "undo_reason": made.undo_reason,
        "version": made.version,
    }


def _card(client: Client) -> FileCardOut:
    return FileCardOut.model_validate(client)
