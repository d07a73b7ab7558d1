"""Small rules about text: what may be kept of it, and when two texts count as the same."""

__all__ = ["clean", "fold", "loose"]


def clean(text: str) -> str:
    """The text without what no database and no UTF-8 can hold: NUL and lone surrogates."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def fold(text: str) -> str:
    """The text as it is compared: without space around it, upper and lower case alike."""
    return text.strip().casefold()


def loose(text: str) -> str:
    """Letters and digits only, so that ``i confirm`` says the same as ``✅ I confirm!``."""
    kept = "".join([c if c.isalnum() else " " for c in text.casefold()])
    return " ".join(kept.split())
