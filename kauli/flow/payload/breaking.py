"""What a receiver that was written for one flow could trip over in the next."""

from collections.abc import Iterator

from kauli.flow.payload.fields import Field, Payload

__all__ = ["breaking"]

_LISTED = 10


def breaking(old: Payload, new: Payload) -> list[str]:
    """What could break a receiver of the old payload, as sentences; empty when nothing could.

    A field more is no break: receivers leave alone what they don't know. Neither is an optional
    field that is there every time from now on, nor a choice that nobody can make any more.
    """
    if old.kind == "never":
        return []
    if new.kind == "never":
        return ["It is never sent any more."]
    now = {field.name: field for field in new.fields}
    return [said for field in old.fields for said in _changed(field, now.get(field.name))]


def _changed(old: Field, new: Field | None) -> Iterator[str]:
    if new is None:
        yield f"{_name(old.name)} is not in it any more."
        return
    if old.required and not new.required:
        yield f"{_name(old.name)} was always in it and can be missing now."
    if old.choices and not new.choices:
        yield f"{_name(old.name)} was one of {_listed(old.choices)} and can be any text now."
    more = [choice for choice in new.choices if choice not in old.choices]
    if old.choices and more:
        yield f"{_name(old.name)} can be {_listed(more)} now."


def _name(name: str) -> str:
    return repr(name[:100])


def _listed(choices: tuple[str, ...] | list[str]) -> str:
    named = [repr(choice[:100]) for choice in choices[:_LISTED]]
    if len(choices) > _LISTED:
        return f"{', '.join(named)} and {len(choices) - _LISTED:,} more"
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
