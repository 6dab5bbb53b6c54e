"""Passwords: what is taken, what is refused, and that hashing never takes every thread."""

import threading

import pytest

from app import passwords
from app.problems import Invalid, Unavailable

GOOD = "con thuyền qua bến sông"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse battery staple",
        "Tr0ngD0ngDongSon",
        "mật khẩu của con mèo nhà bà",
        "aB3$" * 2 + "xyz9 và thêm",
        "한국어 비밀번호 예시입니다",
        "x" * 6 + "y" * 6,
    ],
)
def test_a_phrase_is_taken_whatever_its_signs(password):
    assert passwords.weakness(password) is None


@pytest.mark.parametrize(
    "password",
    [
        "",
        "ngắn quá",
        "a" * 11,
        GOOD * 10,
        "tab\there and more",
        "\ud800 unpaired half",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "123456789012",
        "password1234",
        "P@$$word 2026!!",
        "Mật-Khẩu 123456",
        "hòa nhập 2026!",
        "HoaNhap2026HoaNhap2026",
        "Cai nghiện ma túy 116",
        "không có mật khẩu",
    ],
)
def test_what_anybody_would_guess_is_refused(password):
    assert passwords.weakness(password) is not None
    with pytest.raises(Invalid) as refused:
        passwords.hashed(password)
    assert [fault.pointer for fault in refused.value.errors] == ["/password"]


def test_a_user_name_is_no_password():
    assert passwords.weakness("nguyen.van.binh.01", near="nguyen.van.binh") is not None
    assert passwords.weakness("nguyen.van.binh.01", near="tran.thi.hoa") is None


def test_a_hash_is_argon2id_with_its_own_salt():
    first, second = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert passwords.matches(GOOD, first)
    assert not passwords.matches(GOOD + " ", first)


def test_two_ways_to_write_a_letter_are_one_password():
    assert passwords.matches("thuye\u0302\u0300n qua sông", passwords.hashed("thuyền qua sông"))


@pytest.mark.parametrize("kept", [None, "none", ""])
def test_no_password_matches_nothing(kept):
    assert not passwords.matches(GOOD, kept)


def test_a_password_too_long_is_cut_before_hashing_and_never_matches():
    kept = passwords.hashed("ab" + "c" * 126)
    assert not passwords.matches("ab" + "c" * 126 + "d", kept)


def test_a_secret_of_a_system_is_kept_as_its_digest():
    secret, kept = passwords.new_secret()
    assert secret not in kept
    assert passwords.secret_matches(secret, kept)
    assert not passwords.secret_matches(secret + "x", kept)
    assert not passwords.secret_matches("", None)


def test_a_crowd_is_sent_away_instead_of_queued(monkeypatch):
    at_work, go = threading.Barrier(passwords.PLACES + 1), threading.Event()

    def slow(*_):
        go.wait(10)
        return True

    monkeypatch.setattr(passwords._hasher, "verify", slow)
    monkeypatch.setattr(passwords, "_cores", threading.BoundedSemaphore(passwords.PLACES))
    kept = passwords.hashed(GOOD)

    def enter():
        at_work.wait(10)
        passwords.matches(GOOD, kept)

    crowd = [threading.Thread(target=enter) for _ in range(passwords.PLACES)]
    for one in crowd:
        one.start()
    at_work.wait(10)
    while passwords._places._value:
        threading.Event().wait(0.001)
    with pytest.raises(Unavailable):
        passwords.matches(GOOD, kept)
    go.set()
    for one in crowd:
        one.join()
    assert passwords.matches(GOOD, kept)
