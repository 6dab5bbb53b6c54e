"""Substances and routes of use by the codes of the intake sheet."""

from pydantic import Field

from app.law.reading.substances import Group
from app.schemas.base import LegalBasisOut, Out, TextOut


class FormCodeOut(Out):
    """The part of the form's table, and the number in it."""

    part: str
    number: int


class SubstanceOut(Out):
    """A substance. The code of the form is what is kept; ICD is mapped from it, unverified."""

    code: str
    group: Group
    title: TextOut
    form: FormCodeOut | None = Field(description="Null: no line of the form that was read")
    icd10: str
    icd11: str
    icd10_dependence: str = Field(description="Of a person determined addicted")
    icd11_dependence: str = Field(description="Of a person determined addicted")
    legal_basis: list[LegalBasisOut]
    unverified: bool


class RouteOut(Out):
    """A way of taking it, by its number on the form."""

    code: str
    number: int
    title: TextOut
    legal_basis: list[LegalBasisOut]


class DependenceOut(Out):
    """The character that says dependence in either classification."""

    icd10: str
    icd11: str
    legal_basis: list[LegalBasisOut]


class SubstanceListOut(Out):
    """The whole table; `unverified` is about the mapping."""

    items: list[SubstanceOut]
    routes: list[RouteOut]
    dependence: DependenceOut
    unverified: bool
