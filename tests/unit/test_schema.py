"""Schemas for editors: what the guide accepts is not underlined, typical mistakes are, and every field is explained."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import regress
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from broken import write_few
from guide.__main__ import main
from guide.editor.schema import make_ids, make_schema, make_schemas
from guide.load import load_guide
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from guide.read.nodes import parse_document
from guide.read.validate import read_records
from messages import CATALOGUE, phrase_line
from models import MODELS, SUBJECT
from project_copy import put_second_guide
from raw import ROOT, read_data
from small import fact, make_guide, source, wait
from small import text as words

DATA = ROOT / "data"
FOLDER = DATA / "schema"
COMMAND = ".venv/bin/python -m guide schema"
RECORD = """\
- id: wechat-wait
  title: {zh: 等待, en: Wait}
  value: {duration: P60D}
  revoke: {zh: 登录一次, en: Log in once}
  advice: {zh: 看屏幕, en: Read the screen}
  products: [wechat]
  evidence:
    - source: ujeeb
      stance: supports
      no_quote: spread
      checked: {on: 2026-11-23, how: read}
"""
# A fact of a kind that may have any figure, and no field of its own.
PLAIN = re.sub(r"  revoke: .*\n", "", RECORD)
QUESTION = """\
- id: coupons
  question: {zh: 有卡券吗？, en: 'Any coupons?'}
  how: {zh: 看一看, en: Have a look}
  because: [conditions/cond-coupons]
  asked_if: [product/weixin]
  answers:
    - {id: 'yes', text: {zh: 有, en: 'Yes'}, effect: blocks, fixes: [clear-coupons]}
    - {id: 'no', text: {zh: 没有, en: 'No'}, effect: fine}
"""
SOURCE = """\
- id: example
  class: blog
  publisher: {zh: 某站, en: A site}
  title: A page
  language: en
  about: {zh: 一页, en: One page}
  products: [wechat]
  addresses: [http://example.org/page]
  copied: true
  date: 2026-08
  extent: full
  read: 2026-11-23
"""


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as editors do: `43` is a number and `true` a boolean, `on` and `2026-11-23` are texts."""


EditorLoader.yaml_implicit_resolvers = {}
for name, pattern in {
    "null": r"^(~|null|)$",
    "bool": r"^(true|false)$",
    "int": r"^[-+]?[0-9]+$",
    "float": r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
}.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), None)


FEW = {
    "sources": [source("ujeeb")],
    "origins": [{"id": "screen", "title": words("A screen"), "about": words("A screen of the app")}],
    "conditions": [fact("cond-coupons", "ujeeb+", standing="current", how=words("Look"))],
    "fixes": [fact("clear-coupons", "ujeeb+", steps={"zh": ["用掉"], "en": ["Use them"]})],
    "waiting_periods": [wait("two-weeks", "P14D", "ujeeb+")],
    "questions": [
        {
            "id": "product",
            "question": words("Which one?"),
            "how": words("Look"),
            "because": ["waiting_periods/two-weeks"],
            "answers": [{"id": name, "text": words(name), "effect": "fine"} for name in ("weixin", "wechat")],
        }
    ],
}
"""What the records below name."""


@functools.cache
def read_own() -> Guide:
    """Return our own guide; what the rules say of it is no question of the schemas."""
    return load_guide(DATA, lambda guide: iter(()))


@functools.cache
def read_schema(name: str) -> dict[str, Any]:
    """Return a schema as it is committed."""
    schema: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_bytes())
    return schema


@functools.cache
def list_ids(own: bool) -> Resource[Any]:
    """Return the names that an editor offers: those of our own records, or of the few that the examples need."""
    return DRAFT7.create_resource(json.loads(make_ids(read_own() if own else make_guide(**FEW))))


def find_faults(kind: str, text: str, own: bool = False) -> list[str]:
    """Return what an editor underlines in `text`, as the contents of the data file of a kind."""
    validator = Draft7Validator(read_schema(kind), registry=Registry().with_resource("ids.json", list_ids(own)))
    return [
        f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(yaml.load(text, EditorLoader))
    ]


def is_accepted(kind: str, text: str) -> bool:
    """Say whether the guide's own model reads `text`."""
    try:
        read_records(parse_document(text, f"data/{kind}.yml"), MODELS[kind], SUBJECT)
    except DataError:
        return False
    return True


def walk_fields(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field that a schema knows, with what it says of it."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict) and "additionalProperties" in node:
            yield from node["properties"].items()
        for inner in node.values():
            yield from walk_fields(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from walk_fields(inner)


def walk_patterns(node: Any) -> Iterator[str]:
    """Yield every regular expression in a schema."""
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for inner in node.values():
            yield from walk_patterns(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from walk_patterns(inner)


def walk_words(node: Any) -> Iterator[tuple[str, str]]:
    """Yield every word of the closed lists in a schema, with its explanation."""
    if isinstance(node, dict):
        if "enumDescriptions" in node:
            yield from zip(node["enum"], node["enumDescriptions"], strict=True)
        for inner in node.values():
            yield from walk_words(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from walk_words(inner)


BROKEN = """
- id: asks-for-nothing
  title: {zh: '例子 {value}', en: 'Example {value}'}
  products: [weixin]
  evidence: [{source: no-such, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}]
"""
"""A record that can be read, and breaks two rules."""


def run(*told: str) -> Result:
    """Run `schema`."""
    return CliRunner().invoke(main, ["schema", *told])


def test_the_schemas_are_up_to_date() -> None:
    made = {name: content for name, content in make_schemas(read_own(), "").items() if name != "ids.json"}
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json") if path.stem != "ids"}
    outdated = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert outdated == [], f"to write them: {COMMAND}"


def test_the_names_of_the_records_are_renewed_alone(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    assert run(str(folder)).exit_code == 0
    names, laws = folder / "schema/ids.json", folder / "schema/laws.json"
    written = names.read_text(encoding="utf-8")
    names.write_text("{}\n", encoding="utf-8")
    laws.write_text("{}\n", encoding="utf-8")
    assert run("--names", str(folder)).exit_code == 0
    assert names.read_text(encoding="utf-8") == written
    assert laws.read_text(encoding="utf-8") == "{}\n"


def test_data_that_break_a_rule_have_schemas_all_the_same(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    with (folder / "money.yml").open("a", encoding="utf-8") as file:
        file.write(BROKEN)
    assert run(str(folder)).exit_code == 0
    assert "asks-for-nothing" in (folder / "schema/ids.json").read_text(encoding="utf-8")


def test_a_schema_that_is_out_of_date_is_named_with_the_command_that_writes_it(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    assert run(str(folder)).exit_code == 0
    written = {path.name: path.read_bytes() for path in (folder / "schema").iterdir()}
    assert written.keys() == {f"{name}.json" for name in (*MODELS, "subject", "ids")}
    (folder / "schema/money.json").write_text("{}\n", encoding="utf-8")
    (folder / "schema/laws.json").unlink()
    (folder / "schema/of_a_kind_that_went.json").write_text("{}\n", encoding="utf-8")
    (folder / "schema/ids.json").unlink()
    result = run("--check", str(folder))
    assert result.exit_code == 1
    for name in ("laws.json", "money.json", "of_a_kind_that_went.json"):
        assert str(folder / "schema" / name) in result.output
    assert COMMAND in result.output
    assert "ids.json" not in result.output
    assert run(str(folder)).exit_code == 0
    assert {path.name: path.read_bytes() for path in (folder / "schema").iterdir()} == written
    with (folder / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(SOURCE)
    assert run("--check", str(folder)).exit_code == 0, "a new record changes nothing that is committed"


@pytest.mark.parametrize("kind", MODELS)
def test_a_data_file_names_its_schema_in_its_first_line(kind: str) -> None:
    first, second = (DATA / f"{kind}.yml").read_text(encoding="utf-8").split("\n")[:2]
    assert first == f"# yaml-language-server: $schema=schema/{kind}.json"
    assert second.startswith("# "), "the comment that says what a row is"


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_one_and_small_enough_for_an_editor(kind: str) -> None:
    Draft7Validator.check_schema(read_schema(kind))
    content = (FOLDER / f"{kind}.json").read_bytes()
    assert len(content) < 100_000
    assert content.endswith(b"}\n")


@pytest.mark.parametrize("kind", [*MODELS, "subject"])
def test_a_schema_has_only_patterns_that_javascript_reads(kind: str) -> None:
    """Most editors are written in it; it refuses an escape that means nothing, and then the whole schema."""
    for pattern in walk_patterns(read_schema(kind)):
        regress.Regex(pattern, "u")


@pytest.mark.parametrize("kind", MODELS)
def test_nothing_in_a_data_file_is_underlined(kind: str) -> None:
    """Neither of two validators, which have no code in common, finds anything."""
    text = (DATA / f"{kind}.yml").read_text(encoding="utf-8")
    assert find_faults(kind, text, own=True) == []
    names = jsonschema_rs.Registry([("file:///ids.json", list_ids(True).contents)], draft=jsonschema_rs.Draft7)
    other = jsonschema_rs.Draft7Validator({**read_schema(kind), "$id": f"file:///{kind}.json"}, registry=names)
    assert [fault.message[:200] for fault in other.iter_errors(yaml.load(text, EditorLoader))] == []


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_explained_in_both_languages(kind: str) -> None:
    schema = read_schema(kind)
    fields = list(walk_fields(schema))
    assert {"id"} < {name for name, _ in fields}
    for name, field in fields:
        zh, _, en = field["description"].partition("\n\n")
        assert re.search("[\u4e00-\u9fff]", zh), name
        assert re.match("[A-Za-z'\"]", en), name
        assert zh.endswith("。"), f"{name}: a sentence"
        assert en.endswith("."), f"{name}: a sentence"
    for word, text in walk_words(schema):
        zh, _, en = text.partition(" · ")
        assert zh and en, word
        assert not text.endswith(("。", ".")), f"{word}: a few words, no sentence"


def test_the_longest_name_that_fits_explains_a_field() -> None:
    names = ("value", "waiting_periods.value", "evidence.value", "products", "evidence.products")
    guide = make_guide(fields=[{"id": name, "text": words(f"{name}.")} for name in names])
    plain, waiting = (json.loads(make_schema(guide.kinds[kind], guide)) for kind in ("money", "waiting_periods"))
    evidence = waiting["definitions"]["Evidence"]["properties"]
    told = {
        "value": plain["items"]["properties"]["value"],
        "waiting_periods.value": waiting["items"]["properties"]["value"],
        "evidence.value": evidence["value"],
        "evidence.products": evidence["products"],
        "products": waiting["items"]["properties"]["products"],
    }
    assert {name: field["description"] for name, field in told.items()} == {
        name: f"{name}.\n\n{name}." for name in told
    }


def test_a_field_can_be_explained_otherwise_in_one_place() -> None:
    names = ("duration", "lead_time.duration")
    guide = make_guide(fields=[{"id": name, "text": words(f"{name}.")} for name in names])
    schema = json.loads(make_schema(guide.kinds["fixes"], guide))
    texts = [field["description"].split("\n")[0] for name, field in walk_fields(schema) if name == "duration"]
    assert sorted(texts) == ["duration.", "lead_time.duration."]


def test_the_ids_on_offer_are_those_of_the_data(tmp_path: Path) -> None:
    folder = put_second_guide(tmp_path, "data") / "data"
    fees = (folder / "fees.yml").read_text(encoding="utf-8")
    (folder / "fees.yml").write_text(fees.replace("{money: 12.50 CHF}", "{same_as: fees/closing-fee}"), "utf-8")
    data, schema = read_data(folder), json.loads(make_ids(load_guide(folder, lambda guide: iter(()))))
    Draft7Validator.check_schema(schema)
    lists = {name: set(found["enum"]) for name, found in schema["definitions"].items()}
    kinds = {"sources", "steps", "fixes", "conditions", "failure_causes", "disagreements"}
    assert set(lists) == kinds | {"places", "facts", "figures", "answers", "sources_or_origins"}
    assert lists["places"] == set(), "a kind that this guide does not have"
    assert lists["sources_or_origins"] == {f"sources/{one['id']}" for one in data["sources"]}
    for kind in kinds:
        assert lists[kind] == {record["id"] for record in data[kind]}
    assert lists["facts"] == {f"{kind}/{one['id']}" for kind in data for one in data[kind] if "evidence" in one}
    assert lists["answers"] == {f"{one['id']}/{answer['id']}" for one in data["questions"] for answer in one["answers"]}
    facts = [(f"{kind}/{one['id']}", one) for kind in data for one in data[kind]]
    figures = {name for name, one in facts if "same_as" not in one.get("value", "same_as")}
    assert lists["figures"] == figures | {f"{name}.lead_time" for name, one in facts if "lead_time" in one}
    assert "fees/closing-fee" in figures and "fees/transfer-fee" not in figures


# file, what is replaced, by what
MISTAKES = [
    ("waiting_periods", RECORD, ", en: Wait}", "}"),
    ("waiting_periods", RECORD, "en: Wait}", "en: Wait, fr: Attente}"),
    ("waiting_periods", RECORD, "zh: 等待", "zh: "),
    ("waiting_periods", RECORD, "等待", "等 \uff16\uff10 天"),
    ("waiting_periods", RECORD, "等待", "' 等待'"),
    ("waiting_periods", RECORD, "  advice:", "  advise:"),
    ("waiting_periods", RECORD, "  revoke: {zh: 登录一次, en: Log in once}\n", ""),
    ("waiting_periods", RECORD, "id: wechat-wait", "id: WeChat_wait"),
    ("waiting_periods", RECORD, "id: wechat-wait", "id: "),
    ("waiting_periods", RECORD, "stance: supports", "stance: suports"),
    ("waiting_periods", RECORD, "stance:", "stanse:"),
    ("waiting_periods", RECORD, "source: ujeeb", "source: ujeb"),
    ("waiting_periods", RECORD, "[wechat]", "[wechatt]"),
    ("waiting_periods", RECORD, "[wechat]", "wechat"),
    ("waiting_periods", RECORD, "[wechat]", "[]"),
    ("waiting_periods", RECORD, "2026-11-23", "2026-11"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{duration: P60D, percent: 5}"),
    ("waiting_periods", RECORD, "P60D", "60 天"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{duration: P2M10D}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{percent: 143}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{percent: 43%}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{money: 10}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{count: 5}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{count: five, unit: {zh: 次, en: times}}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{working_days: 3, to: P5D}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{same_as: waiting_periods/nothing}"),
    ("waiting_periods", RECORD, RECORD, "id: wechat-wait"),
    ("questions", QUESTION, "conditions/cond-coupons", "conditions/cond-cupons"),
    ("questions", QUESTION, "product/weixin", "product/weichat"),
    ("questions", QUESTION, "effect: fine", "effect: fein"),
    ("questions", QUESTION, ", fixes: [clear-coupons]", ""),
    ("questions", QUESTION, "fixes: [", "fixes: [no-such-fix, "),
    ("sources", SOURCE, "copied: true", "copied: true\n  derived_from: [origins/scren]"),
    ("sources", SOURCE, "class: blog", "class: weblog"),
    ("sources", SOURCE, "copied: true", "copied: maybe"),
    ("sources", SOURCE, "http://example.org/page", "example.org/page"),
]


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    MISTAKES,
    ids=[f"{kind}: {old[:20]} -> {new[:30]}" for kind, _, old, new in MISTAKES],
)
def test_a_typical_mistake_is_underlined(kind: str, text: str, old: str, new: str) -> None:
    assert old in text
    assert find_faults(kind, text.replace(old, new, 1))


FORMS = [
    ("waiting_periods", RECORD, "", ""),
    ("waiting_periods", RECORD, "id: wechat-wait", "id: 2017"),
    ("waiting_periods", RECORD, "zh: 等待, en: Wait", "zh: 2017, en: 4.3"),
    ("waiting_periods", RECORD, "zh: 等待, en: Wait", "zh: true, en: no"),
    ("waiting_periods", RECORD, "stance: supports", "stance: mentions\n      locator: 34"),
    ("waiting_periods", RECORD, "P60D", "'P60D'"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{duration: PT30M, to: PT72H, bound: about}"),
    ("money", PLAIN, "{duration: P60D}", "{percent: 43}"),
    ("money", PLAIN, "{duration: P60D}", "{percent: 0.1, of: {zh: 人, en: people}}"),
    ("money", PLAIN, "{duration: P60D}", "{percent: '100'}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{working_days: 3, to_working_days: 5}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{working_days: '3'}"),
    ("money", PLAIN, "{duration: P60D}", "{money: 0.10 CNY}"),
    ("money", PLAIN, "{duration: P60D}", "{count: 5, unit: {zh: 次, en: times}}"),
    ("money", PLAIN, "{duration: P60D}", "{date: 2026}"),
    ("money", PLAIN, "{duration: P60D}", "{date: 2026-08}"),
    ("money", PLAIN, "{duration: P60D}", "{version: 8.0}"),
    ("money", PLAIN, "{duration: P60D}", "{version: 8.0.65}"),
    ("waiting_periods", RECORD, "{duration: P60D}", "{same_as: waiting_periods/two-weeks}"),
    ("waiting_periods", RECORD, "products: [wechat]", "products: [wechat]\n  withdrawable: false"),
    ("questions", QUESTION, "", ""),
    ("questions", QUESTION, "fixes: [clear-coupons]", "no_remedy: {zh: 不知道, en: Nobody knows}"),
    ("sources", SOURCE, "", ""),
    ("sources", SOURCE, "copied: true", "copied: true\n  derived_from: [origins/screen, sources/ujeeb]"),
    ("sources", SOURCE, "copied: true", "copied: 'true'"),
    ("sources", SOURCE, "date: 2026-08", "date: 2026"),
    ("sources", SOURCE, "title: A page", "title: 2026"),
]


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"), FORMS, ids=[f"{kind}: {new[:40] or 'unbroken'}" for kind, _, _, new in FORMS]
)
def test_what_the_guide_accepts_is_not_underlined(kind: str, text: str, old: str, new: str) -> None:
    written = text.replace(old, new, 1)
    assert is_accepted(kind, written)
    assert find_faults(kind, written) == []


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_knows_exactly_the_fields_of_its_kind(kind: str) -> None:
    fields = {field.alias or name: field.is_required() for name, field in MODELS[kind].model_fields.items()}
    record = read_schema(kind)["items"]
    assert set(record["properties"]) == set(fields)
    assert set(record["required"]) == {name for name, required in fields.items() if required}


def report(folder: Path) -> list[str]:
    """Return what `check` says of the data in `folder`."""
    with pytest.raises(DataError) as caught:
        load_guide(folder)
    return [phrase_line(one) for one in caught.value.diagnostics]


# what is replaced in fields.yml, by what, and what the message must say
GAPS = [
    ("- id: because\n", "- id: becuase\n", r":1: 'because' \(questions\.because\) is not explained; add a record"),
    ("- id: because\n", "- id: becuase\n", r"'becuase' explains no field of any data file; did you mean 'because'\?"),
    (
        "- id: stance.supports\n",
        "- id: stance.agrees\n",
        r"'stance\.supports' \(places\.evidence\.stance\.supports\) is not",
    ),
    ("- id: answers.text\n", "- id: waiting_periods.pledge\n", "correct the name, or delete the record"),
    (
        "- id: because\n",
        "- id: Because!\n",
        "must be a field's name with '.' between its parts, such as 'evidence.stance'",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), GAPS, ids=[message[:40] for _, _, message in GAPS])
def test_a_field_without_explanation_and_an_explanation_without_field_are_reported(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    file = write_few(tmp_path) / "fields.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = report(file.parent)
    assert any(line.startswith("data/fields.yml:") and re.search(message, line) for line in found), found


def test_a_field_without_explanation_is_reported_even_if_nothing_is_explained(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    (folder / "fields.yml").write_text("[]\n", encoding="utf-8")
    assert any(
        "data/fields.yml:1:1: 'stance' (places.evidence.stance) is not explained" in line for line in report(folder)
    )


def test_editors_say_in_every_language_what_to_do_about_a_name_that_is_not_there(tmp_path: Path) -> None:
    folder = put_second_guide(tmp_path, "data") / "data"
    assert run(str(folder)).exit_code == 0
    lists = json.loads((folder / "schema/ids.json").read_text(encoding="utf-8"))["definitions"].values()
    for told in CATALOGUE.messages["schema/no-such-id"].values():
        assert all(told in one["errorMessage"] for one in lists)
