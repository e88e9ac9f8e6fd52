"""A cheap look before an expression never keeps it from what it would find by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from listlint.claims.patterns import After, Before, Patterns, patterns_of
from listlint.composition import compositions
from listlint.config import Options
from listlint.desk import Desk, desk
from listlint.formats.yaml import _INDENTS, _indented, read
from listlint.given import given as as_record
from listlint.layout import listings
from listlint.lexicon.store import load
from listlint.linter import judge
from listlint.records.document import Field, Record, Source
from listlint.records.lexicon import Lexicon, Profile
from listlint.records.mention import Mentions
from listlint.records.same import Same
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.rules import barred_symbol, nonstandard_fibre_name, sieves, stuffed_title, unsound_composition
from listlint.rules.unregistered_special_cosmetic import EFFECTS, SIEVE, Effect
from listlint.scan import scan
from listlint.scan.sieved import _folded
from listlint.settle import settle
from listlint.text.normalise import fold, join, normalise
from listlint.text.segment import words as cut
from listlint.values import grammar
from listlint.values.said import spoken

OTHERS = (
    "的",
    "是",
    "用",
    "采用",
    "，",
    "。",
    " ",
    "\n",
    "：",
    "】",
    "（",
    "100",
    "95",
    "%",
    "5",
    "a",
    "、",
    "衣",
    "色",
    "很",
    "5g",
    "2026",
)
"""What stands between the words of a grammar."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load()


def words(data: Any) -> Iterator[str]:
    """Every string in some data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in (*data.keys(), *data.values()) if isinstance(data, dict) else data:
            yield from words(one)


def texts(known: Iterable[str]) -> st.SearchStrategy[str]:
    """Folded texts made of these words and what stands between."""
    return st.lists(st.sampled_from(sorted(set(known))) | st.sampled_from(OTHERS), min_size=1, max_size=12).map(
        lambda said: fold("".join(said))
    )


def claimed() -> Patterns:
    return patterns_of(lexicon().composition, lexicon().materials)


@given(st.data())
def test_what_stands_around_a_material(data: st.DataObject) -> None:
    text = data.draw(texts(words(lexicon().composition)))
    patterns = claimed()
    places = range(len(text) + 1)
    for after in (*(one for one in patterns if isinstance(one, After)), *patterns.aside.values()):
        assert [after.match(text, at) is None for at in places] == [after.pattern.match(text, at) is None for at in places]
    text = text.replace("\n", " ")  # nothing on another line stands right before a claim
    for before in (one for one in patterns if isinstance(one, Before)):
        for at in places:
            head = max(0, at - 16)
            assert (before.search(text, head, at) is None) == (before.pattern.search(text, head, at) is None)


@pytest.mark.parametrize("effect", EFFECTS, ids=[effect.name.en for effect in EFFECTS])
@given(data=st.data())
def test_every_claim_of_an_effect_has_a_sign(effect: Effect, data: st.DataObject) -> None:
    claim = data.draw(st.from_regex(effect.claim.pattern))
    assert any(sign in claim for sign in effect.signs)
    assert re.search(SIEVE, claim)


@pytest.mark.parametrize("slug", load().values["aspects"])
@given(data=st.data())
def test_what_frames_a_word_or_figure(slug: str, data: st.DataObject) -> None:
    known = grammar(lexicon().values)
    aspect = known.aspect(slug)
    units = aspect.figures.reader.units if aspect.figures else {}
    frame = aspect.in_copy
    sides = [
        data.draw(st.from_regex(side.pattern.removesuffix("\\Z"), fullmatch=True))
        for side in (frame and frame.lead, frame and frame.trail)
        if side
    ]
    text = data.draw(texts([slug, *words(known.data["aspects"][slug].get("values", ())), *(f"5{unit}" for unit in units), *sides]))
    field, normal = Field("detail", "detail", text, ("detail",)), normalise(text)
    bare = aspect._replace(in_copy=frame and frame._replace(either=None))
    assert spoken(field, normal, aspect, known) == spoken(field, normal, bare, known)


def plainly(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The expression without the look at what it may begin with."""
    return re.compile(re.sub(r"^\(\?=\[[^\]]*\]\)", "", pattern.pattern))


@pytest.mark.parametrize("slug", load().values["aspects"])
@given(data=st.data())
def test_what_a_word_or_figure_begins_with(slug: str, data: st.DataObject) -> None:
    aspect = grammar(lexicon().values).aspect(slug)
    units = [
        f"{number}{unit}" for unit in (aspect.figures.reader.units if aspect.figures else ()) for number in ("5", "1.5", "两", "十半", "٣")
    ]
    text = data.draw(texts([slug, *units, *(aspect.words.spoken if aspect.words else ())]))
    for pattern in (
        *((aspect.words.speaking, aspect.words.each) if aspect.words else ()),
        *((aspect.figures.reader.pattern,) if aspect.figures else ()),
    ):
        assert [one.span() for one in pattern.finditer(text)] == [one.span() for one in plainly(pattern).finditer(text)]


PROFILES = [profile for profile in load().profiles.values() if profile.title_symbols]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.slug)
@given(st.text("&*^|~=!?#<>$_{}¬¦！～＝？＊＜12 aABCＡ杯★☆✔\u20e3\ufe0f🔥⭐→", max_size=16))
def test_what_is_barred_of_a_title_has_a_sign(profile: Profile, text: str) -> None:
    if list(barred_symbol._found(text, profile.title_symbols)):
        assert barred_symbol._signs(Same(profile)).search(text)


REPEATS = st.fixed_dictionaries({"short": st.integers(1, 4), "long": st.integers(1, 3), "heads": st.integers(2, 4)})
STUFFING = ["男士", "护肤品", "面霜", "洁面霜", "护手霜", "霜", "水", "润", "一斤", "安全", "棉签", " ", "，", "a", "2", "鿪"]


@given(st.lists(st.sampled_from(STUFFING) | st.just(" "), max_size=24).map("".join), REPEATS)
def test_what_stands_twice_in_a_title_is_found_by_trying_all_of_it(text: str, limits: dict[str, int]) -> None:
    assert stuffed_title._chinese(text, limits) == tried(text, limits)


def tried(text: str, limits: dict[str, int]) -> tuple[list[Span], int] | None:
    """The answer of `stuffed_title`, of every stretch of a title."""
    for length, limit, heads in ((3, limits["long"], 0), (2, limits["short"], 0), (3, 1, limits["heads"])):
        stretches = dict.fromkeys(text[at : at + length] for at in range(len(text) - length + 1))
        for stretch in (one for one in stretches if re.fullmatch("[\u4e00-\u9fff]+", one)):
            spans = [Span(*found.span()) for found in re.finditer(stretch, text)]
            if len(spans) > limit:
                spans = stuffed_title._grown(text, spans)
                head = text[spans[0].end - 1]
                names = [word for word in cut(text) if word.end - word.start > 1 and text[word.end - 1] == head]
                if stuffed_title._whole(text, spans) and len(names) >= heads:
                    return spans, limit
    return None


SCALARS = ["", "~", "null", "Null", "NULL", "<<", "=", "yes", "No", "on", "1", "0x1f", "1:30", "2.5", ".inf", "2026-11-25", "nulL", "null~"]


@given(st.sampled_from(SCALARS) | st.text("~nulNUL<= 0123456789.:-yesYESonOFF", max_size=6).filter(lambda text: text.strip() == text))
def test_yaml_scalars_are_as_its_own_loader_has_them(said: str) -> None:
    text = f"title: x\nkey: {said}\n{said}: y\n"
    try:
        root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    (record,) = read(Source("a.yaml", text.encode()))
    assert isinstance(record, Record)
    held = root.value[1][1]
    if isinstance(held, yaml.ScalarNode):
        null = held.tag == "tag:yaml.org,2002:null"
        assert record.value["key"] == (None if null else held.value)


@given(st.text("ab\n", max_size=120), st.integers(245, 255), st.text("ab\n", max_size=120))
def test_a_deep_indent_is_seen_wherever_it_stands(before: str, length: int, after: str) -> None:
    text = before + " ?-:\t" * (length // 5) + " " * (length % 5) + after
    assert _indented(text) == (_INDENTS.search(text) is not None) == (length >= 250)


NAMES = ["棉", "聚酯纤维", "氨纶", "莱卡", "桑蚕丝", "绵羊毛", "天丝", "涤纶", "真丝", "冰丝", "某某纤维", "头层牛皮"]
WRITTEN = ["{name}{figure}%", "{figure}%{name}", "{name}", "{name}≥{figure}%", "里料:{name}{figure}%"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([5, 40, 60, 95, 99, 100]), st.sampled_from(WRITTEN)), min_size=1, max_size=3)
)
def test_nothing_is_said_of_a_standard_composition_by_itself(drawn: list[tuple[str, int, str]]) -> None:
    text = " ".join(form.format(name=name, figure=figure) for name, figure, form in drawn)
    known, field = lexicon(), Field("attributes.材质成分", "attribute", text, ("attributes", "材质成分"))
    (listing,) = listings(as_record({"title": "短袖", "attributes": {"材质成分": text}}), known.layouts["listlint"])
    stated = compositions([field], known.materials, known.composition)
    mentions = Mentions(listing, (), (), None, stated)
    said = [one for rule in (unsound_composition, nonstandard_fibre_name) for one in rule.check(mentions, Settings(known))]
    assert not (stated and stated[0].standard and said)


@pytest.mark.parametrize(
    ("text", "standard"), [("棉95% 氨纶5%", True), ("棉100%", True), ("棉90% 氨纶5%", False), ("莱卡100%", False), ("棉", False)]
)
def test_which_composition_is_standard(text: str, standard: bool) -> None:
    field = Field("attributes.材质成分", "attribute", text, ("attributes", "材质成分"))
    (one,) = compositions([field], lexicon().materials, lexicon().composition)
    assert one.standard == standard


SIEVED = ["祛斑", "a类", "婴", "鱼油", "胶囊", "专利", "羽绒", "美白", "白", "好", "\n", " ", "2", "健"]


@given(st.lists(st.lists(st.sampled_from(SIEVED), max_size=5).map("".join), min_size=1, max_size=6))
def test_sieves_searched_for_together_let_through_what_each_does(texts: list[str]) -> None:
    folded = sieves(lexicon()).folded
    buffer = join(texts)
    found = set(_folded(buffer, range(len(texts)), folded))
    assert found == {(at, slug) for at, text in enumerate(texts) for slug, sieve in folded.items() if sieve.search(fold(text))}


PASSES = ["短袖T恤", "纯棉T恤", "新款 加厚 外套", "史上最好的杯子", "保温杯！★", "a" * 90, ""]
SHAPES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": st.sampled_from(PASSES)},
    optional={
        "subtitle": st.sampled_from(PASSES),
        "platform": st.sampled_from(["taobao", "amazon", "generic"]),
        "attributes": st.sampled_from([{}, {"材质成分": "棉100%"}, {"材质成分": "棉95%"}, {"材质": "棉50% 涤纶40%"}, {"颜色": "白"}]),
        "price": st.sampled_from([None, "", {"now": 1, "was": 9}]),
        "evidence": st.sampled_from([None, [], [{"kind": "certificate", "file": "a.pdf", "valid_until": "2020-01-01"}]]),
    },
)


@lru_cache(maxsize=4)
def ready(platform: str) -> Desk:
    return desk(settle(Options(platform=platform)))


@pytest.mark.parametrize("platform", ["generic", "taobao", "amazon"])
@given(values=st.lists(SHAPES, min_size=1, max_size=6))
def test_nothing_is_found_in_a_listing_that_is_passed_over(platform: str, values: list[dict[str, Any]]) -> None:
    known = ready(platform)
    layout, through = known.settings.lexicon.layouts["listlint"], sieves(known.settings.lexicon)
    sold = [listing for value in values for listing in listings(as_record(value), layout)]
    whole, spared = scan(sold, known.settings.lexicon, through), scan(sold, known.settings.lexicon, through, known.mute)
    kept = {id(said.listing) for said in spared}
    for said in whole:
        assert id(said.listing) in kept or not list(judge("", said, known))


def test_a_listing_that_says_nothing_is_passed_over() -> None:
    known = ready("generic")
    sold = list(listings(as_record({"title": "短袖T恤", "attributes": {"材质成分": "棉100%"}}), known.settings.lexicon.layouts["listlint"]))
    assert scan(sold, known.settings.lexicon, sieves(known.settings.lexicon), known.mute) == []
    assert len(scan(sold, known.settings.lexicon, sieves(known.settings.lexicon))) == 1
