"""Where something is in the app, inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.model.name import RecordName
from guide.model.records import Place
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import MenuPath


@dataclass(frozen=True)
class InlinePath:
    """A path for prose, and the record that it stands in."""

    path: MenuPath
    record: str


def show_path(localized: LocalizedGuide, argument: str) -> InlinePath:
    """Return the words to tap of the place that `kind/id` names. Raises MessageError for what is no place."""
    place = localized.guide.find(RecordName.parse(argument))
    if not isinstance(place, Place):
        raise MessageError(Message("view/no-path", argument=argument))
    return InlinePath(MenuPath(place.path[localized.language]), argument)
