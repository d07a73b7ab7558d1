"""Runs in a process of its own, with one of the published SDKs on its path: what a user would do.

Reads a task as JSON from stdin, writes what the SDK gave back as JSON to stdout. Of the SDK only
the base URL is changed.
"""

import json
import sys
from typing import Any

import sarufi


def sign_in(task: dict[str, Any]) -> Any:
    """The SDKs up to 0.0.9 sign in with a password, later ones take a key."""
    if task["version"] == "0.0.9":
        return sarufi.Sarufi(task["username"], task["password"])
    return sarufi.Sarufi(api_key=task["key"])


def create(me: Any, task: dict[str, Any]) -> Any:
    """Make a bot of each three files; gives the bots' data by name."""
    return {name: me.create_from_file(**files).data for name, files in task["bots"].items()}


def play(me: Any, task: dict[str, Any]) -> Any:
    """Say every turn of each conversation; gives the answers."""
    played = []
    for conversation in task["conversations"]:
        bot = me.get_bot(conversation["bot_id"])
        played.append(
            [
                bot.respond(
                    message=said,
                    channel=conversation["channel"],
                    chat_id=conversation["chat_id"],
                )
                for said in conversation["says"]
            ]
        )
    return played


def use(me: Any, task: dict[str, Any]) -> Any:
    """Use everything else that the SDK can do."""
    seen: dict[str, Any] = {}
    bot = me.create_bot(name="First", description="By hand")
    seen["starts with"] = sorted(bot.intents)
    bot.intents = {"greet": ["hi", "hello there"]}
    bot.flow = {"greet": {"message": ["Hello!"], "next_state": "more"}}
    bot.add_intent({"bye": ["bye", "see you later"]})
    bot.add_flow({"more": {"message": ["And you?"], "next_state": "end"}})
    bot.name, bot.industry, bot.description = "Second", "food", "Changed"
    bot.visible_on_community = True
    again = me.get_bot(bot.id)
    seen["bot"] = again.data
    seen["says"] = again.respond("hello there", chat_id="c")
    seen["says more"] = again.respond("well", channel="whatsapp", chat_id="c")
    files = task["files"]
    me.update_from_file(bot.id, metadata=files["metadata"])
    seen["renamed"] = me.get_bot(bot.id).name
    if hasattr(bot, "predict_intent"):
        seen |= use_later_methods(me, again)
    seen["bots"] = [one.id for one in me.bots()]
    seen["id"] = bot.id
    seen["deleted"] = bot.delete()
    seen["gone"] = me.get_bot(bot.id)
    seen["nobody"] = me.chat(bot_id=bot.id, chat_id="c", message="hi")
    return seen


def use_later_methods(me: Any, bot: Any) -> dict[str, Any]:
    """What came after 0.0.9: prediction, states, webhooks."""
    seen: dict[str, Any] = {
        "predicted": bot.predict_intent("see you later"),
        "idle": bot.chat_state("nobody"),
    }
    bot.respond("hello there", chat_id="d")
    seen["state"] = bot.chat_state("d")
    seen["moved"] = me.update_conversation_state(bot.id, "d", "end")
    seen["moved state"] = me.chat_status(bot_id=bot.id, chat_id="d")
    bot.webhook_url = "https://shop.example/new-order"
    bot.webhook_trigger_intents = ["greet"]
    again = me.get_bot(bot.id)
    seen["webhook"] = [again.webhook_url, again.webhook_trigger_intents]
    seen["metrics"] = again.evaluation_metrics
    return seen


if __name__ == "__main__":
    given = json.load(sys.stdin)
    sarufi.Sarufi._BASE_URL = given["url"]
    doing = {"create": create, "play": play, "use": use}[given["what"]]
    json.dump(doing(sign_in(given), given), sys.stdout)
