"""Small things that go wrong in a folder of files: something is deleted, renamed, swapped, doubled, emptied, cut off.

A mishap takes the files (`path: bytes`), changes them, and says in a line what it did. It knows nothing of what the
guide asks of the files; it sees lines, records after `- `, keys, headings, tags. Where it finds nothing to spoil, it
raises NothingHereError.
"""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Files = dict[str, bytes]
Mishap = Callable[[Files, random.Random], str]
T = TypeVar("T")

_RECORD = re.compile(r"^(?=- )", re.MULTILINE)
_KEY = re.compile(r"^( *(?:- )?)([\w.-]+):", re.MULTILINE)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_ANCHOR = re.compile(r"\{#([\w-]+)\}")
_SHORTCODE = re.compile(r"<!--\s*guide:[^>]*-->")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_NAME = re.compile(r"(?<=macro )\w+|(?<=label\([\"'])[\w.]+|(?<=asset\([\"'])[\w.]+|(?<=[\"'])\w+\.html")
_WORD = re.compile(r"[A-Za-z][\w-]{2,}")
# Files that hold the same sort of thing, and how often one of them is chosen.
_SORTS: tuple[tuple[int, str], ...] = (
    (30, r"data/\w+\.yml"),
    (10, r"data/(?:labels|fields|subject|kinds)\.yml"),
    (3, r"data/translations\.lock"),
    (3, r"data/captures/.*"),
    (22, r"docs/.*"),
    (10, r"mkdocs\.yml"),
    (8, r"overrides/views/.*"),
    (8, r"overrides/[^/]*"),
    (5, r"overrides/assets/.*"),
)


class NothingHereError(Exception):
    """There is nothing here that could go wrong in this way."""


def one_of(options: Iterable[T], rng: random.Random) -> T:
    """Return one of the options. Raises NothingHereError where there is none."""
    listed = list(options)
    if not listed:
        raise NothingHereError
    return rng.choice(listed)


def choose_file(files: Files, rng: random.Random, pattern: str = "") -> str:
    """Return the name of a file, of the sort that `pattern` finds."""
    chosen = pattern or rng.choices([sort for _, sort in _SORTS], [weight for weight, _ in _SORTS])[0]
    return one_of((name for name in sorted(files) if re.fullmatch(chosen, name)), rng)


def list_languages(files: Files, least: int = 1) -> list[str]:
    """Return the languages that have pages. Raises NothingHereError where there are fewer than `least`."""
    found = sorted({name.split("/")[1] for name in files if re.match("docs/.*/", name)})
    if len(found) < least:
        raise NothingHereError
    return found


def read(files: Files, name: str) -> str:
    """Return what a file says; what an earlier mishap cut in two is shown as such."""
    return files[name].decode("utf-8", "surrogateescape")


def write(files: Files, name: str, text: str) -> None:
    """Put a text into a file."""
    files[name] = text.encode("utf-8", "surrogateescape")


def misspell(word: str, others: Sequence[str], rng: random.Random) -> str:
    """Return what a hurried hand makes of a word, or what stands for another thing of the sort."""
    slips = (word[:-1], f"{word}x", word[:1] + word, f"new-{word}", word.capitalize(), word.replace("-", "_"))
    options = [*(slip for slip in slips if slip not in ("", word)), *([rng.choice(others)] if others else [])]
    return rng.choice(options)


# Lines


def delete_line(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    lines = read(files, name).splitlines(keepends=True)
    at = one_of(range(len(lines)), rng)
    gone = lines.pop(at)
    write(files, name, "".join(lines))
    return f"delete line {at + 1} of {name}: {gone.strip()[:60]}"


def delete_some_lines(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    lines = read(files, name).splitlines(keepends=True)
    at = one_of(range(len(lines)), rng)
    end = at + rng.randint(2, 8)
    write(files, name, "".join(lines[:at] + lines[end:]))
    return f"delete lines {at + 1} to {end} of {name}"


def double_line(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    lines = read(files, name).splitlines(keepends=True)
    at = one_of(range(len(lines)), rng)
    lines.insert(at, lines[at])
    write(files, name, "".join(lines))
    return f"double line {at + 1} of {name}: {lines[at].strip()[:60]}"


def swap_lines(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    lines = read(files, name).splitlines(keepends=True)
    at = one_of(range(len(lines) - 1), rng)
    other = rng.choice([at + 1, rng.randrange(len(lines))])
    lines[at], lines[other] = lines[other], lines[at]
    write(files, name, "".join(lines))
    return f"swap lines {at + 1} and {other + 1} of {name}"


def shift_line(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng, rng.choice([r"data/\w+\.yml", r"mkdocs\.yml", r"docs/.*"]))
    lines = read(files, name).splitlines(keepends=True)
    at = one_of(range(len(lines)), rng)
    lines[at] = f"  {lines[at]}" if rng.random() < 0.5 else lines[at].removeprefix("  ")
    write(files, name, "".join(lines))
    return f"shift line {at + 1} of {name}: {lines[at].strip()[:60]}"


def misspell_word(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    text = read(files, name)
    found = one_of(_WORD.finditer(text), rng)
    slip = misspell(found[0], [], rng)
    write(files, name, text[: found.start()] + slip + text[found.end() :])
    return f"{name}: {found[0]} becomes {slip} at {text.count(chr(10), 0, found.start()) + 1}"


# Whole files


def delete_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    del files[name]
    return f"delete {name}"


def empty_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    files[name] = b""
    return f"empty {name}"


def truncate_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    at = one_of(range(len(files[name])), rng)
    files[name] = files[name][:at]
    return f"cut {name} off after {at} bytes"


def rename_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    folder, last = posixpath.split(name)
    stem, suffix = posixpath.splitext(last)
    siblings = [posixpath.splitext(one)[0] for one in files if posixpath.dirname(one) == folder and one != name]
    new = posixpath.join(folder, misspell(posixpath.basename(stem), [posixpath.basename(one) for one in siblings], rng))
    new += rng.choice([suffix] * 6 + [".txt", ".yaml", ""])
    files[new] = files.pop(name)
    return f"rename {name} to {new}"


def move_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    folder = one_of(sorted({posixpath.dirname(one) for one in files} - {posixpath.dirname(name)}), rng)
    new = posixpath.join(folder, posixpath.basename(name))
    files[new] = files.pop(name)
    return f"move {name} to {new}"


def copy_file(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    stem, suffix = posixpath.splitext(name)
    new = f"{stem}{rng.choice(['-2', 'x', ' copy'])}{suffix}"
    files[new] = files[name]
    return f"copy {name} to {new}"


def swap_files(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng)
    suffix = posixpath.splitext(name)[1]
    near = [one for one in sorted(files) if one.split("/")[0] == name.split("/")[0] and one.endswith(suffix)]
    other = one_of([one for one in near if one != name], rng)
    files[name], files[other] = files[other], files[name]
    return f"swap {name} and {other}"


def delete_folder(files: Files, rng: random.Random) -> str:
    folder = one_of(sorted({posixpath.dirname(name) for name in files} - {""}), rng)
    for name in [name for name in files if name.startswith(f"{folder}/")]:
        del files[name]
    return f"delete {folder}/"


def swap_languages_of_page(files: Files, rng: random.Random) -> str:
    one, another = list_languages(files, 2)[-2:]
    name = choose_file(files, rng, rf"docs/{one}/.*")
    other = name.replace(f"/{one}/", f"/{another}/", 1)
    files[name], files[other] = files.get(other, b""), files[name]
    return f"swap {name} and {other}"


# Records


def _cut_records(files: Files, name: str) -> list[str]:
    """Return what stands before the first record, and the records."""
    parts = _RECORD.split(read(files, name))
    if len(parts) < 2:
        raise NothingHereError
    return parts


def _choose_records(files: Files, rng: random.Random) -> tuple[str, list[str], int]:
    name = choose_file(files, rng, rng.choice([r"data/\w+\.yml"] * 3 + [r"data/labels\.yml"]))
    parts = _cut_records(files, name)
    return name, parts, rng.randrange(1, len(parts))


def _title(record: str) -> str:
    return record.partition("\n")[0].removeprefix("- ")[:60]


def delete_record(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    gone = parts.pop(at)
    write(files, name, "".join(parts))
    return f"delete from {name}: {_title(gone)}"


def double_record(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    write(files, name, "".join([*parts[: at + 1], *parts[at:]]))
    return f"double in {name}: {_title(parts[at])}"


def swap_records(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    other = rng.randrange(1, len(parts))
    parts[at], parts[other] = parts[other], parts[at]
    write(files, name, "".join(parts))
    return f"swap in {name}: {_title(parts[at])} and {_title(parts[other])}"


def move_record(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    other = choose_file(files, rng, r"data/\w+\.yml")
    gone = parts.pop(at)
    write(files, name, "".join(parts))
    write(files, other, read(files, other) + gone)
    return f"move from {name} to {other}: {_title(gone)}"


def rename_id(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    ids = [found[1] for part in parts[1:] if (found := re.match(r"- id: *(\S+)", part))]
    found = re.match(r"- id: *(\S+)", parts[at])
    if not found:
        raise NothingHereError
    slip = misspell(found[1], ids, rng)
    parts[at] = f"- id: {slip}{parts[at][found.end() :]}"
    write(files, name, "".join(parts))
    return f"{name}: the id {found[1]} becomes {slip}"


def rename_id_everywhere(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    found = re.match(r"- id: *(\S+)", parts[at])
    if not found:
        raise NothingHereError
    slip = misspell(found[1], [], rng)
    word = re.compile(rf"(?<![\w.-]){re.escape(found[1])}(?![\w.-])")
    for one in [one for one in files if one.startswith(("data/", "docs/"))]:
        write(files, one, word.sub(slip, read(files, one)))
    return f"{name}: the id {found[1]} becomes {slip}, everywhere in data and docs"


def delete_record_everywhere(files: Files, rng: random.Random) -> str:
    name, parts, at = _choose_records(files, rng)
    found = re.match(r"- id: *(\S+)", parts[at])
    if not found:
        raise NothingHereError
    del parts[at]
    write(files, name, "".join(parts))
    word = re.compile(rf"^.*(?<![\w.-]){re.escape(found[1])}(?![\w.-]).*\n", re.MULTILINE)
    for one in [one for one in files if one.startswith(("data/", "docs/"))]:
        write(files, one, word.sub("", read(files, one)))
    return f"delete from {name}: {found[1]}, and each line of data and docs that names it"


def empty_list(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng, r"data/\w+\.yml")
    write(files, name, f"{_cut_records(files, name)[0]}[]\n")
    return f"no record is left in {name}"


# Keys and values


def _choose_key(files: Files, rng: random.Random) -> tuple[str, str, re.Match[str]]:
    name = choose_file(files, rng, rng.choice([r"data/\w+\.yml"] * 3 + [r"mkdocs\.yml", r"data/captures/.*"]))
    text = read(files, name)
    return name, text, one_of(_KEY.finditer(text), rng)


def delete_key(files: Files, rng: random.Random) -> str:
    name, text, found = _choose_key(files, rng)
    indent = len(found[1])
    block = re.compile(rf".*\n(?:(?: {{{indent + 1},}}| {{{indent}}}- ).*\n|\n)*")
    end = block.match(text, found.end())
    write(files, name, text[: found.start()] + text[end.end() if end else found.end() :])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: delete the key {found[2]} and what belongs to it"


def rename_key(files: Files, rng: random.Random) -> str:
    name, text, found = _choose_key(files, rng)
    slip = misspell(found[2], [one[2] for one in _KEY.finditer(text)], rng)
    write(files, name, text[: found.start(2)] + slip + text[found.end(2) :])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: the key {found[2]} becomes {slip}"


def delete_value(files: Files, rng: random.Random) -> str:
    name, text, found = _choose_key(files, rng)
    end = text.find("\n", found.end())
    write(files, name, text[: found.end()] + rng.choice(["", ' ""', " []", " {}", " null"]) + text[end:])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: the key {found[2]} loses its value"


def swap_values(files: Files, rng: random.Random) -> str:
    name, text, found = _choose_key(files, rng)
    lines = text.split("\n")
    same = [at for at, line in enumerate(lines) if re.match(rf" *(?:- )?{re.escape(found[2])}: *\S", line)]
    first, second = one_of(same, rng), one_of(same, rng)
    (one, _, told), (other, _, heard) = lines[first].partition(": "), lines[second].partition(": ")
    lines[first], lines[second] = f"{one}: {heard}", f"{other}: {told}"
    write(files, name, "\n".join(lines))
    return f"{name}: swap the values of {found[2]} in lines {first + 1} and {second + 1}"


def swap_languages_of_text(files: Files, rng: random.Random) -> str:
    one, other = list_languages(files, 2)[-2:]
    name = choose_file(files, rng, r"data/\w+\.yml")
    parts = _cut_records(files, name)
    at = one_of([at for at, part in enumerate(parts) if f"{one}:" in part and f"{other}:" in part], rng)
    parts[at] = re.sub(rf"\b({one}|{other}):", lambda found: f"{other if found[1] == one else one}:", parts[at])
    write(files, name, "".join(parts))
    return f"{name}: swap the languages of {_title(parts[at])}"


# Pages


def _spoil(files: Files, rng: random.Random, pattern: re.Pattern[str], everywhere: bool, rename: bool) -> str:
    """Delete or rename the nth of something on a page, or on the page in all languages."""
    first, *others = list_languages(files)
    name = choose_file(files, rng, rf"docs/{first}/.*\.md" if everywhere else r"docs/.*\.md")
    found = list(pattern.finditer(read(files, name)))
    at = one_of(range(len(found)), rng)
    group = 1 if rename and pattern.groups else 0
    slip = misspell(found[at][group], [one[group] for one in found], rng) if rename else ""
    twins = [name.replace(f"/{first}/", f"/{other}/", 1) for other in others]
    for one in [name, *twins] if everywhere else [name]:
        text = read(files, one) if one in files else ""
        here = list(pattern.finditer(text))
        if at < len(here):
            write(files, one, text[: here[at].start(group)] + slip + text[here[at].end(group) :])
    where = f"{name}, in all languages" if everywhere else name
    return f"{where}: {found[at][group][:60]!r} becomes {slip!r}"


def _make_spoiler(pattern: re.Pattern[str], everywhere: bool, rename: bool) -> Mishap:
    return lambda files, rng: _spoil(files, rng, pattern, everywhere, rename)


def delete_page_everywhere(files: Files, rng: random.Random) -> str:
    languages = list_languages(files)
    name = choose_file(files, rng, rf"docs/{languages[0]}/.*\.md")
    page = name.removeprefix(f"docs/{languages[0]}/")
    for one in [one for one in files if one in {f"docs/{language}/{page}" for language in languages}]:
        del files[one]
    menu = rng.random() < 0.6 and "mkdocs.yml" in files
    if menu:
        write(files, "mkdocs.yml", re.sub(rf"^ *- {re.escape(page)}\n", "", read(files, "mkdocs.yml"), flags=re.M))
    return f"delete {page} in all languages{' and from the menu' if menu else ''}"


def rename_page_everywhere(files: Files, rng: random.Random) -> str:
    languages = list_languages(files)
    name = choose_file(files, rng, rf"docs/{languages[0]}/.*\.md")
    page = name.removeprefix(f"docs/{languages[0]}/")
    new = misspell(page.removesuffix(".md"), [], rng) + ".md"
    for language in languages:
        if f"docs/{language}/{page}" in files:
            files[f"docs/{language}/{new}"] = files.pop(f"docs/{language}/{page}")
    word = re.compile(rf"(?<![\w/-]){re.escape(page)}(?![\w-])")
    for one in [one for one in files if one.startswith(("data/", "docs/")) or one == "mkdocs.yml"]:
        write(files, one, word.sub(new, read(files, one)))
    return f"rename {page} to {new}, everywhere"


def delete_nav_entry(files: Files, rng: random.Random) -> str:
    text = read(files, choose_file(files, rng, r"mkdocs\.yml"))
    found = one_of(re.finditer(r"^ *- [\w/-]+(?:\.md|:)\n", text, re.M), rng)
    write(files, "mkdocs.yml", text[: found.start()] + text[found.end() :])
    return f"delete from the menu: {found[0].strip()}"


# Templates


def delete_tag(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng, r"overrides/.*\.(?:html|xml|txt)")
    text = read(files, name)
    found = one_of(_TAG.finditer(text), rng)
    write(files, name, text[: found.start()] + text[found.end() :])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: delete {found[0][:60]}"


def rename_name(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng, r"overrides/.*\.html")
    text = read(files, name)
    found = one_of(_NAME.finditer(text), rng)
    slip = misspell(found[0], [one[0] for one in _NAME.finditer(text)], rng)
    write(files, name, text[: found.start()] + slip + text[found.end() :])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]} becomes {slip}"


def rename_in_tag(files: Files, rng: random.Random) -> str:
    name = choose_file(files, rng, r"overrides/.*\.(?:html|xml)")
    text = read(files, name)
    tag = one_of(_TAG.finditer(text), rng)
    found = one_of(_WORD.finditer(text, tag.start(), tag.end()), rng)
    slip = misspell(found[0], [], rng)
    write(files, name, text[: found.start()] + slip + text[found.end() :])
    return f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]} becomes {slip}"


MISHAPS: dict[str, Mishap] = {
    mishap.__name__: mishap
    for mishap in (
        *(delete_line, delete_some_lines, double_line, swap_lines, shift_line, misspell_word),
        *(delete_file, empty_file, truncate_file, rename_file, move_file, copy_file, swap_files, delete_folder),
        *(delete_record, double_record, swap_records, move_record, rename_id, rename_id_everywhere),
        *(delete_record_everywhere, empty_list, delete_key, rename_key, delete_value, swap_values),
        *(swap_languages_of_text, swap_languages_of_page, delete_page_everywhere, rename_page_everywhere),
        *(delete_nav_entry, delete_tag, rename_name, rename_in_tag),
    )
}
for _what, _pattern in (("heading", _HEADING), ("anchor", _ANCHOR), ("shortcode", _SHORTCODE), ("link", _LINK)):
    for _everywhere in (False, True):
        for _rename in (False, True):
            _name = f"{'rename' if _rename else 'delete'}_{_what}{'_everywhere' if _everywhere else ''}"
            MISHAPS[_name] = _make_spoiler(_pattern, _everywhere, _rename)


def spoil(files: Files, seed: int, only: Iterable[int] | None = None) -> list[str]:
    """Let one to three things go wrong; return what. The same seed spoils the same files in the same way.

    `only` some of them, by their number: so a case is made smaller.
    """
    (count,) = random.Random(seed).choices((1, 2, 3), (6, 2, 1))
    told = []
    for number in range(count):
        if only is not None and number not in only:
            continue
        rng = random.Random(f"{seed}/{number}")
        while True:
            try:
                told.append(MISHAPS[rng.choice(sorted(MISHAPS))](files, rng))
                break
            except NothingHereError:
                continue
    return told
