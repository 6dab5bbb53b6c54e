"""What a guard is: parameters of a closed type, and a pure function that refuses or does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.law.shape.model import Refusal

Name = Annotated[str, Field(min_length=1)]
AnyNames = Annotated[tuple[Name, ...], Field(strict=False)]
Names = Annotated[tuple[Name, ...], Field(strict=False, min_length=1)]
Count = Annotated[int, Field(ge=0)]


class Params(BaseModel):
    """The parameters of a guard as TOML gives them; unknown keys are refused at load."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NoParams(Params):
    """For a guard that needs none."""


@dataclass(frozen=True, slots=True)
class GuardKind:
    """A guard of the closed set: `check` gets the scene and an instance of `params`.

    `reads_body`: it cannot be judged before the body is known.
    """

    params: type[Params]
    check: Callable[..., Refusal | None]
    reads_body: bool = False
