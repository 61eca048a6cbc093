"""What may stand after the name in a shortcode: `<!-- guide:NAME ARGUMENT -->`."""

from __future__ import annotations

from collections.abc import Iterable

from guide.messages.diagnostic import Said, SaidError

_NONE = Said(
    "", "nothing may stand after this name; delete '{argument}'", "这个名字后面什么也不能写；请删掉 {argument}"
)
_ONE = Said("", "after this name must stand one of {known}", "这个名字后面要写其中之一：{known}")
_PERHAPS = Said(
    "",
    "after this name may stand one of {known}, or nothing",
    "这个名字后面可以写其中之一：{known}，也可以什么都不写",
)


def choose(argument: str, known: Iterable[str]) -> str:
    """Return `argument`, which has to be one of `known`; "" among them stands for none. Raises SaidError."""
    allowed = tuple(known)
    if argument in allowed:
        return argument
    names = ", ".join(name for name in allowed if name)
    said = (_PERHAPS if "" in allowed else _ONE) if names else _NONE
    raise SaidError(said.format(argument=argument, known=names))
