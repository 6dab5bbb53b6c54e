"""Accounts, sign-in and who one is: what comes in, what goes out, how accounts are listed."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.access import SCOPES, Part, Permission, Role
from app.schemas.base import Flag, In, Moment, Out, PageFilter, PersonName, Text1, UnitCode

Username = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?$",
        title="Tên đăng nhập",
        description="Lower case letters, digits, `.`, `_`, `-`, `@`",
        examples=["nguyen.van.an"],
    ),
]
Password = Annotated[
    str,
    Field(
        max_length=1000,
        title="Mật khẩu",
        description="12 to 128 characters; what anybody would guess is refused",
        json_schema_extra={"format": "password", "writeOnly": True},
        examples=["con thuyền qua bến sông"],
    ),
]
Kind = Literal["person", "system"]
Scope = Annotated[
    Permission,
    Field(
        strict=False,
        title="Phạm vi",
        json_schema_extra={"enum": sorted(scope.value for scope in SCOPES)},
    ),
]
GrantType = Literal["password", "refresh_token", "client_credentials"]


class TokenIn(In):
    """A form of OAuth 2.0 (RFC 6749 §4.3, §4.4, §6). Each grant reads its own fields.

    Others are ignored, as §3.2 demands: off-the-shelf clients send what they know.
    """

    model_config = ConfigDict(extra="ignore")

    grant_type: GrantType
    username: Annotated[str | None, Field(max_length=200)] = None
    password: Annotated[
        str | None, Field(max_length=1000, json_schema_extra={"format": "password"})
    ] = None
    refresh_token: Annotated[str | None, Field(max_length=200)] = None
    client_id: Annotated[str | None, Field(max_length=200)] = None
    client_secret: Annotated[
        str | None, Field(max_length=1000, json_schema_extra={"format": "password"})
    ] = None
    scope: Annotated[
        str | None,
        Field(max_length=1000, description="Taken and not needed: an account's scopes are fixed"),
    ] = None


class TokenOut(Out):
    """An access token for ten minutes; for people also a refresh token, good once."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a kind of token, not one
    expires_in: Annotated[int, Field(description="Seconds", examples=[600])]
    refresh_token: str | None = None


class MyUnitOut(Out):
    """The unit one works at."""

    code: str
    name: str
    kind: str
    province: str | None


class MeOut(Out):
    """Who is signed in, and what this account may do and read."""

    id: UUID
    kind: Kind
    username: str
    full_name: str
    role: Role | None
    unit: MyUnitOut
    permissions: list[Permission]
    parts: list[Part]


class AccountIn(In):
    """A person's account to make."""

    username: Username
    full_name: PersonName
    role: Annotated[Role, Field(strict=False, title="Vai trò")]
    unit: UnitCode
    password: Password


class PasswordIn(In):
    """A new password for oneself."""

    old: Annotated[str, Field(min_length=1, max_length=1000)]
    new: Password


class AccountOut(Out):
    """An account; its password or secret is never shown."""

    id: UUID
    kind: Kind
    username: str
    full_name: str
    role: Role | None
    unit: str
    scopes: list[str]
    disabled_at: Moment | None
    created_at: Moment
    version: int


class AccountFilter(PageFilter):
    """Which accounts to list."""

    unit: UnitCode | None = None
    role: Role | None = None
    kind: Kind | None = None
    disabled: Annotated[
        Flag | None, Field(description="true: only closed ones; false: only open ones")
    ] = None


class ApiClientIn(In):
    """A system to let in: for one unit, with the scopes it needs and no others."""

    name: Annotated[Text1, Field(title="Tên hệ thống", examples=["Cổng dịch vụ công tỉnh"])]
    unit: UnitCode
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(SCOPES))]
    role: Annotated[
        Role | None,
        Field(strict=False, description="The office it records for; its scopes bound it further"),
    ] = None


class ApiClientOut(Out):
    """A system's id and secret. The secret is shown this once."""

    id: UUID
    client_id: str
    client_secret: str
    name: str
    unit: str
    role: Role | None
    scopes: list[str]


__all__ = [
    "AccountFilter",
    "AccountIn",
    "AccountOut",
    "ApiClientIn",
    "ApiClientOut",
    "MeOut",
    "MyUnitOut",
    "TokenIn",
    "TokenOut",
]
