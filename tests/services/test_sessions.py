"""Signing in with a browser, on both databases."""

import pytest

from kauli.kit.clock import HOUR, SECOND
from kauli.kit.errors import Invalid, NotFound, Unauthorized, Unavailable
from kauli.services import Services
from kauli.services.accounts import LASTS, Sessions
from kauli.services.accounts.browsers import browser_of
from kauli.storage import Database
from kauli.storage.statements import Prepared
from kauli.storage.tables import sessions

HOURS = HOUR / SECOND
FORTNIGHT = LASTS / SECOND
PASSWORD = "a long password"


@pytest.fixture
async def amina(services: Services) -> str:
    await services.accounts.create_user("amina", PASSWORD, full_name="Amina H.")
    return "amina"


async def test_signing_in_begins_a_session(services: Services, amina: str, clock) -> None:
    begun, token = await services.sessions.sign_in(" AMINA ", PASSWORD)
    assert begun.principal.username == amina
    assert begun.principal.role == "owner"
    assert (begun.full_name, begun.workspace) == ("Amina H.", "Amina H.")
    assert begun.expires_at == clock() + LASTS
    assert await services.sessions.find(token) == begun


@pytest.mark.parametrize(
    ("name", "password"), [("amina", "wrong password"), ("nobody", PASSWORD), ("", "")]
)
async def test_a_wrong_sign_in_does_not_tell_what_was_wrong(
    services: Services, amina: str, name: str, password: str
) -> None:
    with pytest.raises(Unauthorized) as refused:
        await services.sessions.sign_in(name, password)
    assert refused.value.code == "wrong_password"
    assert refused.value.message == "Wrong user name or password."


@pytest.mark.parametrize("token", ["", "wrong", "kauli_session_" + "x" * 43, "x" * 100_000])
async def test_an_unknown_token_stands_for_nobody(
    services: Services, amina: str, token: str
) -> None:
    assert await services.sessions.find(token) is None


async def test_a_session_ends_a_fortnight_after_it_was_used_last(
    services: Services, amina: str, clock
) -> None:
    _, token = await services.sessions.sign_in(amina, PASSWORD)
    clock.advance(FORTNIGHT - 1)
    assert await services.sessions.find(token) is not None
    clock.advance(FORTNIGHT - 1)
    found = await services.sessions.find(token)
    assert found is not None
    assert found.expires_at == clock() + LASTS
    clock.advance(FORTNIGHT)
    assert await services.sessions.find(token) is None


async def test_use_is_noted_once_an_hour(services: Services, amina: str, clock) -> None:
    begun, token = await services.sessions.sign_in(amina, PASSWORD)

    async def seen() -> int:
        return (await services.sessions.list(begun.principal))[0].seen_at

    began = clock()
    clock.advance(HOURS - 1)
    await services.sessions.find(token)
    assert await seen() == began
    clock.advance(6)
    await services.sessions.find(token)
    assert await seen() == clock()


async def test_a_full_disk_keeps_nobody_from_reading(
    services: Services, amina: str, clock, database: Database, monkeypatch
) -> None:
    full = Sessions(database, clock=clock)
    begun, token = await full.sign_in(amina, PASSWORD)

    async def refuse(*_: object) -> None:
        raise Unavailable("The disk is full.", code="storage_full")

    monkeypatch.setattr(database, "write", refuse)
    clock.advance(2 * HOURS)
    found = await full.find(token)
    assert found is not None
    assert found.expires_at == begun.expires_at


async def test_signing_out_is_felt_at_once(services: Services, amina: str) -> None:
    begun, token = await services.sessions.sign_in(amina, PASSWORD)
    assert await services.sessions.find(token) is not None
    await services.sessions.end(begun.principal, begun.id)
    assert await services.sessions.find(token) is None
    with pytest.raises(NotFound):
        await services.sessions.end(begun.principal, begun.id)


async def test_an_end_in_another_process_is_felt_within_seconds(
    services: Services, amina: str, database: Database, clock
) -> None:
    begun, token = await services.sessions.sign_in(amina, PASSWORD)
    await services.sessions.find(token)
    await Sessions(database, clock=clock).end(begun.principal, begun.id)
    clock.advance(5)
    assert await services.sessions.find(token) is None


async def test_nobody_ends_the_sessions_of_others(services: Services, amina: str) -> None:
    begun, token = await services.sessions.sign_in(amina, PASSWORD)
    await services.accounts.create_user("juma", PASSWORD)
    juma, _ = await services.sessions.sign_in("juma", PASSWORD)
    with pytest.raises(NotFound):
        await services.sessions.end(juma.principal, begun.id)
    assert await services.sessions.find(token) is not None
    assert [one.id for one in await services.sessions.list(juma.principal)] == [juma.id]


async def test_the_browser_used_last_is_listed_first(services: Services, amina: str, clock) -> None:
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    first, token = await services.sessions.sign_in(amina, PASSWORD, phone)
    clock.advance(1)
    second, _ = await services.sessions.sign_in(amina, PASSWORD)
    listed = await services.sessions.list(first.principal)
    assert [one.id for one in listed] == [second.id, first.id]
    assert [one.browser for one in listed] == ["", "Chrome, Android"]
    clock.advance(HOURS)
    await services.sessions.find(token)
    listed = await services.sessions.list(first.principal)
    assert [one.id for one in listed] == [first.id, second.id]


async def test_what_has_ended_is_neither_listed_nor_kept(
    services: Services, amina: str, clock, database: Database
) -> None:
    await services.sessions.sign_in(amina, PASSWORD)
    clock.advance(FORTNIGHT)
    begun, _ = await services.sessions.sign_in(amina, PASSWORD)
    assert [one.id for one in await services.sessions.list(begun.principal)] == [begun.id]

    def everything():
        return (yield Prepared(sessions.select()).bind())

    assert len(await database.read(everything)) == 1


async def test_neither_tokens_nor_passwords_are_kept_as_they_are(
    services: Services, amina: str, database: Database
) -> None:
    _, token = await services.sessions.sign_in(amina, PASSWORD)

    def everything():
        return (yield Prepared(sessions.select()).bind())

    assert token not in repr(await database.read(everything))


async def test_a_new_password_signs_out_everywhere_else(services: Services, amina: str) -> None:
    here, token = await services.sessions.sign_in(amina, PASSWORD)
    _, elsewhere = await services.sessions.sign_in(amina, PASSWORD)
    await services.sessions.find(elsewhere)
    await services.sessions.change_password(
        here.principal, PASSWORD, "another password", kept=here.id
    )
    assert await services.sessions.find(token) is not None
    assert await services.sessions.find(elsewhere) is None
    with pytest.raises(Unauthorized):
        await services.sessions.sign_in(amina, PASSWORD)
    await services.sessions.sign_in(amina, "another password")


async def test_a_password_is_changed_by_whoever_knows_it_only(
    services: Services, amina: str
) -> None:
    begun, _ = await services.sessions.sign_in(amina, PASSWORD)
    with pytest.raises(Unauthorized):
        await services.sessions.change_password(begun.principal, "wrong", "another password")
    with pytest.raises(Invalid) as refused:
        await services.sessions.change_password(begun.principal, PASSWORD, "short")
    assert refused.value.problems[0].where == ("body", "new")
    await services.sessions.sign_in(amina, PASSWORD)


async def test_whoever_runs_the_machine_gives_a_new_password(
    services: Services, amina: str
) -> None:
    _, token = await services.sessions.sign_in(amina, PASSWORD)
    await services.sessions.reset_password("Amina", "another password")
    assert await services.sessions.find(token) is None
    await services.sessions.sign_in(amina, "another password")
    with pytest.raises(NotFound, match="user list"):
        await services.sessions.reset_password("nobody", "another password")


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("", ""),
        ("curl/8.5.0", ""),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox, Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 "
            "Safari/537.36 Edg/126.0.0.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12", "Opera Mini, Android"),
    ],
)
def test_browsers_are_told_in_a_few_words(user_agent: str, words: str) -> None:
    assert browser_of(user_agent) == words
