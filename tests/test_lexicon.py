"""Wordlist files: every mistake is told with its file, line and key; the compiled form survives bad caches and races."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from listlint.lexicon import compiled, store
from listlint.lexicon import folder as folders
from listlint.lexicon.form import LexiconError

GOOD = """\
code: XX101
severity: error
title: {zh: 公司禁词, en: House words}
why: {zh: 公司规定, en: house rule}
mend: {zh: 换个说法, en: say it otherwise}
message: {zh: "不许写“{text}”", en: "do not write “{text}”"}
basis: [{law: 公司规定, article: 第一条}]
words: [神器]
examples: {fail: [厨房神器], pass: [厨房用具]}
"""


def problems(folder: Path, text: str, name: str = "house.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        compiled.build(folders.wordlist_folder(), [str(folder)])
    return [f"{Path(p.file).name}:{p.line}:{p.column} {p.key}: {p.message.en}" for p in caught.value.problems]


def test_a_users_list_joins_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(GOOD, encoding="utf-8")
    lexicon = store.load([str(tmp_path)])
    assert lexicon.word_rules["house"].code == "XX101"
    assert "absolute-term" in lexicon.word_rules


def test_an_unknown_key_is_told_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace("words:", "wrods:")) == ["house.yaml:8:1 wrods: unknown key “wrods”; did you mean “words”?"]


def test_a_missing_key_a_wrong_choice_and_a_bad_code_are_all_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("mend: {zh: 换个说法, en: say it otherwise}\n", "").replace("severity: error", "severity: eror")
    told = problems(tmp_path, text.replace("XX101", "101"))
    assert told == [
        "house.yaml:1:7 code: “101” does not fit [A-Z]{2,5}\\d{3}",
        "house.yaml:2:11 severity: “eror” is not a choice here; write: error",
        "house.yaml:1:1 : key “mend” is missing",
    ]


def test_a_blank_of_a_message_that_nothing_fills_is_told_with_its_place(tmp_path: Path) -> None:
    told = problems(tmp_path, GOOD.replace("不许写“{text}”", "不许写“{txt}”").replace("do not write", "{word} is {} of {text}: not"))
    assert told == [
        "house.yaml:6:15 message.zh: nothing is known to fill “{txt}” with; write: {text} {word}",
        "house.yaml:6:33 message.en: nothing is known to fill “{}” with; write: {text} {word}",
    ]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("patterns: [{name: 坏, triggers: [最], after: '('}]\n", "not a valid regex"),
        ("patterns: [{name: 坏, triggers: [最], after: '{quality}'}]\n", "no set named quality"),
        ("allow: [{any: [神器], ground: nmae, why: 因为}]\n", "no such ground; write: name"),
        ("allow: [{any: [神器], ground: name}]\n", "key “why” is missing"),
        ("allow: [{ground: name, why: 因为}]\n", "write either any or triggers"),
        ("patterns: [{name: 坏, triggers: [最], categories: [cosmetics]}]\n", "no “cosmetics”; write: cosmetic"),
        ("patterns: [{name: 坏, triggers: [最], platforms: [taoba]}]\n", "no “taoba”; write: taobao"),
    ],
)
def test_what_the_shape_cannot_say_is_checked_too(tmp_path: Path, extra: str, said: str) -> None:
    assert any(said in one for one in problems(tmp_path, GOOD + extra))


def test_text_that_is_not_yaml_is_told_at_its_place(tmp_path: Path) -> None:
    assert problems(tmp_path, "code: [LL101\nseverity: error\n")[0].startswith("house.yaml:2:")


def test_a_slug_that_exists_is_refused(tmp_path: Path) -> None:
    assert "already exists" in problems(tmp_path, GOOD, "absolute-term.yaml")[0]


def test_the_cache_is_used_and_a_broken_one_is_not(tmp_path: Path) -> None:
    lists = tmp_path / "words"
    lists.mkdir()
    (lists / "house.yaml").write_text(GOOD, encoding="utf-8")
    store.load([str(lists)])
    (kept,) = (tmp_path / store.CACHE).glob("lexicon-*.json")
    whole = kept.read_text(encoding="utf-8")
    for broken in (whole[: len(whole) // 2], "", "[]", json.dumps({"format": -1})):
        kept.write_text(broken, encoding="utf-8")
        assert "house" in store.load([str(lists)]).word_rules
        assert json.loads(kept.read_text(encoding="utf-8")) == json.loads(whole)


def test_another_content_is_another_cache(tmp_path: Path) -> None:
    lists = tmp_path / "words"
    lists.mkdir()
    (lists / "house.yaml").write_text(GOOD, encoding="utf-8")
    store.load([str(lists)])
    (lists / "house.yaml").write_text(GOOD.replace("神器", "利器"), encoding="utf-8")
    assert "利器" in store.load([str(lists)]).terms
    assert "神器" not in store.load([str(lists)]).terms


def test_a_folder_that_cannot_be_written_still_lints(tmp_path: Path) -> None:
    lists = tmp_path / "words"
    lists.mkdir()
    (lists / "house.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / store.CACHE).write_text("a file where the folder should be", encoding="utf-8")
    assert "house" in store.load([str(lists)]).word_rules


def test_loads_that_race_all_succeed(tmp_path: Path) -> None:
    lists = tmp_path / "words"
    lists.mkdir()
    (lists / "house.yaml").write_text(GOOD, encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        loaded = list(pool.map(lambda _: store.load([str(lists)]).terms, range(8)))
    assert len(set(loaded)) == 1


def test_the_shipped_lexicon_compiles_to_the_same_bytes_twice(tmp_path: Path) -> None:
    copy = shutil.copytree(folders.wordlist_folder(), tmp_path / "wordlists")
    assert compiled.dump(str(copy)) == compiled.dump(folders.wordlist_folder())
