"""Bots, drafts, versions and findings as our own API shows them."""

from typing import Any

from pydantic import Field

from kauli.api.v1.models import Exact, Input, Moment, Output

__all__ = [
    "Bot",
    "BotSettings",
    "BotSummary",
    "Draft",
    "DraftChanges",
    "DraftStamp",
    "FindingOut",
    "Findings",
    "ListedBot",
    "ListedVersion",
    "Middleware",
    "NewBot",
    "NewDraft",
    "Note",
    "Published",
    "SavedDraft",
    "Variable",
    "Version",
    "VersionWithDocument",
    "Widget",
]

_INTENTS = [{"order_pizza": ["I need a pizza", "get me a pizza"]}]
_FLOWS = [{"order_pizza": {"message": ["How many?"], "next_state": "number_of_pizzas"}}]


class Draft(Exact):
    """What an author writes: example sentences by intent, states by name."""

    intents: dict[str, Any] = Field(examples=_INTENTS)
    flows: dict[str, Any] = Field(examples=_FLOWS)


_REVISION = "The draft it was made from; refused if the draft is another by now."


class NewDraft(Input):
    """A whole draft; what a GET of the draft answers may be sent back as it is."""

    intents: dict[str, Any] = Field(examples=_INTENTS)
    flows: dict[str, Any] = Field(examples=_FLOWS)
    revision: str | None = Field(None, description=_REVISION, max_length=100)
    saved_at: str | None = Field(None, description="Not looked at.")
    saved_by: str | None = Field(None, description="Not looked at.")
    live_version_number: int | None = Field(None, description="Not looked at.")
    has_unpublished_changes: bool | None = Field(None, description="Not looked at.")


class DraftChanges(Input):
    """A whole map to put in place of the old one; what is left out stays."""

    intents: dict[str, Any] | None = Field(None, examples=_INTENTS)
    flows: dict[str, Any] | None = Field(None, examples=_FLOWS)
    revision: str | None = Field(None, description=_REVISION, max_length=100)


class DraftStamp(Output):
    """Which state a draft is in."""

    revision: str = Field(description="Another one with every change of the draft.")
    saved_at: Moment | None = Field(description="When the draft was changed last.")
    saved_by: str | None = Field(description="The user name of who changed it last.")
    live_version_number: int | None = Field(description="The published version; null before one.")
    has_unpublished_changes: bool


class SavedDraft(DraftStamp):
    """A draft and the state it is in."""

    intents: dict[str, Any] = Field(examples=_INTENTS)
    flows: dict[str, Any] = Field(examples=_FLOWS)


class Variable(Exact):
    """``@name`` in a message: its value comes from a path on the author's server."""

    name: str = Field(examples=["order_number"])
    path: str = Field("", examples=["/order-number"])


class Middleware(Exact):
    """The author's server that is asked for values in the middle of a turn."""

    base_url: str = Field("", examples=["https://shop.example/api"])
    authorization: str = Field("", description="Sent as the header Authorization.")
    variables: list[Variable] = Field(default_factory=list)


class Widget(Exact):
    """The chat bubble for web pages."""

    enabled: bool = Field(False, description="Whether web pages may chat without a key.")
    theme_config: dict[str, Any] = Field(default_factory=dict, examples=[{"title": "Pizza"}])
    approved_domain: str = Field(
        "", description="The only pages that may use it; empty for any.", examples=["shop.example"]
    )


class BotSettings(Input):
    """What to set; what is left out stays."""

    name: str | None = Field(None, examples=["Pizza Bot"])
    description: str | None = None
    industry: str | None = None
    language: str | None = None
    visible_on_community: bool | None = None
    confidence_threshold: float | None = Field(
        None, description="How sure the bot must be of an intent, 0 to 1.", examples=[0.5]
    )
    fallback_message: list[str] | None = Field(
        None, description="The lines to answer with when nothing was understood."
    )


class NewBot(BotSettings):
    """A bot to make; with neither intents nor flows it starts with some small talk."""

    name: str = Field(examples=["Pizza Bot"])
    intents: dict[str, Any] | None = Field(None, examples=_INTENTS)
    flows: dict[str, Any] | None = Field(None, examples=_FLOWS)


class BotSummary(Output):
    """What a bot is."""

    id: int
    name: str
    description: str
    industry: str
    language: str
    visible_on_community: bool
    live_version_number: int | None = Field(description="The published version; null before one.")
    has_unpublished_changes: bool
    created_at: Moment
    updated_at: Moment


class ListedBot(BotSummary):
    """A bot in a list, with what a list tells beside its settings."""

    author: str = Field(description="The user name of who made it.")
    states: int = Field(description="Of the draft.")
    intents: int = Field(description="Of the draft.")


class Bot(BotSummary):
    """A bot's settings. The document is under ``draft``, the rest of it under paths of its own."""

    confidence_threshold: float
    fallback_message: list[str]
    live_version_id: str | None
    evaluation: dict[str, Any] = Field(
        description="How well the published version tells its intents apart."
    )


class Note(Input):
    """What to write beside a version."""

    note: str = Field("", max_length=2_000, examples=["Two sizes"])


class Version(Output):
    """A published version: it never changes."""

    id: str
    number: int
    note: str
    user_id: int
    author: str = Field(description="The user name of who published it.")
    live: bool = Field(description="Whether conversations start on it now.")
    created_at: Moment
    evaluation: dict[str, Any]


class ListedVersion(Version):
    """A version in the list of all."""

    conversations: int = Field(
        description="How many conversations are in the middle of a flow of it; the others take "
        "up the published version with their next message."
    )


class VersionWithDocument(Version):
    """A version and what was published."""

    document: Draft | None


class FindingOut(Output):
    """Something wrong or doubtful in a draft; nothing is ever refused for it."""

    code: str = Field(examples=["unknown_target"])
    severity: str = Field(examples=["error", "warning", "hint"])
    state: str | None
    message: str
    mend: str = Field(description="What to do about it.")


class Published(Version):
    """A version that was just published."""

    findings: list[FindingOut] = Field(
        description="What receivers of its webhooks could trip over, compared with the version "
        "before: `payload_breaks`."
    )


class Findings(Output):
    """What the checker says of a draft."""

    items: list[FindingOut]
