"""Routes of signing in and out, and of who one is."""

import base64
import binascii
from typing import Annotated

from fastapi import Form, Request

from app.access import Permission
from app.api.door import Door
from app.api.entry import Entrance, bearer
from app.context import Context
from app.problems import Invalid, NotSignedIn
from app.schemas.accounts import MeOut, MyUnitOut, PasswordIn, TokenIn, TokenOut
from app.services import accounts, signin, throttle
from app.services.signin import Desk, Issued

door = Door(prefix="/v1", tags=["auth"])


# Both may answer 401, although nobody need be signed in to ask.
_REFUSED = {"responses": {"401": {"$ref": "#/components/responses/Problem401"}}}


@door.public("/auth/token", openapi_extra=_REFUSED)
def sign_in(entrance: Entrance, form: Annotated[TokenIn, Form()]) -> TokenOut:
    """Sign in, or renew a sign-in (OAuth 2.0 token endpoint, RFC 6749)."""
    desk = _desk(entrance)
    issued = _GRANTS[form.grant_type](desk, entrance.request, form)
    return TokenOut.model_validate(issued)


@door.public("/auth/logout", status_code=204, openapi_extra=_REFUSED)
def sign_out(entrance: Entrance) -> None:
    """End the sign-in of the access token presented; holds from the next request on."""
    signin.sign_out(_desk(entrance), bearer(entrance.request))


@door.get("/me", may=Permission.SELF)
def read_me(ctx: Context) -> MeOut:
    """Tell who is signed in, at which unit, with which permissions."""
    actor = ctx.actor
    return MeOut(
        id=actor.id,
        kind=actor.kind,
        username=actor.username,
        full_name=actor.full_name,
        role=actor.role,
        unit=MyUnitOut(
            code=actor.unit, name=actor.unit_name, kind=actor.unit_kind, province=actor.province
        ),
        permissions=sorted(actor.permissions),
        parts=sorted(actor.parts),
    )


@door.post("/me/password", may=Permission.SELF, status_code=204)
def change_own_password(ctx: Context, given: PasswordIn) -> None:
    """Give oneself a new password; every sign-in of the account ends, this one too."""
    accounts.change_own_password(ctx, old=given.old, new=given.new)


def _desk(entrance: Entrance) -> Desk:
    request = entrance.request
    return Desk(
        session=entrance.session,
        now=entrance.house.clock.now(),
        network=throttle.network_of(request.client.host if request.client else None),
        request_id=request.state.request_id,
    )


def _by_password(desk: Desk, _request: Request, form: TokenIn) -> Issued:
    username = _given(form.username, "/username")
    return signin.by_password(desk, username, _given(form.password, "/password"))


def _by_refresh(desk: Desk, _request: Request, form: TokenIn) -> Issued:
    return signin.by_refresh(desk, _given(form.refresh_token, "/refresh_token"))


def _by_secret(desk: Desk, request: Request, form: TokenIn) -> Issued:
    """Take id and secret from HTTP Basic or from the form, never from both (RFC 6749 §2.3)."""
    header = request.headers.get("authorization")
    if header is None:
        client_id = _given(form.client_id, "/client_id")
        return signin.by_secret(desk, client_id, _given(form.client_secret, "/client_secret"))
    if form.client_secret is not None:
        raise Invalid.at(
            "/client_secret", vi="chỉ gửi một lần, trong Authorization hoặc trong biểu mẫu",
            en="send it once, in Authorization or in the form",
        )  # fmt: skip
    return signin.by_secret(desk, *_basic(header))


_GRANTS = {
    "password": _by_password,
    "refresh_token": _by_refresh,
    "client_credentials": _by_secret,
}


def _given(value: str | None, pointer: str) -> str:
    if not value:
        raise Invalid.at(pointer, vi="bắt buộc với kiểu đăng nhập này", en="required by this grant")
    return value


def _basic(header: str) -> tuple[str, str]:
    """Read HTTP Basic (RFC 7617). Our ids and secrets need no form encoding inside it."""
    scheme, _, packed = header.partition(" ")
    try:
        plain = base64.b64decode(packed.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        raise NotSignedIn from None
    client_id, colon, secret = plain.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise NotSignedIn
    return client_id, secret
