"""What a conversation remembers, kept within a bound."""

__all__ = ["remember"]


def remember(
    memory: dict[str, str], name: str, value: str, most: int
) -> tuple[dict[str, str], bool]:
    """The memory with one more value, and whether all of it found room.

    A value that finds no room is cut, and left out where not even its name would fit; what
    was remembered before stays.

    Args:
        memory: the memory so far; it is not changed.
        name: what to remember it as.
        value: what to remember.
        most: the bound, in bytes of UTF-8 over all names and values.
    """
    grown = {**memory, name: value}
    if 4 * (sum(map(len, grown)) + sum(map(len, grown.values()))) <= most:
        return grown, True  # at most four bytes a character: no need to count exactly
    encoded = value.encode()
    room = most - sum(len(k.encode()) + len(v.encode()) for k, v in grown.items()) + len(encoded)
    if room >= len(encoded):
        return grown, True
    if room < 0:
        return memory, False
    grown[name] = encoded[:room].decode(errors="ignore")
    return grown, False
