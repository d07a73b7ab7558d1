"""Each template is a whole bot in both languages: checked, understood, and talked through.

``pytest tests/flow tests/templates --update-goldens`` rewrites what the conversations expect; the
diff is to be reviewed.
"""

from pathlib import Path

import pytest
import yaml

import kauli.templates
from kauli.flow import END, FlowCancelled, FlowFinished, Limits
from kauli.kit.errors import NotFound
from kauli.services.bots.findings import findings_in
from kauli.templates import LANGUAGES, document_of, template, templates

HERE = Path(__file__).parent
IDS = [one.id for one in templates()]
EACH = [(name, language) for name in IDS for language in LANGUAGES]
HEARD = yaml.safe_load((HERE / "heard.yaml").read_text())
SAID = "> "

each = pytest.mark.parametrize(("name", "language"), EACH)


def test_there_are_seven_and_the_first_is_pizza() -> None:
    assert len(IDS) >= 7
    assert IDS[0] == "pizza"
    with pytest.raises(NotFound, match="pizza, restaurant"):
        template("nope")


def test_every_folder_is_on_the_shelf() -> None:
    shelf = Path(kauli.templates.__file__).parent
    assert {path.parent.name for path in shelf.glob("*/*.yaml")} == set(IDS)


@each
def test_the_checker_finds_nothing(name, language) -> None:
    document = document_of(name, language)
    assert findings_in(document, Limits()) == ()
    assert document.language == language
    assert document.name
    assert document.description
    assert 1 <= len(document.fallback_message or ()) <= 3
    assert not document.webhook_url  # it is for whoever makes a bot of it to say where orders go


@pytest.mark.parametrize("name", IDS)
def test_it_is_large_enough_to_be_of_use_and_small_enough_to_be_read(name) -> None:
    shown = template(name)
    assert 8 <= shown.states <= 15
    for language in LANGUAGES:
        intents = document_of(name, language).intents or {}
        assert {"greets", "thanks", "cancel"} < set(intents)
        for intent, phrases in intents.items():
            assert 8 <= len(phrases) <= 15, (name, language, intent)


@pytest.mark.parametrize("name", IDS)
def test_the_twins_have_the_same_intents_states_and_triggers(name) -> None:
    english, swahili = (document_of(name, language) for language in LANGUAGES)
    assert list(english.intents or ()) == list(swahili.intents or ())
    assert list(english.flows or ()) == list(swahili.flows or ())
    assert english.webhook_trigger_intents == swahili.webhook_trigger_intents
    assert english.name != swahili.name


@pytest.mark.parametrize("name", IDS)
def test_what_is_said_of_it_is_in_both_languages(name) -> None:
    shown = template(name)
    assert set(shown.names) == set(shown.descriptions) == set(LANGUAGES)
    assert len(set(shown.descriptions.values())) == 2


def test_channels_of_text_alone_are_only_named_where_there_are_no_buttons() -> None:
    assert "sms" in template("survey").channels
    assert "sms" not in template("pizza").channels


@each
def test_it_understands_what_it_has_never_seen(chat, name, language) -> None:
    document = document_of(name, language)
    for intent, phrases in HEARD[name][language].items():
        for phrase in phrases:
            assert phrase not in document.intents[intent]
            talk = chat(name, language)
            talk.say(phrase)
            assert talk.session.state == intent, (phrase, talk.session.state)


@each
def test_it_can_be_called_off_in_the_middle(chat, name, language) -> None:
    document = document_of(name, language)
    for trigger in document.webhook_trigger_intents or ():
        talk = chat(name, language)
        talk.say(document.intents[trigger][0])
        talk.say(document.intents["cancel"][0])
        assert any(isinstance(event, FlowCancelled) for event in talk.events)
        assert talk.session.next_state == END


@pytest.mark.parametrize("path", sorted(HERE.glob("conversations/*.txt")), ids=lambda p: p.stem)
def test_a_conversation_goes_to_its_end(chat, path, request) -> None:
    name, language = path.stem.split(".")
    talk = chat(name, language)
    went: list[str] = []
    finished: set[str] = set()
    for line in path.read_text().splitlines():
        if line.startswith(SAID):
            went += [line, *talk.say(line.removeprefix(SAID))]
            finished |= {one.root for one in talk.events if isinstance(one, FlowFinished)}
    text = "\n".join(went) + "\n"
    if request.config.getoption("--update-goldens", default=False):
        path.write_text(text)
    assert path.read_text() == text
    assert finished >= set(document_of(name, language).webhook_trigger_intents or ())


def test_every_template_has_a_conversation_in_each_language() -> None:
    there = {tuple(path.stem.split(".")) for path in HERE.glob("conversations/*.txt")}
    assert there == set(EACH)
