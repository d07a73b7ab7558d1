"""``kauli bot``: what goes in comes out, and what is wrong is said."""

import json
from pathlib import Path

import pytest
import yaml


def test_a_bot_comes_in_from_one_file_and_answers(pizza) -> None:
    assert pizza.ok("bot", "list").rows[0] | {"changed (UTC)": ""} == {
        "id": "1",
        "name": "PizzaBot",
        "language": "english",
        "intents": "5",
        "states": "12",
        "version": "1",
        "changed (UTC)": "",
    }


@pytest.mark.parametrize("as_folder", [False, True])
def test_three_files_make_the_same_bot_as_one(kauli, checkout: Path, as_folder: bool) -> None:
    folder = checkout / "examples/pizza_bot/three_files"
    names = ("flow.json", "metadata.json", "intents.json")
    files = [folder] if as_folder else [folder / name for name in names]
    done = kauli.ok("bot", "import", *files)
    assert done.out == "Imported PizzaBot, bot 1: 5 intents, 12 states.\n"
    assert "nothing found" in done.err
    original = yaml.safe_load((checkout / "examples/pizza_bot/pizza_bot.yaml").read_text())
    exported = yaml.safe_load(kauli.ok("bot", "export", "PizzaBot").out)
    for key in ("name", "description", "language", "intents", "flows", "webhook_url"):
        assert exported[key] == original[key]


def test_export_and_import_are_each_others_reverse(pizza, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "bot.json"
    pizza.ok("bot", "export", "PizzaBot", "--output", file)
    assert json.loads(file.read_text())["name"] == "PizzaBot"
    pizza.ok("bot", "import", file, "--name", "Twin")
    first, second = (
        yaml.safe_load(pizza.ok("bot", "export", name).out) for name in ("PizzaBot", "Twin")
    )
    assert first | {"name": ""} == second | {"name": ""}


@pytest.mark.parametrize("format_", ["json", "yaml"])
def test_three_files_go_out_and_come_in_again(pizza, tmp_path: Path, format_: str) -> None:
    pizza.ok("bot", "export", "1", "--three-files", tmp_path / "three", "--format", format_)
    written = sorted(path.name for path in (tmp_path / "three").iterdir())
    assert written == sorted(f"{name}.{format_}" for name in ("intents", "flow", "metadata"))
    done = pizza.ok("bot", "import", tmp_path / "three")
    assert done.out.startswith("Imported PizzaBot, bot 2")


def test_import_changes_a_bot_and_leaves_alone_what_the_file_does_not_name(
    pizza, tmp_path: Path
) -> None:
    file = tmp_path / "change.yaml"
    file.write_text("flows:\n  greets: {message: Karibu!, next_state: end}\n")
    done = pizza.ok("bot", "import", file, "--bot", "pizzabot")
    assert done.out == "Updated PizzaBot, bot 1: 5 intents, 1 states.\n"
    assert pizza.ok("chat", "1", stdin="hello\n").out.splitlines()[-1] == "bot  Karibu!"
    assert "language     english" in pizza.ok("bot", "show", "PizzaBot").out


def test_a_draft_answers_only_once_it_is_published(pizza, tmp_path: Path) -> None:
    file = tmp_path / "change.yaml"
    file.write_text("flows:\n  goodbye: {message: Safari njema!, next_state: end}\n")
    pizza.ok("bot", "import", file, "--bot", "1", "--draft")
    assert pizza.ok("bot", "list").rows[0]["version"] == "1 + draft"
    assert "Safari njema!" not in pizza.ok("chat", "1", stdin="goodbye\n").out
    assert pizza.ok("bot", "publish", "1", "--note", "New goodbye").out == (
        "Published PizzaBot, version 2.\n"
    )
    assert "Safari njema!" in pizza.ok("chat", "1", stdin="goodbye\n").out
    assert "no changes" in pizza.ok("bot", "publish", "1").out


def test_a_new_bot_greets_in_its_language(kauli) -> None:
    done = kauli.ok("bot", "new", "Mapokezi", "--language", "swahili")
    assert done.out == "Made Mapokezi, bot 1.\n"
    assert "language     swahili" in kauli.ok("bot", "show", "mapokezi").out
    assert len(kauli.ok("chat", "Mapokezi", stdin="Habari\n").out.splitlines()) == 2


def test_a_file_without_a_name_names_the_bot(kauli, tmp_path: Path) -> None:
    file = tmp_path / "Duka.yaml"
    file.write_text("intents: {hi: [hi]}\nflows: {hi: {message: Hi!}}\n")
    assert kauli.ok("bot", "import", file).out.startswith("Imported Duka, bot 1")


def test_delete_asks_first(pizza) -> None:
    refused = pizza("bot", "delete", "PizzaBot", stdin="n\n")
    assert refused.code == 1
    assert "Remove PizzaBot (bot 1) and all its conversations?" in refused.err
    assert len(pizza.ok("bot", "list").rows) == 1
    pizza.ok("bot", "delete", "PizzaBot", stdin="y\n")
    assert pizza.ok("bot", "list").rows == []


def test_delete_with_yes_does_not_ask(pizza) -> None:
    assert pizza.ok("bot", "delete", "1", "--yes").out == "Removed PizzaBot, bot 1.\n"


WRONG = """\
name: Wrong
intents: {order: [order]}
flows:
  order: {message: How many?, next_state: nowhere}
"""


def test_check_prints_findings_with_state_severity_and_mend(kauli, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG)
    checked = kauli("bot", "check", file)
    first, *_, last = checked.out.splitlines()
    assert first.startswith(("error: order: ", "warning: order: "))
    assert "nowhere" in first
    assert last.startswith(f"{file}: 1 ")


def test_check_fails_only_on_errors(kauli, tmp_path: Path) -> None:
    file = tmp_path / "bot.yaml"
    file.write_text("name: B\nintents: {hi: [hi]}\nflows: {hi: {message: Hi}}\n")
    fine = kauli("bot", "check", file)
    assert (fine.code, "error: " in fine.out) == (0, False)
    file.write_text("name: B\nintents: {hi: [hi]}\nflows: {}\nwebhook_trigger_intents: [nope]\n")
    broken = kauli("bot", "check", file)
    assert (broken.code, "error: " in broken.out) == (1, True)


def test_check_of_a_bot_is_that_of_its_file(pizza, checkout: Path) -> None:
    assert pizza.ok("bot", "check", "PizzaBot").out == "PizzaBot: nothing found, it is fine.\n"
    file = checkout / "examples/pizza_bot/pizza_bot_sw.yaml"
    assert pizza.ok("bot", "check", file).out == f"{file}: nothing found, it is fine.\n"


def test_an_unknown_bot_gets_the_nearest_names(pizza) -> None:
    assert pizza.fails("bot", "show", "PizaBot") == (
        "There is no bot PizaBot. Did you mean PizzaBot?"
    )
    assert "kauli bot list" in pizza.fails("bot", "export", "77")


def test_without_any_bot_it_says_how_to_get_one(kauli) -> None:
    assert "kauli bot import FILE" in kauli.fails("bot", "check", "PizzaBot")


def test_a_broken_file_is_named_with_its_line(kauli, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("intents: {hi: [hi]}\n")
    bad.write_text("flows:\n  a: {message: x\n  b: [")
    for files in ([bad], [good, bad]):
        sentence = kauli.fails("bot", "import", *files)
        assert sentence.startswith(f"{bad}: Line 3: ")


def test_a_missing_file_is_named(kauli) -> None:
    assert kauli.fails("bot", "import", "nope.yaml") == (
        "Can't read nope.yaml: No such file or directory."
    )


def test_a_folder_without_the_three_files_is_named(kauli, tmp_path: Path) -> None:
    assert str(tmp_path) in kauli.fails("bot", "import", tmp_path)


def test_a_file_that_is_no_text_is_named(kauli, tmp_path: Path) -> None:
    file = tmp_path / "bot.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    assert kauli.fails("bot", "import", file) == f"{file} is not text in UTF-8."


def test_a_file_that_is_no_bot_is_named(kauli, tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("just words\n")
    assert kauli.fails("bot", "import", file).startswith(f"{file}: ")


def test_a_place_that_can_not_be_written_is_named(pizza, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "bot.yaml"
    assert pizza.fails("bot", "export", "1", "-o", target).startswith(f"Can't write {target}: ")


def test_a_bot_is_made_from_a_template_in_either_language(kauli) -> None:
    rows = kauli.ok("bot", "templates").rows
    assert [row["template"] for row in rows][:2] == ["pizza", "restaurant"]
    assert kauli.ok("bot", "new", "--template", "restaurant").out == (
        "Made Restaurant bookings, bot 1.\n"
    )
    made = kauli.ok("bot", "new", "Meza", "--template", "restaurant", "--language", "swahili")
    assert made.out == "Made Meza, bot 2.\n"
    assert "Mtakuwa watu wangapi?" in kauli.ok("chat", "Meza", stdin="nataka meza\n").out
    assert kauli.ok("bot", "check", "2").out == "2: nothing found, it is fine.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--template", "nope"], "pizza, restaurant"),
        (["--template", "pizza", "--language", "french"], "english or swahili"),
        ([], "--template"),
    ],
)
def test_what_no_bot_can_be_made_of_is_said(kauli, arguments, said) -> None:
    assert said in kauli.fails("bot", "new", *arguments)
