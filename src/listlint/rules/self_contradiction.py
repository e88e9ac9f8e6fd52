"""LL309: two places of one listing that contradict each other: 500ml in the title, 净含量450ml in the detail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from listlint.composition import compositions
from listlint.composition.spelt import whole
from listlint.holding import Standing, least_pure, measured, opening, passed_off, standings
from listlint.late import late
from listlint.records.document import COPY, ROLES, Field, Text
from listlint.records.mention import Claim, Composition, Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.values import Aspect, Grammar, Said, copies, grammar, key_of, shown, verdict

RULE = Rule(
    code="LL309",
    slug="self-contradiction",
    severity="error",
    title=Text("文案自相矛盾", "Copy contradicts itself"),
    why=Text(
        "同一商品的标题、卖点、详情说法不一（标题纯棉，详情面料成分棉65%；标题500ml，详情净含量450ml），至少有一处不实：《广告法》第八条要求表示准确、清楚，"
        "第二十八条把与实际情况不符的信息列为虚假广告。属性已写明的项目由 attribute-mismatch 和材质规则核对，这里只比属性没有写的。",
        "Where title, selling points and detail of one listing differ, one is untrue: 广告法 art. 8 asks for accurate and clear statements, "
        "art. 28 makes information that does not agree with the facts false advertising. What an attribute states is held against it by "
        "attribute-mismatch and the material rules; here only what no attribute states is compared.",
    ),
    mend=Text("核对实物，统一各处说法，并把它写进属性。", "Look at the goods, say one thing everywhere, and state it in the attributes."),
    basis=(Basis("广告法", "第八条"), Basis("广告法", "第二十八条")),
)

NEEDS = ("twofold",)

_COMPOSITION = late(
    "(?P<key>(?:面料|里料|材质|填充物|主要?)?(?:面料|材质|成分|成份|填充物|里料)(?:成分|成份|含量)?)\\s?[:：为]\\s?(?P<value>[^\\n。；;！!]{2,60})"
)
"""A clause of copy that states a composition: 面料成分：棉65% 涤35%. Only one with a figure in percent is taken."""

_BARE = late(
    r"(?:^|[\s,，。;；、|【\[(（])(?P<key>面料|材质|成分|成份|主要?材质)(?:说明)?\s?[:：]\s?(?P<value>[^\s,，。;；、！!|】\])）/+%％\d]{1,12})(?=\s*(?:[,，。;；！!|】]|$))"
)
"""A clause that names the only material of the goods: 材质：PU. 鞋底材质 is a part."""

_CLAUSES = late("[^\\n。；;！!]+")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each aspect, and each claim of material, on which two places of the copy cannot both be true."""
    if len(mentions.listing.fields) < 2:
        return
    if mentions.named is not None and not mentions.compositions:
        yield from _materials(mentions, settings)
    known = grammar(settings.lexicon.values)
    stated = {slug for field in mentions.listing.attributes for slug in known.keys.get(key_of(field.name), ())}
    texts = copies(mentions.listing, known)
    hinted = frozenset[str]().union(*(copy.hinted for copy in texts)) - stated
    for slug in (slug for slug in known.data.get("aspects", ()) if slug in hinted):
        speaking = [copy for copy in texts if slug in copy.hinted]
        if len(speaking) > 1:
            aspect = known.aspect(slug)
            first = [said for copy in speaking[:-1] for said in copy.says(aspect, known)]
            if first:  # the last alone, which mostly is the longest, contradicts nothing
                yield from _aspect([*first, *speaking[-1].says(aspect, known)], aspect, known)


def _aspect(said: list[Said], aspect: Aspect, known: Grammar) -> Iterator[Finding]:
    """The first two fields that differ; a season next door is only a note, as it is where an attribute speaks of a launch."""
    for one, other in combinations(said, 2):
        if one.field == other.field:
            continue
        level = verdict(one, [other._replace(loose=True)], aspect, known)
        if level:
            yield Finding(
                RULE.slug, one.field, one.span, _differ(one, other, aspect), level, (Related(other.field, _elsewhere(), other.span),)
            )
            return


def _differ(one: Said, other: Said, aspect: Aspect) -> Text:
    here, there = one.field.role, other.field.role
    return Text(
        f"{ROLES.get(here, COPY).zh}写“{shown(one)}”，{ROLES.get(there, COPY).zh}却写“{shown(other)}”：{aspect.title.zh}前后矛盾，核对后统一",
        f"the {here.replace('_', ' ')} says “{shown(one)}”, the {there.replace('_', ' ')} “{shown(other)}”: the {aspect.title.en} "
        "differs; say one thing",
    )


def _elsewhere() -> Text:
    return Text("这里的说法不同", "said differently here")


def _materials(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    stated = [one for field in mentions.listing.fields for one in _stated(field, settings)]
    if not stated:
        return
    held = mentions._replace(compositions=tuple(stated))
    spoken_of: dict[Field, list[Span]] = {}
    for one in stated:
        clauses = [Span(*found.span()) for clause in (_COMPOSITION, _BARE) for found in clause.finditer(one.field.text)]
        spoken_of.setdefault(one.field, clauses).extend(part.span for part in one.parts)
    for claim in mentions.claims:
        if claim.kind not in ("pure", "named") or any(span.overlaps(claim.span) for span in spoken_of.get(claim.field, ())):
            continue
        against = standings(claim, held, settings)
        if against and all(_contradicts(claim, one, settings) for one in against):
            yield _material_finding(claim, against[0])


def _stated(field: Field, settings: Settings) -> Iterator[Composition]:
    """The compositions that clauses of a text state, with their spans in that text."""
    if field.role == "title":
        return
    for found in _BARE.finditer(field.text):
        yield from _read(field, found["key"], Span(*found.span("value")), settings)
    if not _figured(field.text):
        return
    for found in _COMPOSITION.finditer(field.text):
        if _figured(found["value"]):
            yield from _read(field, found["key"], Span(*found.span("value")), settings)
    for found in _CLAUSES.finditer(field.text):
        if _figured(found[0]) and not _COMPOSITION.search(found[0]):
            yield from (one for one in _read(field, "材质成分", Span(*found.span()), settings) if _row(one))


def _row(one: Composition) -> bool:
    """Whether a text without a key is a composition: several fibres, each with its figure, that make up the whole."""
    return whole(one.parts, one.unparsed) and any(len(part.shares) > 1 for part in one.parts)


def _figured(text: str) -> bool:
    return "%" in text or "％" in text


def _read(field: Field, key: str, span: Span, settings: Settings) -> Iterator[Composition]:
    """What a stretch of a text says under a key of attributes."""
    clause = field._replace(key=f"attributes.{key}", text=span.cut(field.text))
    for one in compositions((clause,), settings.lexicon.materials, settings.lexicon.composition):
        yield _moved(one, field, span.start)


def _moved(one: Composition, field: Field, by: int) -> Composition:
    parts = tuple(
        part._replace(span=part.span.moved(by), shares=tuple(share._replace(span=share.span.moved(by)) for share in part.shares))
        for part in one.parts
    )
    return Composition(field, parts, tuple(span.moved(by) for span in one.unparsed))


def _contradicts(claim: Claim, one: Standing, settings: Settings) -> bool:
    """Whether a part cannot be what a claim says: the material surely absent, or less of it than a pure claim needs."""
    if not one.present:
        return one.absent and (one.in_figures or passed_off(one, claim.material, settings.lexicon.materials))
    if claim.kind == "named":
        return False
    material = settings.lexicon.materials[claim.material]
    least = least_pure(material, one, settings.lexicon.materials)
    return measured(material) and one.high is not None and one.high < least and not claim.excepted


def _material_finding(claim: Claim, one: Standing) -> Finding:
    there = one.composition.field.role
    zh, en = opening(claim)
    message = Text(
        f"{zh}，{ROLES.get(there, COPY).zh}却写“{one.said()}”：材质前后矛盾，核对后统一",
        f"{en}, the {there.replace('_', ' ')} “{one.said()}”: the material differs; say one thing",
    )
    beside = (Related(one.composition.field, _elsewhere(), one.part.span),)
    return Finding(RULE.slug, claim.field, claim.span, message, "error", beside, None, claim.hidden)
