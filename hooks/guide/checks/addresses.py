"""An address leads to a page and does nothing else: it follows nobody, hides no other, and gives nobody away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit, urlunsplit

from guide.checks.problem import Problem
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.read.places import Path

_TRACKERS = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|msclkid|igshid|mc_[ce]id|spm|scm|spm_id_from|share_\w+|sharer_\w+|shareid|sharefrom"
    r"|from_?source|share|fromid|xsec_\w+|xhsshare|app_platform|app_version|isappinstalled|nsukey|wxshare\w*|_wv|wfr|for"
    r"|vd_source|buvid|timestamp|unique_k|is_story_h5|mid_share|scene|srcid|chksm|clicktime|enterid|ascene|devicetype"
    r"|exportkey|poc_token|hhsc_token|ref|ref_src|referrer|tt_from|iid",
    re.IGNORECASE,
)
_SECRETS = re.compile(
    r"access_?token|token|auth\w*|password|passwd|pwd|secret|api_?key|session\w*|sid|jsessionid|pass_?ticket|ticket"
    r"|openid|unionid|uin|signature|x-amz-\w+",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:www\.)?(?:bit\.ly|t\.cn|t\.co|dwz\.(?:cn|lc)|(?:w\.)?url\.cn|suo\.im|goo\.gl|tinyurl\.com|is\.gd|ow\.ly|buff\.ly"
    r"|rebrand\.ly|cutt\.ly|reurl\.cc|b23\.tv|xhslink\.com|v\.(?:douyin|kuaishou)\.com|3\.cn|u\.jd\.com|[mc]\.tb\.cn"
    r"|s\.click\.taobao\.com|mrw\.so|rb\.gy|shorturl\.at|lnkd\.in|surl\.li|t\.hk\.uy)"
)
_END = re.compile(r"[.,;:!?'\"\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\u201d\u300b\uff09*_)]+$")


def find_extras(address: str) -> Message | None:
    """Return what an address has that readers do not need, with the clean address, or None."""
    parts = _split(address)
    if "@" in parts.netloc:
        return Message("address-extras/secret", found=f"{parts.netloc.partition('@')[0][:3]}…@", clean=clean(address))
    if _SHORT.fullmatch(parts.hostname or ""):
        return Message("address-extras/short", host=parts.hostname)
    if found := _find_end(address):
        return Message("address-extras/end", found=found[0], clean=clean(address))
    for name in filter(_is_extra, _list_names(f"{parts.query}&{parts.fragment}")):
        words = {"found": shorten(name, 30), "clean": clean(address)}
        return Message("address-extras/secret" if _SECRETS.fullmatch(name) else "address-extras/tracker", **words)
    if parts.fragment.startswith(":~:"):
        return Message("address-extras/tracker", found="#:~:", clean=clean(address))
    return None


def clean(address: str) -> str:
    """Return an address without what `find_extras` finds in it."""
    end = _find_end(address)
    parts = _split(address[: end.start()] if end else address)
    kept = [one for one in parts.query.split("&") if not _is_extra(one.partition("=")[0])]
    fragment = "" if parts.fragment.startswith(":~:") else parts.fragment
    fragment = "" if any(_is_extra(one) for one in _list_names(fragment)) else fragment
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "&".join(kept), fragment))


def check_addresses(guide: Guide) -> Iterator[Problem]:
    """The address of a source is the page's own."""
    for source in guide.of(Source):
        shown = [(("addresses", index), address) for index, address in enumerate(source.addresses)]
        written: list[tuple[Path, str]] = [(("url",), source.url or ""), *shown]
        for path, address in written:
            if address and (message := find_extras(address)):
                yield Problem(*source.name, path, message)


def _split(address: str) -> SplitResult:
    """Return the parts of an address; none of what is no address at all, which is refused for that where it stands."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _find_end(address: str) -> re.Match[str] | None:
    """Return the punctuation behind an address; brackets may belong to it, as in /wiki/Word_(sense)."""
    return _END.search(re.sub(r"\([^()]*\)$", lambda found: "x" * len(found[0]), address))


def _list_names(query: str) -> list[str]:
    return [one.partition("=")[0] for one in query.split("&") if "=" in one]


def _is_extra(name: str) -> bool:
    return bool(_TRACKERS.fullmatch(name) or _SECRETS.fullmatch(name))
