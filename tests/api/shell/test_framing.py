"""Sizes, framing and kinds of bodies (reliability F7, T22, T25, T36)."""

import json
import socket
import time

import pytest

MEGABYTE = 1_048_576


def body_of(size: int) -> bytes:
    """A JSON body of exactly `size` bytes: white space is lawful padding."""
    return b'{"title": "a"' + b" " * (size - 14) + b"}"


def code_of(said: bytes) -> str:
    return json.loads(said)["code"]


@pytest.mark.parametrize("size", [MEGABYTE - 1, MEGABYTE])
def test_a_body_of_one_megabyte_is_taken(served, size):
    status, said, _ = served.ask("POST", "/v1/notes", body_of(size))
    assert (status, json.loads(said)) == (201, {"size": size})


def test_one_byte_more_is_refused_at_once_and_the_connection_kept(served):
    line = served.line()
    status, said, _ = served.ask("POST", "/v1/notes", body_of(MEGABYTE + 1), connection=line)
    assert (status, code_of(said)) == (413, "too-large")
    assert served.ask("POST", "/v1/notes", b"{}", connection=line)[0] == 201


def test_a_chunked_body_without_length_is_counted(served):
    line = served.line()
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    chunks = iter([b" " * 65_536] * 17)
    line.request("POST", "/v1/notes", chunks, headers, encode_chunked=True)
    response = line.getresponse()
    assert (response.status, code_of(response.read())) == (413, "too-large")
    assert served.ask("POST", "/v1/notes", b"{}", connection=line)[0] == 201


def test_a_small_chunked_body_is_taken(served):
    line = served.line()
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    line.request("POST", "/v1/notes", iter([b'{"tit', b'le": "a"}']), headers, encode_chunked=True)
    response = line.getresponse()
    assert (response.status, json.loads(response.read())) == (201, {"size": 14})


@pytest.mark.parametrize("length", ["99999999999999999999999", "1048577", "104857600"])
def test_a_length_too_large_is_refused_without_waiting_for_it(served, length):
    head = (
        "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    began = time.perf_counter()
    said = served.raw(head.encode())
    assert said.split(b" ", 2)[1] in {b"413", b"400"}
    assert time.perf_counter() - began < 0.9


SMUGGLED = {
    "two lengths": "Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}",
    "length and chunks": (
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    ),
    "negative length": "Content-Length: -1\r\n\r\n{}",
    "length in words": "Content-Length: two\r\n\r\n{}",
    "folded header": "X-A: 1\r\n b\r\nContent-Length: 2\r\n\r\n{}",
    "NUL in a header": "X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}",
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_ambiguous_framing_never_reaches_a_handler_twice(served, name):
    head = "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    said = served.raw((head + SMUGGLED[name]).encode())
    assert b" 500 " not in said
    assert len(served.stored) <= 1
    if name in {"two lengths", "negative length", "length in words"}:
        assert said.startswith(b"HTTP/1.1 400")
        assert not served.stored


def test_expect_100_is_answered_by_413_before_the_body_is_sent(served):
    said = served.raw(
        b"POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Expect: 100-continue\r\nContent-Length: 9000000\r\n\r\n"
    )
    assert said.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonx",
        "text/json",
    ],
)
def test_another_kind_of_body_is_415(served, kind):
    status, said, _ = served.ask("POST", "/v1/notes", b"{}", kind=kind)
    assert (status, code_of(said)) == (415, "unsupported-media-type")
    assert not served.stored


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_may_say_that_it_is_utf_8(served, kind):
    assert served.ask("POST", "/v1/notes", b"{}", kind=kind)[0] == 201


def test_a_packed_body_is_415(served):
    status, _, _ = served.ask("POST", "/v1/notes", b"{}", Content_Encoding="gzip")
    assert status == 415


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"username=" + b"a" * (16_384 - 9), 200),
        (b"username=" + b"a" * (16_384 - 8), 413),
        (b"username=a&username=b", 400),
        (b"username=%00", 400),
        (b"username=%ff", 400),
        (b"username=\xff", 400),
        (b"&".join([b"a=1"] * 4000), 400),
        (b"&" * 1000, 400),
        (b"password=x", 422),
    ],
)
def test_the_form_of_the_token_is_read_as_strictly(served, body, status):
    assert served.ask("POST", "/v1/auth/token", body, kind=FORM)[0] == status


def test_a_million_form_fields_are_refused_by_their_size(served):
    body = b"&".join([b"a=1"] * 1_000_000)
    assert served.ask("POST", "/v1/auth/token", body, kind=FORM)[0] == 413


def test_json_is_not_a_form(served):
    assert served.ask("POST", "/v1/auth/token", b'{"username": "a"}')[0] == 415


def test_a_thousand_headers_are_refused(served):
    many = "".join(f"X-A{n}: 1\r\n" for n in range(1000))
    said = served.raw(f"GET /v1/notes HTTP/1.1\r\nHost: x\r\n{many}\r\n".encode())
    assert said.split(b" ", 2)[1] in {b"400", b"431"}


def test_a_header_of_eight_kilobytes_is_no_fault(served):
    assert served.ask("GET", "/v1/notes", X_Long="a" * 8192)[0] == 200


@pytest.mark.parametrize("method", ["TRACE", "DELETE", "PUT", "PATCH", "FOO"])
def test_an_unknown_method_is_405_and_says_which_are_known(served, method):
    status, said, headers = served.ask(method, "/v1/notes/00000000-0000-0000-0000-000000000000")
    assert status in {400, 405}
    if status == 405:
        assert code_of(said) == "method-not-allowed"
        assert headers["allow"] == "GET"


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_a_method_is_not_overridden_by_a_header(served, header):
    line = served.line()
    line.request("GET", "/v1/notes", headers={header: "POST"})
    assert line.getresponse().status == 200
    assert not served.stored


@pytest.mark.parametrize("host", ["evil.example", "[::1]", "a:b", "x y", "a" * 300])
def test_the_host_header_decides_nothing(served, host):
    said = served.raw(f"GET /v1/notes HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert said.split(b" ", 2)[1] in {b"200", b"400"}
    assert host.encode() not in said


def test_an_absolute_target_is_the_same_address(served):
    said = served.raw(b"GET http://evil.example/v1/notes HTTP/1.1\r\nHost: x\r\n\r\n")
    assert said.split(b" ", 2)[1] in {b"200", b"400", b"404"}
    assert b"evil" not in said


def test_half_a_body_is_given_up(served):
    # Slow by nature: the patience of the gate is what is measured, shortened here.
    with socket.create_connection(("127.0.0.1", served.slow_port), timeout=5) as line:
        line.sendall(
            b"POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 20\r\n\r\n{"
        )
        said = line.recv(65536)
        assert said.startswith(b"HTTP/1.1 408")
        assert b"too-slow" in said or b"too-slow" in line.recv(65536)
        assert line.recv(65536) == b""
