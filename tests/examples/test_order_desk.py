"""The order desk: which deliveries it believes, what it does with them, and how often."""

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from flask.testing import FlaskClient
from twilio.base.exceptions import TwilioException
from twilio.http import HttpClient
from twilio.http.response import Response

ORDER = {
    "order_pizza": "I need a pizza",
    "number_of_pizzas": "2",
    "pizza_toppings": "cheese",
    "address": "Uhuru Street 12",
    "phone_number": "0712345678",
    "choice_confirmation": "1",
    "chat_id": "255712345678",
}
Sign = Callable[..., dict[str, str]]


class Desk:
    """The server with a telephone that we hold."""

    def __init__(self, module: ModuleType, path: Path, secrets: str) -> None:
        self.module = module
        self.texts: list[str] = []
        self.failures: list[Exception] = []
        self.path = path
        self.secrets = secrets
        self.client = self.open()

    def open(self) -> FlaskClient:
        return self.module.order_desk(self.secrets, str(self.path), self._send).test_client()

    def _send(self, text: str) -> None:
        if self.failures:
            raise self.failures.pop()
        self.texts.append(text)


@pytest.fixture
def desk(order_desk: ModuleType, tmp_path: Path, secret: str) -> Desk:
    return Desk(order_desk, tmp_path / "orders.db", secret)


def body_of(**changes: str) -> bytes:
    return json.dumps(ORDER | changes).encode()


def test_a_signed_confirmed_order_is_texted(desk: Desk, signed: Sign) -> None:
    answer = desk.client.post("/new-order", data=body_of(), headers=signed(body_of()))
    assert (answer.status_code, answer.text) == (200, "Received.")
    (text,) = desk.texts
    assert text.splitlines() == [
        "New order: 2 x pizza, cheese.",
        "To: Uhuru Street 12",
        "Phone: 0712345678",
    ]


def test_one_changed_byte_is_refused(desk: Desk, signed: Sign) -> None:
    headers = signed(body_of())
    answer = desk.client.post("/new-order", data=body_of(number_of_pizzas="3"), headers=headers)
    assert answer.status_code == 401
    assert desk.texts == []


@pytest.mark.parametrize(
    "broken",
    [
        {"webhook-signature": "v1"},
        {"webhook-signature": "v1,!"},
        {"webhook-signature": ""},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "nan"},
        {"webhook-id": "dlv_2"},
    ],
)
def test_headers_that_prove_nothing_are_refused(
    desk: Desk, signed: Sign, broken: dict[str, str]
) -> None:
    answer = desk.client.post("/new-order", data=body_of(), headers=signed(body_of()) | broken)
    assert answer.status_code == 401
    assert desk.texts == []


def test_an_unsigned_order_is_refused(desk: Desk) -> None:
    assert desk.client.post("/new-order", json=ORDER).status_code == 401


def test_an_old_recording_is_refused(desk: Desk, signed: Sign) -> None:
    headers = signed(body_of(), age=301)
    assert desk.client.post("/new-order", data=body_of(), headers=headers).status_code == 401


def test_another_bots_secret_is_refused_until_it_is_named(desk: Desk, signed: Sign) -> None:
    other = "whsec_" + "eHl6" * 8
    headers = signed(body_of(), secret=other)
    assert desk.client.post("/new-order", data=body_of(), headers=headers).status_code == 401
    desk.secrets += f" {other}"
    assert desk.open().post("/new-order", data=body_of(), headers=headers).status_code == 200
    assert len(desk.texts) == 1


def test_the_same_delivery_again_is_not_texted_again_even_after_a_restart(
    desk: Desk, signed: Sign
) -> None:
    headers = signed(body_of())
    desk.client.post("/new-order", data=body_of(), headers=headers)
    for client in (desk.client, desk.open()):
        answer = client.post("/new-order", data=body_of(), headers=headers)
        assert (answer.status_code, answer.text) == (200, "Received before.")
    assert len(desk.texts) == 1


def test_two_orders_of_one_customer_are_both_texted(desk: Desk, signed: Sign) -> None:
    for webhook_id in ("dlv_1", "dlv_2"):
        headers = signed(body_of(), webhook_id=webhook_id)
        desk.client.post("/new-order", data=body_of(), headers=headers)
    assert len(desk.texts) == 2


@pytest.mark.parametrize("choice", ["2", "", "yes"])
def test_an_order_that_was_not_confirmed_is_left(desk: Desk, signed: Sign, choice: str) -> None:
    body = body_of(choice_confirmation=choice)
    answer = desk.client.post("/new-order", data=body, headers=signed(body))
    assert answer.status_code == 200
    assert desk.texts == []


def test_an_order_without_a_confirmation_is_left(desk: Desk, signed: Sign) -> None:
    body = b'{"chat_id": "1"}'
    assert desk.client.post("/new-order", data=body, headers=signed(body)).status_code == 200
    assert desk.texts == []


@pytest.mark.parametrize("body", [b"[]", b"{", b"1"])
def test_signed_nonsense_is_a_bad_request(desk: Desk, signed: Sign, body: bytes) -> None:
    assert desk.client.post("/new-order", data=body, headers=signed(body)).status_code == 400


def test_a_text_that_failed_is_sent_when_the_order_comes_again(desk: Desk, signed: Sign) -> None:
    desk.failures = [desk.module.NotSent("no network")]
    headers = signed(body_of())
    answer = desk.client.post("/new-order", data=body_of(), headers=headers)
    assert answer.status_code == 502
    assert desk.texts == []
    assert desk.client.post("/new-order", data=body_of(), headers=headers).status_code == 200
    assert len(desk.texts) == 1


def test_it_serves_the_picture_that_the_bot_shows(desk: Desk) -> None:
    answer = desk.client.get("/static/pizza.png")
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("secrets", ["", "  ", "whsec_"])
def test_it_does_not_start_without_a_secret(
    order_desk: ModuleType, tmp_path: Path, secrets: str
) -> None:
    with pytest.raises(ValueError, match="signing secret"):
        order_desk.order_desk(secrets, str(tmp_path / "orders.db"), print)


class Twilio(HttpClient):
    """Twilio's side of the wire: what arrives there, and what it answers."""

    def __init__(self, status: int = 201) -> None:
        super().__init__(None, is_async=False)
        self.status = status
        self.requests: list[tuple[str, str, dict[str, str], tuple[str, str]]] = []

    def request(self, method, url, **rest):
        self.requests.append((method, url, rest["data"], rest["auth"]))
        return Response(self.status, json.dumps({"sid": "SM1", "message": "no", "code": 1}))


SETTINGS = {
    "phone_number": "+255700000001",
    "twilio_SID": "AC1",
    "twilio_assigned_phone_number": "+15005550006",
    "twilio_auth_token": "token",
}


def test_with_credentials_twilio_gets_the_text(order_desk: ModuleType) -> None:
    twilio = Twilio()
    order_desk.texting(SETTINGS, twilio)("New order")
    ((method, url, data, auth),) = twilio.requests
    assert method.upper() == "POST"
    assert url == "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
    assert (data["Body"], data["From"], data["To"]) == (
        "New order",
        "+15005550006",
        "+255700000001",
    )
    assert auth == ("AC1", "token")


def test_what_twilio_refuses_counts_as_not_sent(order_desk: ModuleType) -> None:
    with pytest.raises(order_desk.NotSent) as caught:
        order_desk.texting(SETTINGS, Twilio(status=401))("New order")
    assert isinstance(caught.value.__cause__, TwilioException)


def test_twilio_out_of_reach_counts_as_not_sent(order_desk: ModuleType) -> None:
    twilio = Twilio()
    twilio.request = lambda *_, **__: (_ for _ in ()).throw(ConnectionError("no route"))
    with pytest.raises(order_desk.NotSent, match="no route"):
        order_desk.texting(SETTINGS, twilio)("New order")


@pytest.mark.parametrize("missing", SETTINGS)
def test_without_all_credentials_the_text_is_printed(
    order_desk: ModuleType, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    order_desk.texting(SETTINGS | {missing: ""}, Twilio())("New order:\n2 x pizza")
    assert capsys.readouterr().out.splitlines() == [
        "Text message to the person in charge:",
        "  New order:",
        "  2 x pizza",
    ]


@pytest.fixture
def folder(examples: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder to start the desk in, as its reader does."""
    (tmp_path / "main.py").write_bytes((examples / "order_desk/main.py").read_bytes())
    return tmp_path


def start(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_started_without_a_secret_it_says_how_to_get_one(folder: Path) -> None:
    ended = start(folder, "main.py")
    assert ended.returncode == 1
    assert "kauli webhook secret PizzaBot" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_flask_finds_the_app_and_its_settings_in_the_env_file(folder: Path) -> None:
    (folder / ".env").write_text("KAULI_WEBHOOK_SECRET=whsec_QUJDQUJDQUJDQUJDQUJDQUJD\n")
    ended = start(folder, "-m", "flask", "--app", "main", "routes")
    assert ended.returncode == 0, ended.stderr
    assert "/new-order" in ended.stdout
    assert (folder / "orders.db").exists()


def test_started_by_itself_it_serves_and_prints_the_text(
    folder: Path, signed: Sign, secret: str
) -> None:
    env = {"PATH": os.environ["PATH"], "KAULI_WEBHOOK_SECRET": secret, "PORT": "0"}
    desk = subprocess.Popen(
        [sys.executable, "main.py"], cwd=folder, env=env, stdout=-1, stderr=-1, text=True
    )
    watchdog = threading.Timer(60, desk.kill)
    watchdog.start()
    try:
        url = next(found[0] for line in desk.stderr if (found := re.search(r"http://\S+", line)))
        request = urllib.request.Request(
            f"{url}/new-order", data=body_of(), headers=signed(body_of()), method="POST"
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert (answer.status, answer.read()) == (200, b"Received.")
    finally:
        desk.kill()
        printed, _ = desk.communicate()
        watchdog.cancel()
    assert "  New order: 2 x pizza, cheese." in printed.splitlines()


def test_the_example_of_the_settings_names_every_setting(examples: Path) -> None:
    written = (examples / "order_desk/.env.example").read_text()
    for name in ("KAULI_WEBHOOK_SECRET", "ORDERS_FILE", "PORT", *SETTINGS):
        assert f"\n{name}=" in written
