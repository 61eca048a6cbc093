"""A page as a chapter of the one-file edition: what stands on it comes along, whatever sort of node it is."""

from __future__ import annotations

import pytest

from guide.site.single_page import Chapter, bind_chapters


@pytest.mark.parametrize("page", ["a<!-- a remark --> z", "<!-- a remark --><b class='more'>a</b>", "<b class>a</b>"])
def test_what_has_no_class_is_bound_like_the_rest(page: str) -> None:
    (bound,) = bind_chapters([Chapter("", "home", "Home", f"{page}<b class='big on-screen'>screen</b>")])
    assert bound.html == f"<div>{page}</div>".replace("'", '"')
