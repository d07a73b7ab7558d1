"""What people may be called, and their passwords: judged before they are taken."""

from kauli.kit.errors import Invalid, Problem

__all__ = [
    "check_full_name",
    "check_mobile",
    "check_note",
    "check_password",
    "check_username",
    "check_workspace",
]

_PASSWORD = (8, 512)
_NAME_LONGEST = 100
_FULL_NAME_LONGEST = 200
_MOBILE_LONGEST = 40
_NOTE_LONGEST = 200


def check_password(password: str, field: str = "password") -> None:
    """Refuse what is too short to protect anything, or long enough to be an attack.

    Raises:
        Invalid: with the bounds.
    """
    shortest, longest = _PASSWORD
    if not shortest <= len(password) <= longest:
        sentence = f"A password has {shortest} to {longest} characters."
        raise Invalid(sentence, code="bad_password", problems=[Problem(("body", field), sentence)])


def check_username(username: str) -> str:
    """The name as it is kept: trimmed, in lower case.

    Raises:
        Invalid: empty, or too long.
    """
    name = username.strip().casefold()
    if not name or len(name) > _NAME_LONGEST:
        sentence = f"A user name has 1 to {_NAME_LONGEST} characters."
        raise Invalid(
            sentence, code="bad_username", problems=[Problem(("body", "username"), sentence)]
        )
    return name


def check_workspace(name: str) -> str:
    """A workspace's name as it is kept.

    Raises:
        Invalid: empty, or too long.
    """
    name = name.strip()
    if not name or len(name) > _NAME_LONGEST:
        sentence = f"A workspace's name has 1 to {_NAME_LONGEST} characters."
        raise Invalid(
            sentence, code="bad_workspace", problems=[Problem(("body", "workspace"), sentence)]
        )
    return name


def check_full_name(name: str) -> str:
    """A person's name as it is kept.

    Raises:
        Invalid: too long.
    """
    name = name.strip()
    if len(name) > _FULL_NAME_LONGEST:
        sentence = f"A name has at most {_FULL_NAME_LONGEST} characters."
        raise Invalid(
            sentence, code="bad_full_name", problems=[Problem(("body", "full_name"), sentence)]
        )
    return name


def check_mobile(number: str) -> str:
    """A telephone number as it is kept: however people write it.

    Raises:
        Invalid: too long.
    """
    number = number.strip()
    if len(number) > _MOBILE_LONGEST:
        sentence = f"A mobile number has at most {_MOBILE_LONGEST} characters."
        raise Invalid(sentence, code="bad_mobile", problems=[Problem(("body", "mobile"), sentence)])
    return number


def check_note(note: str) -> str:
    """An invitation's note as it is kept.

    Raises:
        Invalid: too long.
    """
    note = note.strip()
    if len(note) > _NOTE_LONGEST:
        sentence = f"A note has at most {_NOTE_LONGEST} characters."
        raise Invalid(sentence, code="bad_note", problems=[Problem(("body", "note"), sentence)])
    return note
