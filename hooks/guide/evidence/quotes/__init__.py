"""Does a source say what it is quoted for? All of it without network or files; `sourcecheck` asks."""

from guide.evidence.quotes.state import find_state, is_changed

__all__ = ["find_state", "is_changed"]
