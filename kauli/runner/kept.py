"""What is kept in memory because it is likely to be wanted again."""

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["Kept"]

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The most recently used few."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Look at one, which makes it the most recently used."""
        found = self._items.get(key)
        if found is not None:
            self._items.move_to_end(key)
        return found

    def take(self, key: K) -> V | None:
        """Take one out."""
        return self._items.pop(key, None)

    def put(self, key: K, value: V) -> None:
        """Keep one; the least recently used may have to go."""
        items = self._items
        if key in items:
            items.move_to_end(key)
        items[key] = value
        if len(items) > self._size:
            items.popitem(last=False)
