"""What a new bot says when it was made with neither intents nor flows: our own small talk."""

from typing import Any

__all__ = ["starter"]


def starter(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Intents and flows of a bot that greets, thanks and says goodbye."""
    return _SWAHILI if language.casefold() in ("swahili", "kiswahili", "sw") else _ENGLISH


def _flow(*lines: str) -> dict[str, Any]:
    return {"message": [[line] for line in lines], "next_state": "end"}


_ENGLISH: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "greetings": ["Hi", "Hello", "Hey there", "Good morning", "Good evening", "How are you?"],
        "thanks": ["Thanks", "Thank you", "Thanks a lot", "Much appreciated", "That was helpful"],
        "bye": ["Bye", "Goodbye", "See you later", "Talk to you soon", "Have a nice day"],
    },
    {
        "greetings": _flow("Hello, what can I do for you?", "Hi there, how may I help?"),
        "thanks": _flow("You're welcome!", "Glad I could help."),
        "bye": _flow("Goodbye, come back any time.", "See you soon!"),
    },
)
_SWAHILI: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "salamu": ["Habari", "Mambo", "Hujambo", "Shikamoo", "Habari za asubuhi", "Niaje"],
        "shukrani": ["Asante", "Asante sana", "Nashukuru", "Nimeshukuru", "Shukrani"],
        "kwaheri": ["Kwaheri", "Tutaonana", "Baadaye", "Siku njema", "Usiku mwema"],
    },
    {
        "salamu": _flow("Habari! Nikusaidie nini?", "Karibu, naweza kukusaidiaje?"),
        "shukrani": _flow("Karibu sana!", "Nimefurahi kukusaidia."),
        "kwaheri": _flow("Kwaheri, karibu tena.", "Tutaonana!"),
    },
)
