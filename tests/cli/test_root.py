"""``kauli`` itself: its help, its version, and how it fails."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kauli import __version__
from kauli.cli.root import COMMANDS


def test_help_lists_every_command(kauli) -> None:
    shown = kauli.ok("--help").out
    for entry in COMMANDS:
        assert f"  {entry.name} " in shown
        assert entry.help in shown


def test_help_without_a_terminal_is_plain_text(kauli) -> None:
    assert kauli.ok("bot", "import", "--help").out.isascii()


def test_help_needs_no_server_database_or_engine() -> None:
    code = (
        "import json, sys\nfrom kauli.cli import app\n"
        "try:\n    app(['--help'], prog_name='kauli')\n"
        "except SystemExit:\n    print('MODULES', json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    modules = set(json.loads(ended.stdout.split("MODULES ")[1]))
    assert "kauli.cli.root" in modules
    assert not modules & {"kauli.app", "kauli.services", "fastapi", "sqlalchemy", "numpy"}


def test_the_version_is_printed(kauli) -> None:
    assert kauli.ok("--version").out == f"kauli {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("kauli de", "demo deliveries"),
        ("kauli bot exp", "export export-conversations"),
        ("kauli serve --po", "--port"),
    ],
)
def test_the_shell_completes_commands_and_options(typed: str, completed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    ended = subprocess.run(
        [sys.executable, "-c", "from kauli.cli import main; main()"],
        env=os.environ | words | {"_KAULI_COMPLETE": "complete_bash"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.split() == completed.split()


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["bott"], "bot"),
        (["bot", "improt"], "import"),
        (["serve", "--prot", "1"], "--port"),
        (["bot", "import"], "FILE"),
        (["serve", "--port", "99999"], "65535"),
        (["deliveries", "--limit", "0"], "--limit"),
    ],
)
def test_what_was_typed_wrongly_ends_with_2_and_a_hint(kauli, args: list[str], hint: str) -> None:
    outcome = kauli(*args)
    assert outcome.code == 2
    assert hint in outcome.err
    assert "Traceback" not in outcome.err


def test_a_data_directory_that_can_not_be_written_is_one_sentence(kauli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = kauli.fails("key", "create", "--name", "a", "--data-dir", tmp_path / "file")
    assert str(tmp_path / "file") in sentence
    assert "--data-dir" in sentence


def test_a_file_that_is_no_database_is_one_sentence(kauli, tmp_path: Path) -> None:
    (tmp_path / "kauli.db").write_text("not a database, but long enough to look at" * 100)
    assert "kauli.db" in kauli.fails("bot", "list", "--data-dir", tmp_path)


def test_a_database_of_a_newer_kauli_is_left_alone(pizza) -> None:
    with sqlite3.connect(pizza.data_dir / "kauli.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for command in (["bot", "list"], ["worker"], ["serve", "--port", "0"], ["chat", "PizzaBot"]):
        assert "newer Kauli" in pizza.fails(*command)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAULI_PORT", "many"),
        ("KAULI_LOG_LEVEL", "loud"),
        ("KAULI_DATABASE_URL", "mysql://127.0.0.1/kauli"),
        ("KAULI_ALLOW_PRIVATE", "300.0.0.0/8"),
    ],
)
def test_a_setting_that_can_not_be_is_named(kauli, name: str, value: str) -> None:
    kauli.env[name] = value
    assert name in kauli.fails("worker")


def test_settings_come_from_the_environment_and_options_win(kauli, tmp_path: Path) -> None:
    kauli.ok("bot", "new", "A")
    assert (kauli.data_dir / "kauli.db").exists()
    kauli.ok("bot", "new", "B", "--data-dir", tmp_path / "other")
    assert [row["name"] for row in kauli.ok("bot", "list").rows] == ["A"]
    there = kauli.ok("bot", "list", "--data-dir", tmp_path / "other").rows
    assert [row["name"] for row in there] == ["B"]
