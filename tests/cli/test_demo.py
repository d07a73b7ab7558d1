"""``kauli demo``: everything at once, as a process of its own."""

import re
import signal
import socket
import time
from pathlib import Path

import pytest

from kauli.app import open_platform
from kauli.cli.demo import events
from kauli.cli.demo.stage import set_up
from kauli.config import Settings

ORDER_IN_SWAHILI = "nataka pizza\n3\njibini\nMtaa wa Uhuru 12\n0712345678\n1\n"


def listens(url: str) -> bool:
    try:
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=5).close()
    except OSError:
        return False
    return True


def address(shown: str, name: str) -> str:
    return re.search(rf"^{name} +(http\S+)$", shown, re.MULTILINE)[1]


def test_with_exit_it_ends_with_0_once_the_delivery_was_verified(kauli, tmp_path: Path) -> None:
    kauli.env |= {"TMPDIR": str(tmp_path), "TWILIO_AUTH_TOKEN": "", "twilio_SID": "AC1"}
    with kauli.running("demo", "--port", "0", "--exit") as demo:
        shown, err = demo.communicate(timeout=80)
    assert demo.returncode == 0, err
    assert err == ""
    assert "you  I need a pizza" in shown
    assert "bot  Thank you, the kitchen has your order!" in shown
    assert re.search(r"^POST http://127\.0\.0\.1:\d+/new-order$", shown, re.MULTILINE)
    assert re.search(r"^webhook-signature: v1,\S{44}$", shown, re.MULTILINE)
    assert '"number_of_pizzas":"2"' in shown
    assert "Signature verified by the order desk, " in shown
    assert "  New order: 2 x pizza, cheese and mushrooms." in shown
    assert list(tmp_path.glob("kauli-demo-*")) == []
    assert not kauli.data_dir.exists()


def test_it_goes_on_serving_shows_what_arrives_and_ends_cleanly(kauli, tmp_path: Path) -> None:
    with kauli.running("demo", "--port", "0", "--data-dir", tmp_path / "kept") as demo:
        shown = kauli.read_until(demo, "Ctrl-C ends the demo")
        url, desk = address(shown, "dashboard").rstrip("/"), address(shown, "order desk")
        assert listens(desk)
        kauli.env["KAULI_KEY"] = re.search(r"KAULI_KEY=(\S+)", shown)[1]
        chat = kauli.ok("chat", "PizzaBot Kiswahili", "--url", url, stdin=ORDER_IN_SWAHILI)
        assert "Asante, agizo lako limefika jikoni!" in chat.out
        arrived = kauli.read_until(demo, "Signature verified")
        assert "New order: 3 x pizza, jibini." in arrived
        assert '"order_pizza":"nataka pizza"' in arrived

        demo.send_signal(signal.SIGINT)
        assert demo.wait(20) == 0
        assert "Traceback" not in demo.stderr.read()
        assert not listens(desk)
    rows = kauli.ok("deliveries", "--data-dir", tmp_path / "kept").rows
    assert [row["status"] for row in rows] == ["delivered", "delivered"]


def test_killed_it_leaves_no_order_desk_behind(kauli) -> None:
    with kauli.running("demo", "--port", "0") as demo:
        desk = address(kauli.read_until(demo, "Ctrl-C ends the demo"), "order desk")
        demo.kill()
        demo.wait()
        deadline = time.monotonic() + 20
        while listens(desk):
            assert time.monotonic() < deadline


async def test_a_second_demo_in_the_same_folder_brings_its_bots_up_to_date(tmp_path: Path) -> None:
    async with open_platform(Settings(data_dir=tmp_path)) as platform:
        services = platform.services
        first = await set_up(services, "http://127.0.0.1:5001")
        second = await set_up(services, "http://127.0.0.1:5002")
        owner = await services.accounts.authenticate(second.key)
        bots = await services.bots.list(owner)
    assert first.names == second.names == [bot.name for bot in bots]
    assert first.secrets == second.secrets
    assert {bot.webhook_url for bot in bots} == {"http://127.0.0.1:5002/new-order"}
    assert "http://127.0.0.1:5002/static/pizza.png" in str(bots[0].flows)


def test_without_the_order_desks_packages_it_says_what_to_install(
    kauli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "find_spec", lambda _: None)
    assert "pip install 'kauli[order-desk]'" in kauli.fails("demo", "--exit")
