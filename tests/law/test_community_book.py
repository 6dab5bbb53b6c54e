"""What the book says of life in the community fits what the program takes, and is no law."""

from typing import get_args

import pytest

from app.access import SERVICE_PARTS
from app.law.reading import community
from app.law.reading.source import BookError
from app.schemas.supports import SupportKind


def test_every_kind_of_support_that_is_taken_has_its_row():
    kinds = community.supports()
    assert {kind.code for kind in kinds.kind} == set(get_args(SupportKind))
    assert {kind.counts_as for kind in kinds.kind} <= {*SERVICE_PARTS, None}
    assert kinds.unverified is True


def test_a_kind_of_support_stands_once(tmp_path):
    row = '[[kind]]\ncode = "job"\ntitle = { vi = "Việc làm", en = "Work" }\nlaw = []\n'
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "supports.toml").write_text(
        f"unverified = true\n{row}{row}", encoding="utf-8"
    )
    with pytest.raises(BookError, match=r"supports\.toml"):
        community.supports(tmp_path)
