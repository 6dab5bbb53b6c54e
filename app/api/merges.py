"""Routes of one person, one file: who is like whom, merging, undoing, telling apart."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.clients import CandidateOut, MatchOut
from app.schemas.merges import (
    DoubtFilter,
    DoubtOut,
    MergeIn,
    MergeOut,
    MergesOut,
    NonMatchesOut,
    NonMatchIn,
    NonMatchOut,
    PairIn,
    PairOut,
    UndoIn,
    UndoneOut,
)
from app.services import clients, duplicates
from app.services.merging import apart, merges, pair, undoing
from app.services.merging.shown import merge_out, pair_out, undone_out

door = Door(prefix="/v1", tags=["merges"])


@door.get("/clients/{client_id}/duplicates", may=Permission.CLIENT_READ)
def list_duplicates(ctx: Context, client_id: Id) -> MatchOut:
    """List other files that may be of the same person, likeliest first, with a reason per field.

    Those remembered as other persons are left out.
    """
    found = duplicates.like(ctx, clients.get(ctx, client_id))
    return MatchOut(
        candidates=[CandidateOut.model_validate(duplicates.shown(one)) for one in found]
    )


@door.post("/merges/preview", may=Permission.CLIENT_MERGE)
def preview_merge(ctx: Context, wish: PairIn) -> PairOut:
    """Lay two files side by side: likeness, what differs, what would go over, what clashes."""
    return pair_out(pair.compare(ctx, wish.survivor, wish.merged))


@door.post("/merges", may=Permission.CLIENT_MERGE, status_code=201, location="/v1/merges/{id}")
def merge_clients(ctx: Context, wish: MergeIn) -> MergeOut:
    """Make two files one. The old id leads to the file that stayed; it can be undone."""
    return merge_out(merges.merge(ctx, merges.Wish(**wish.model_dump())))


@door.get("/merges/{merge_id}", may=Permission.CLIENT_READ)
def read_merge(ctx: Context, merge_id: Id) -> MergeOut:
    """Read a merge: what went over, what was taken, what was set aside."""
    return merge_out(merges.get(ctx, merge_id))


@door.post("/merges/{merge_id}/undo", may=Permission.CLIENT_MERGE, versioned=True)
def undo_merge(ctx: Context, merge_id: Id, version: int, undo: UndoIn) -> UndoneOut:
    """Make two files of one again; what was entered since goes with the row it hangs on."""
    return undone_out(undoing.undo(ctx, merge_id, version, undo.reason))


@door.get("/clients/{client_id}/merges", may=Permission.CLIENT_READ)
def list_merges(ctx: Context, client_id: Id) -> MergesOut:
    """List the merges that made a file what it is, newest first."""
    return MergesOut(items=[merge_out(made) for made in merges.of_client(ctx, client_id)])


@door.get("/clients/{client_id}/non-matches", may=Permission.CLIENT_READ)
def list_non_matches(ctx: Context, client_id: Id) -> NonMatchesOut:
    """List the files known to be of somebody else."""
    found = apart.of_client(ctx, client_id)
    return NonMatchesOut(items=[NonMatchOut.model_validate(word) for word in found])


@door.post("/clients/{client_id}/non-matches", may=Permission.CLIENT_MERGE, status_code=201)
def tell_apart(ctx: Context, client_id: Id, word: NonMatchIn) -> NonMatchOut:
    """Remember that another file is of somebody else; it is not proposed again."""
    return NonMatchOut.model_validate(apart.tell_apart(ctx, client_id, word.other_id, word.reason))


@door.post(
    "/clients/{client_id}/non-matches/{other_id}/withdraw",
    may=Permission.CLIENT_MERGE,
    versioned=True,
)
def withdraw_non_match(
    ctx: Context, client_id: Id, other_id: Id, version: int, undo: UndoIn
) -> NonMatchOut:
    """Take back that two files are of two persons."""
    return NonMatchOut.model_validate(
        apart.withdraw(ctx, client_id, other_id, version, undo.reason)
    )


@door.get("/duplicate-reviews", may=Permission.CLIENT_MERGE)
def list_duplicate_reviews(
    ctx: Context,
    filter: Annotated[DoubtFilter, Query()],  # noqa: A002
) -> Page[DoubtOut]:
    """List doubts, such as one identity number in two files; only of files both in reach.

    A doubt ends with a merge, or with the word that they are two persons.
    """
    rows = apart.doubts(ctx, after=Cursor.read(filter).id("id"), limit=filter.limit + 1)
    return Page[DoubtOut](
        **page_of(rows, filter, DoubtOut.model_validate, lambda row: {"id": row.id})
    )
