"""The family of refusals: every answer that is not the one asked for, by name (RFC 9457).

Codes are permanent. Texts are Vietnamese first, English beside. Nothing here repeats what the
caller sent, and nothing here knows HTTP beyond the status number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.problems.refusal import Fault, Judged, Language, Problem, Text, cite, say


class Malformed(Problem):
    """The request cannot be read: syntax, encoding, depth, repeated names (RFC 9110 §15.5.1)."""

    status, code = 400, "malformed"
    title = Text("Yêu cầu không đọc được", "The request cannot be read")


class UnknownParameter(Problem):
    """A query parameter this address does not know; never ignored."""

    status, code = 400, "unknown-parameter"
    title = Text("Có tham số truy vấn không được nhận", "A query parameter is not known here")


class IdempotencyKeyRequired(Problem):
    """A system must send `Idempotency-Key` with each POST."""

    status, code = 400, "idempotency-key-required"
    title = Text("Thiếu khóa chống ghi lặp", "Idempotency-Key is required")


class TooSlow(Problem):
    """The rest of the request did not arrive in time (RFC 9110 §15.5.9)."""

    status, code = 408, "too-slow"
    title = Text("Yêu cầu đến quá chậm", "The request arrived too slowly")


@dataclass(eq=False)
class NotSignedIn(Problem):
    """No valid token, or wrong credentials (RFC 6750 §3)."""

    headers: Mapping[str, str] = field(default_factory=lambda: {"WWW-Authenticate": "Bearer"})
    status, code = 401, "not-signed-in"
    title = Text("Chưa đăng nhập hoặc phiên đã hết hạn", "Not signed in, or the session has ended")


class NotPermitted(Problem):
    """Signed in, but the role does not hold the permission."""

    status, code = 403, "not-permitted"
    title = Text("Không có quyền thực hiện việc này", "You may not do this")


class NotFound(Problem):
    """Not there, or outside the caller's units: the answer is the same."""

    status, code = 404, "not-found"
    title = Text("Không tìm thấy", "Not found")


class MethodNotAllowed(Problem):
    """The address exists, the method does not."""

    status, code = 405, "method-not-allowed"
    title = Text("Địa chỉ này không nhận phương thức đó", "The method is not allowed here")


class StepRefused(Problem):
    """The law does not allow this step on this day; every reason cites its article."""

    status, code = 409, "step-refused"
    title = Text("Pháp luật không cho phép bước này", "The law does not allow this step")

    def __init__(self, finding: Judged) -> None:
        """Tell what the law engine found: first reason as detail, all as errors and reasons."""
        cited = [*finding.legal_basis, *(r.law for r in finding.reasons if r.law is not None)]
        super().__init__(
            detail=finding.reasons[0].title if finding.reasons else None,
            errors=tuple(Fault(reason.pointer, reason.title) for reason in finding.reasons),
            legal_basis=tuple({tuple(cite(law).items()): law for law in cited}.values()),
            missing=finding.missing,
        )
        self.reasons = finding.reasons

    def members(self, language: Language) -> dict[str, object]:
        """Add `reasons`: code, title in the language, pointer, article."""
        reasons = [
            {
                "code": reason.code,
                "title": say(reason.title, language),
                "pointer": reason.pointer,
                "law": None if reason.law is None else cite(reason.law),
            }
            for reason in self.reasons
        ]
        return {**self.extra, "reasons": reasons}


class PlacementRefused(StepRefused):
    """The law keeps this person elsewhere: apart by sex, age, disease, regime."""

    status, code = 409, "placement-refused"
    title = Text(
        "Pháp luật không cho phép bố trí người này ở đây", "The law keeps this person elsewhere"
    )


class NoPlace(Problem):
    """Room, area or facility is full; `free_rooms` names rooms that would do."""

    status, code = 409, "no-place"
    title = Text("Đã hết chỗ", "There is no place left")


class StateConflict(Problem):
    """The file is not in a state that allows this, or two requests met."""

    status, code = 409, "state-conflict"
    title = Text("Trạng thái hồ sơ không cho phép", "The state of the file does not allow this")


class OnHold(Problem):
    """The file is on legal hold: nothing of it may be deleted, purged or merged away."""

    status, code = 409, "legal-hold"
    title = Text("Hồ sơ đang được giữ, không được xóa", "The file is on legal hold")


class PossibleDuplicate(Problem):
    """A file of the same person may exist; `candidates` names those the caller may see."""

    status, code = 409, "possible-duplicate"
    title = Text("Có thể trùng với hồ sơ đã có", "A file of this person may exist already")


class StaleVersion(Problem):
    """The record changed since it was read; `current_version` tells the version now."""

    status, code = 412, "stale-version"
    title = Text("Bản ghi đã thay đổi từ khi được đọc", "The record changed since it was read")


class TooLarge(Problem):
    """The body is larger than this address takes."""

    status, code = 413, "too-large"
    title = Text("Nội dung gửi quá lớn", "The body is too large")


class UnsupportedMediaType(Problem):
    """The body is not of a kind this address takes."""

    status, code = 415, "unsupported-media-type"
    title = Text("Kiểu nội dung không được nhận", "The content type is not taken here")


class Invalid(Problem):
    """Well formed, but a field does not hold what it must."""

    status, code = 422, "invalid"
    title = Text("Dữ liệu không hợp lệ", "The data are not valid")

    @classmethod
    def at(cls, pointer: str, vi: str, en: str) -> "Invalid":
        """One fault at one place."""
        return cls(errors=(Fault(pointer, Text(vi, en)),))


class IdempotencyKeyReused(Problem):
    """The same key came with another request before."""

    status, code = 422, "idempotency-key-reused"
    title = Text(
        "Khóa chống ghi lặp đã dùng cho yêu cầu khác", "The key was used for another request"
    )


class VersionRequired(Problem):
    """An update or a step needs `If-Match` (RFC 6585 §3)."""

    status, code = 428, "version-required"
    title = Text("Thiếu phiên bản bản ghi (If-Match)", "If-Match with the version is required")


class TooManyRequests(Problem):
    """Slow down; `Retry-After` says for how long (RFC 6585 §4)."""

    status, code = 429, "too-many-requests"
    title = Text("Quá nhiều yêu cầu, hãy thử lại sau", "Too many requests, try again later")


class Unexpected(Problem):
    """Our fault; what happened is in the log under the request id, never in the answer."""

    status, code = 500, "unexpected"
    title = Text("Lỗi ngoài dự kiến của hệ thống", "The system failed unexpectedly")


class Unavailable(Problem):
    """Busy or starting; the same request may be sent again."""

    status, code = 503, "unavailable"
    title = Text("Hệ thống đang bận, hãy thử lại", "The system is busy, try again")
