"""``kauli key`` and ``kauli user``."""

import asyncio

import pytest

from kauli.app import open_platform
from kauli.config import Settings
from kauli.kit.errors import KauliError
from kauli.services import Principal
from kauli.services.accounts import Joining


def whose(kauli, key: str) -> Principal:
    """The person that a server would take the key's holder for."""

    async def ask() -> Principal:
        async with open_platform(Settings(data_dir=kauli.data_dir)) as platform:
            return await platform.services.accounts.authenticate(key)

    return asyncio.run(ask())


def sign_in(kauli, username: str, password: str) -> Principal:
    async def ask() -> str:
        async with open_platform(Settings(data_dir=kauli.data_dir)) as platform:
            return await platform.services.accounts.login(username, password)

    return whose(kauli, asyncio.run(ask()))


def test_the_key_is_alone_on_the_last_line_and_opens_the_owners_workspace(kauli) -> None:
    made = kauli.ok("key", "create", "--name", "laptop")
    assert made.last_line.startswith("kauli_")
    assert " " not in made.last_line
    assert whose(kauli, made.last_line).username == "owner"


def test_the_second_key_is_of_the_same_owner(kauli) -> None:
    first, second = (kauli.ok("key", "create", "--name", name).last_line for name in "ab")
    assert whose(kauli, first) == whose(kauli, second)


def test_keys_are_listed_without_being_given_away_and_can_be_ended(kauli) -> None:
    key = kauli.ok("key", "create", "--name", "laptop").last_line
    (row,) = kauli.ok("key", "list").rows
    assert (row["name"], row["state"]) == ("laptop", "active")
    assert key not in row["key"]
    kauli.ok("key", "revoke", row["id"])
    assert kauli.ok("key", "list").rows[0]["state"].startswith("revoked 20")
    with pytest.raises(KauliError):
        whose(kauli, key)


def test_an_unknown_key_can_not_be_revoked(kauli) -> None:
    assert "key_x" in kauli.fails("key", "revoke", "key_x")


def test_a_key_needs_a_name(kauli) -> None:
    assert "name" in kauli.fails("key", "create", "--name", " ")
    assert kauli("key", "create").code == 2


def test_a_person_joins_the_owners_workspace(kauli) -> None:
    kauli.ok("key", "create", "--name", "a")
    done = kauli.ok(
        "user", "create", "amina", "--role", "viewer", "--password-stdin", stdin="korosho-na-chai\n"
    )
    assert done.out == "Made amina, in your workspace, as viewer.\n"
    owner = whose(kauli, kauli.ok("key", "create", "--name", "b").last_line)
    amina = sign_in(kauli, "amina", "korosho-na-chai")
    assert (amina.workspace_id, amina.role) == (owner.workspace_id, "viewer")


def test_a_person_may_get_a_workspace_of_their_own(kauli) -> None:
    kauli.ok(
        "user", "create", "juma", "--new-workspace", "--password-stdin", stdin="korosho-na-chai\n"
    )
    owner = whose(kauli, kauli.ok("key", "create", "--name", "b").last_line)
    juma = sign_in(kauli, "juma", "korosho-na-chai")
    assert juma.workspace_id != owner.workspace_id
    assert juma.role == "owner"


def test_the_password_is_asked_for_twice_and_never_shown(kauli) -> None:
    done = kauli.ok("user", "create", "amina", stdin="korosho-na-chai\nkorosho-na-chai\n")
    assert "korosho" not in done.out + done.err
    assert sign_in(kauli, "amina", "korosho-na-chai").username == "amina"


def test_a_weak_password_a_wrong_role_and_a_taken_name_are_refused(kauli) -> None:
    def create(name: str, *more: str, password: str = "korosho-na-chai") -> str:
        return kauli.fails("user", "create", name, "--password-stdin", *more, stdin=f"{password}\n")

    assert "password" in create("amina", password="1").casefold()
    assert "role" in create("amina", "--role", "king")
    kauli.ok("user", "create", "amina", "--password-stdin", stdin="korosho-na-chai\n")
    assert "amina" in create("amina")


def test_everybody_is_listed_with_their_role(kauli) -> None:
    kauli.ok("user", "create", "amina", "--role", "viewer", stdin="korosho-na-chai\n" * 2)
    kauli.ok("user", "create", "juma", "--new-workspace", stdin="korosho-na-chai\n" * 2)
    rows = kauli.ok("user", "list").rows
    assert [(row["user name"], row["role"], row["workspace"], row["password"]) for row in rows] == [
        ("owner", "owner", "Home", "none yet"),
        ("amina", "viewer", "Home", "set"),
        ("juma", "owner", "juma", "set"),
    ]


def test_somebody_gets_another_password(kauli) -> None:
    kauli.ok("user", "create", "amina", stdin="korosho-na-chai\n" * 2)
    done = kauli.ok("user", "password", "Amina", stdin="maembe-na-ndizi\n" * 2)
    assert "maembe" not in done.out + done.err
    assert sign_in(kauli, "amina", "maembe-na-ndizi").username == "amina"
    with pytest.raises(KauliError):
        sign_in(kauli, "amina", "korosho-na-chai")
    kauli.ok("user", "password", "owner", "--password-stdin", stdin="maembe-na-ndizi\n")
    assert sign_in(kauli, "owner", "maembe-na-ndizi").role == "owner"
    assert "user list" in kauli.fails(
        "user", "password", "nobody", "--password-stdin", stdin="maembe-na-ndizi\n"
    )


def test_an_invitation_is_alone_on_the_last_line_and_lets_somebody_in(kauli) -> None:
    here = kauli.ok("user", "invite").last_line
    assert here.startswith("http://127.0.0.1:8000/invitation/invite_")
    link = kauli.ok(
        "user", "invite", "--role", "viewer", "--note", "Juma", "--url", "https://bots.example/"
    ).last_line
    address, _, token = link.rpartition("/")
    assert address == "https://bots.example/invitation"

    async def join() -> None:
        async with open_platform(Settings(data_dir=kauli.data_dir)) as platform:
            joining = Joining("juma", "korosho-na-chai")
            await platform.services.members.join(token, joining)

    asyncio.run(join())
    assert sign_in(kauli, "juma", "korosho-na-chai").role == "viewer"
    assert "role" in kauli.fails("user", "invite", "--role", "king")
