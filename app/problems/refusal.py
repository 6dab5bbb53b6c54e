"""What every refusal has: status, permanent code, texts in two languages, articles (RFC 9457)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

Language = Literal["vi", "en"]


class Bilingual(Protocol):
    """Anything with a Vietnamese and an English text."""

    @property
    def vi(self) -> str:
        """Vietnamese."""

    @property
    def en(self) -> str:
        """English."""


class Cited(Protocol):
    """Anything that names an article: `116/2021/NĐ-CP`, `Điều 30 khoản 1`, `d116`."""

    @property
    def act(self) -> str:
        """Number of the act."""

    @property
    def at(self) -> str:
        """Article, clause, point."""

    @property
    def edition(self) -> str:
        """Edition of the law book."""

    @property
    def unverified(self) -> bool:
        """The reading is not confirmed yet."""


class Reasoned(Protocol):
    """One reason why the law refuses."""

    @property
    def code(self) -> str:
        """Permanent name of the reason."""

    @property
    def title(self) -> Bilingual:
        """What it says."""

    @property
    def law(self) -> Cited | None:
        """Where the law says it."""

    @property
    def pointer(self) -> str:
        """Which part of the request it is about."""


class Judged(Protocol):
    """What the law engine found about a step."""

    @property
    def reasons(self) -> tuple[Reasoned, ...]:
        """Every reason against."""

    @property
    def legal_basis(self) -> tuple[Cited, ...]:
        """Articles the step rests on."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of papers not there."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in what was sent; `pointer` is a JSON pointer, or `query:name`."""

    pointer: str
    detail: Bilingual


def say(text: Bilingual, language: Language) -> str:
    """The text in the language asked for."""
    return text.en if language == "en" else text.vi


def cite(law: Cited) -> dict[str, object]:
    """A citation as the contract shows it."""
    return {"act": law.act, "at": law.at, "edition": law.edition, "unverified": law.unverified}


@dataclass(eq=False)
class Problem(Exception):
    """A refusal with status, permanent code and texts; raise one of the family below."""

    detail: Bilingual | None = None
    errors: tuple[Fault, ...] = ()
    legal_basis: tuple[Cited, ...] = ()
    missing: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[Text]

    def __str__(self) -> str:
        """Only the code: a problem may end in a log, and its texts may not."""
        return self.code

    def members(self, language: Language) -> dict[str, object]:
        """Members of the class and the language; a subclass adds its own."""
        del language
        return dict(self.extra)

    def document(self, language: Language, instance: str) -> dict[str, object]:
        """Body of `application/problem+json` (RFC 9457 §3), every member always there."""
        return {
            **self.members(language),
            "type": f"urn:hoanhap:problem:{self.code}",
            "title": say(self.title, language),
            "status": self.status,
            "detail": say(self.detail or self.title, language),
            "code": self.code,
            "instance": instance,
            "legal_basis": [cite(law) for law in self.legal_basis],
            "missing": list(self.missing),
            "errors": [
                {"pointer": fault.pointer, "detail": say(fault.detail, language)}
                for fault in self.errors
            ],
        }
