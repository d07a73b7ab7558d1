"""The optional sentence encoder, from the setting to the answer; on both databases."""

import pytest

from kauli import app
from kauli.app import open_platform
from kauli.kit.errors import Invalid
from kauli.nlu import encoder_available
from kauli.services.bots import BotChanges

BOT = BotChanges(
    name="Shop",
    intents={
        "opening_hours": ["when do you open", "what are your opening hours", "are you open today"],
        "delivery": ["do you deliver", "can you bring it to my house", "how long is delivery"],
    },
    flows={
        "opening_hours": {"message": ["From eight to eight."]},
        "delivery": {"message": ["In an hour."]},
    },
)


@pytest.mark.skipif(not encoder_available(), reason="kauli[nlu] is not installed")
async def test_an_english_bot_understands_swahili_by_it(settings):
    said = "mnafungua saa ngapi"  # no word of it is among the examples
    async with open_platform(settings.model_copy(update={"encoder": True})) as platform:
        services = platform.services
        owner = await services.accounts.ensure_owner()
        bot = await services.bots.create(owner, BOT)
        with_it = await services.conversations.reply(owner, bot.id, "a", said)
    async with open_platform(settings) as platform:  # the same version, without
        services = platform.services
        without = await services.conversations.reply(owner, bot.id, "b", said)
        known = await services.conversations.reply(owner, bot.id, "b", "when do you open")
    assert with_it.intent == "opening_hours"
    assert with_it.confidence > (without.confidence or 0.0)
    assert known.state == "opening_hours"


async def test_without_its_package_the_setting_is_refused(settings, monkeypatch):
    monkeypatch.setattr(app, "encoder_available", lambda: False)
    with pytest.raises(Invalid, match=r"pip install"):
        async with open_platform(settings.model_copy(update={"encoder": True})):
            pass
