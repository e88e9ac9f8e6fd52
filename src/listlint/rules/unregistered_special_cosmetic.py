"""LL403: what only a registered special cosmetic may claim, on a cosmetic that shows no registration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from listlint.category import goods
from listlint.evidence import proof
from listlint.late import late
from listlint.records.document import Field, Listing, Text
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Examples, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import Normal, fold, normalise

RULE = Rule(
    code="LL403",
    slug="unregistered-special-cosmetic",
    severity="error",
    title=Text("未注册的特殊化妆品功效", "Special cosmetic without registration"),
    why=Text(
        "染发、烫发、祛斑美白、防晒、防脱发的化妆品是特殊化妆品，须经国家药监局注册；没有注册的普通化妆品不得宣称这些功效"
        "（化妆品监督管理条例第十六、十七条）。“不挂名”的说法（一洗白、淡化色斑、止脱）一样算。",
        "Cosmetics that dye or perm hair, lighten spots or whiten, screen the sun or stop hair loss are special cosmetics and need "
        "registration with the NMPA; an ordinary cosmetic may not claim these effects, in whatever words (Cosmetics Regulation, "
        "Arts. 16 and 17).",
    ),
    mend=Text(
        "有注册的，写明注册证编号（国妆特字…）或在 evidence 里附 registration；没有的，删去，改用普通化妆品的功效（保湿、清洁、修护、遮瑕）。",
        "If registered, give the number (国妆特字…) or attach registration evidence; if not, drop it and use an ordinary "
        "cosmetic's effects (moisturising, cleansing, repairing, concealing).",
    ),
    basis=(Basis("化妆品监督管理条例", "第十六条"), Basis("化妆品监督管理条例", "第十七条")),
    examples=Examples(),
)

SIEVE = "|".join(
    [
        *(
            "白.{0,2}[发到]",
            r"白[一二两三\d]",
            "斑",
            "晒",
            "紫外",
            "色素",
            "色沉",
            "洗.?黑",
            "梳.?黑",
            "抹.?黑",
            "发.{0,6}[变转]黑",
            *"洗彩 梳彩 白回来 一白遮 黑发再生 补染 发生长 发增长".split(),
            r"pa\+",
            "防脱",
            "止脱",
            "脱发",
            "毛发",
            "长出",
            "头发再",
            "秃",
            "毛囊",
            "发际",
            "s.?p.?f",
        ),
        *(f"{one}.{{0,2}}白" for one in "美增变洗抹擦涂喷敷搓用天周秒速回"),
        *(f"{one}.{{0,2}}发" for one in "生育增乌掉新"),
        *(f"{one}.{{0,2}}[发剂水膏]" for one in "染烫直软"),
    ]
)


class Effect(NamedTuple):
    """An effect that needs registration, and how copy claims it (on folded text).

    One of `signs` stands in every claim: to look for them takes a tenth of the time. `alone` is what only a cosmetic says, so that it counts where nobody knows the kind of goods; `usual` that goods with the
    effect are mostly registered ones named after it (防晒霜, 染发剂).
    """

    name: Text
    signs: tuple[str, ...]
    claim: re.Pattern[str]
    alone: re.Pattern[str]
    usual: bool


_FACE = r"(?=[^,.。!?;\n]{0,10}(?:肌|肤|面膜|面霜|精华|霜|乳|水|套装|补水|保湿|祛斑|淡斑|沐浴|脸))"
_SPOT = "色|黄褐|黑|雀|晒|老年|妊娠"
_NOT_A_COSMETIC = "衣|服|帽|伞|手套|袖|口罩|面罩|网|布|罩|漆|涂层|膜|披肩|裙|裤|衫|外套|斗篷|面料|围巾|丝巾|巾|窗|帘|棚|车|篷|遮阳"
EFFECTS = (
    Effect(
        Text("祛斑美白", "spot lightening or whitening"),
        (*"斑 色素 色沉 度 色号 白回来 白到发光 一白遮".split(), *(f"{one}白" for one in "美增变洗抹擦涂喷敷搓用就越即")),
        late(
            r"(?<!绝)美白(?!牙|齿|灯|仪|管|色系|墙|板|瓷|蕾丝|雪纺)"
            rf"|(?:祛|去|淡|除|褪|消)(?:化|除|掉|走)?(?:{_SPOT})?斑(?!纹|点|马|驳|秃|痕|鸠|块|竹)"
            r"|(?:黑色素|色斑|斑点|雀斑)(?:就|都|全部?|统统|通通|慢慢|逐渐){1,2}(?:分解|消失|不见|淡化|代谢|变淡)"
            r"|(?:色斑|斑点|雀斑|晒斑|黄褐斑)(?:也|都|慢慢|逐渐|肉眼可见地?)?(?:变淡|淡了|越来越淡|越来越少|一天比一天淡)"
            r"|(?:色|黄褐|雀|晒|老年)斑(?:淡化|消失|消退|不见|变淡|克星|净|一扫光|全没)"
            rf"|(?:改善|消除|去除|祛除|根除|减轻|击退|告别|预防|修复)[^,.。!?;\n]{{0,3}}(?:{_SPOT})斑(?!纹|点|马)"
            r"|(?:淡化|抑制|阻断|分解|减少|代谢|消除|改善|去除|祛除|减轻|褪去)[^,.。!?;\n]{0,4}(?:黑色素|色素沉着|色沉|斑点|色斑)"
            r"|(?:一|越)(?:洗|抹|擦|涂|喷|敷|搓|用)(?:就|越|变|即)?白"
            r"|(?:秒|速|快速|瞬间|立刻|即刻|\d+天|一周)(?:变|美|增)白|(?<!显)白[一二两三\d]个?(?:度|色号)"
            r"|变白(?!发|头)|增白(?!剂|皂)|白回来|白到发光|一白遮"
        ),
        late(rf"祛斑|淡斑|美白{_FACE}|美白(?:丸|针|片|饮)|(?:色|黄褐|雀)斑|黑色素|一[洗抹擦涂喷]白(?=沐浴|面膜|霜|乳|皂|膏|露|$)"),
        False,
    ),
    Effect(
        Text("防晒", "sunscreen"),
        ("晒", "紫外线", "spf", "pa+"),
        late(
            rf"防晒(?!{_NOT_A_COSMETIC})|抗晒|晒不黑|不怕晒黑|防晒黑|(?:隔离|阻隔|防护?|抵御|抵抗|隔绝)紫外线|紫外线(?:隔离|防护|阻隔)"
            r"|(?<![a-z])spf ?\d+|(?<![a-z])pa\+{2,}"
        ),
        late(r"防晒(?:霜|乳|露|喷雾|隔离|液|膏|棒|气垫|粉)|(?<![a-z])spf ?\d+"),
        True,
    ),
    Effect(
        Text("防脱发", "stopping hair loss"),
        tuple("脱 掉发 育发 增发 生发 长出 发生长 发再生 发增长 秃 毛囊 发际线".split()),
        late(
            r"防脱(?:发|洗|育|生|固|掉|控|精华|密|去屑|套|头皮|护|产后|$)|防止?掉发|(?<!停)止脱(?!水|落|胶)"
            r"|脱发(?:克星|救星|再生)|(?:预防|改善|减少|告别|拒绝|治疗)脱发"
            r"|育发(?!育|动|现|展)|增发(?=密|育|生|洗|控)|头发再生|长出(?:新头|黑头|新|头|黑)?发|(?:促进|刺激|加速|帮助)[^,.。!?;\n]{0,2}(?:毛发|头发|新发)(?:生长|再生|增长)"
            r"|生发(?=精华|液|洗|水|防|剂|育|增|灵|膏|产品|密|素|喷|油)|(?<!学|门|一|出|新)生发(?=$|[,.。、])"
            r"|秃(?:顶|头)[^,.。!?;\n]{0,4}(?:长|生)|毛囊(?:再生|重生|修复|激活|唤醒|生长)|(?:刺激|激活|唤醒|修复|再生|复活|修护)(?:受损)?毛囊|发际线(?:前移|往前|向前|回来|长)"
        ),
        late(r"毛发生长|头发生长|新发生长|防脱(?:发|洗|育|生)|防掉发|止脱|脱发|育发|生发|增发|头发再生|秃|毛囊|发际线"),
        False,
    ),
    Effect(
        Text("白发变黑", "turning white hair black"),
        ("黑", "一梳彩", "一洗彩", "乌发"),
        late(
            r"一洗(?:变)?黑|越[洗梳抹]越?黑|一[梳洗]彩|白(?:头)?发[^,.。!?;\n]{0,4}(?:变|转|还|返)黑|黑发再生|乌发(?=洗|养|固|膏|皂)"
            r"|(?<!白)头发[^,.。!?;\n]{0,6}(?:变黑|转黑)"
        ),
        late(r"黑"),
        False,
    ),
    Effect(
        Text("染发、烫发", "hair dyeing or perming"),
        ("染", "烫", "白发", "直发", "拉直", "软化"),
        late(
            r"(?:植物|植萃|天然|在家)染发|(?:遮盖?|盖住?)白发|白发(?:染黑|遮盖)|染发(?:剂|膏|霜|乳|皂|洗|泡沫|喷雾|摩丝)|补染(?:笔|棒|膏)"
            r"|(?:烫发|冷烫|直发|拉直|软化)(?:剂|水|药水|膏)|烫发(?:药水|精)"
        ),
        late(r"染发|遮盖?白发|烫发|冷烫|补染|直发"),
        True,
    ),
)
REGISTERED = late("国妆特(?:字|进字|注字)|特殊化妆品注册证?(?:编?号|[::])|特妆准字")
DENIED = late(
    r"(?:不含|不具有?|没有|不是|不能|并非|无|非|不)[^,.。!?;\n]{0,4}\Z|(?:别|不要|休|不能|不必)(?:指望|妄想|想着)[^,.。!?;\n]{0,10}\Z"
)
UNDONE = late(r"不了|不掉|没用")
# A caution about the sun, not an effect of the goods: 使用后请注意防晒, 防晒要两小时补一次.
CAUTIONED = late(
    r"(?:注意|记得|做好|加强|务必|配合|坚持|及时|别忘了?)(?:白天|日间|出门|外出|日常|要|做好)?\Z|(?:白天|日间|出门|外出|夏天|平时)(?:一定|也|都|还)?要\Z"
)
CAUTION = late(r"(?<=防晒)(?:要(?![选用买入就])|才是|(?:很|更|也|最)重要|的重要性|需要)")
SPECIAL_KEYS = ("是否为特殊用途化妆品", "是否特殊用途化妆品", "是否为特殊化妆品")
EFFECT_KEYS = ("功效", "功能", "主要功效", "产品功效")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """One finding for each wording of an effect a listing claims, where it first stands; none where a registration is shown.

    An error on goods that are sure to be cosmetics, a warning on what the title or the claim itself lets take for one. Where goods of the
    effect are mostly registered (防晒, 染发), one step lower for a listing without attributes that could have shown it.
    """
    listing = mentions.listing
    claims = list(_claims((*listing.fields, *_effects(listing))))
    if not claims:
        return
    sold = goods(listing, settings.lexicon.categories)
    if (sold.kinds and "cosmetic" not in sold.kinds) or _registered(listing) or proof(listing, ("registration",), settings.today):
        return
    denied = _denial(listing)
    for effect, field, span, text in claims:
        if not sold.kinds and not effect.alone.search(text):
            continue
        grade = (2 if sold.sure else 1) - (1 if effect.usual and not listing.attributes else 0)
        yield Finding(
            RULE.slug, field, span, _message(span.cut(field.text), effect.name, denied), ("note", "warning", "error")[grade], denied
        )


def _effects(listing: Listing) -> tuple[Field, ...]:
    """The attributes that state what the goods do."""
    return tuple(field for field in listing.attributes if field.name in EFFECT_KEYS)


def _claims(fields: Sequence[Field]) -> Iterator[tuple[Effect, Field, Span, str]]:
    """For each effect its claims, a wording once, where it first stands: the field, the span in it, and the folded text.

    Of an effect that names the goods (防晒霜 SPF50) one claim says all.
    """
    normal = [(field, normalise(field.text)) for field in fields]
    whole = "\n".join([n.text for _, n in normal])
    for effect in EFFECTS:
        if not any(sign in whole for sign in effect.signs):
            continue
        claims = ((field, n, match) for field, n in normal for match in _asserted(effect.claim, n.text))
        first_of: dict[str, tuple[Field, Normal, re.Match[str]]] = {}
        for claim in claims:
            first_of.setdefault("" if effect.usual else claim[2][0], claim)
        for field, n, match in first_of.values():
            yield effect, field, n.span(Span(*match.span())), n.text


def _asserted(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that the copy does not deny, and that are no caution about the sun."""
    for match in pattern.finditer(text):
        start, end = match.span()
        before = max(0, start - 16)
        if DENIED.search(text, before, start) or UNDONE.match(text, end):
            continue
        if match[0].startswith("防晒") and (CAUTIONED.search(text, before, start) or CAUTION.match(text, end)):
            continue
        yield match


def _registered(listing: Listing) -> bool:
    if any(field.name in SPECIAL_KEYS and fold(field.text).strip() in ("是", "yes") for field in listing.attributes):
        return True
    return any(REGISTERED.search(fold(f"{field.name} {field.text}")) for field in (*listing.fields, *listing.attributes))


def _denial(listing: Listing) -> tuple[Related, ...]:
    field = next((field for field in listing.attributes if field.name in SPECIAL_KEYS), None)
    return () if field is None else (Related(field, Text("属性写的不是特殊化妆品", "the attribute says it is no special cosmetic")),)


def _message(said: str, effect: Text, denied: tuple[Related, ...]) -> Text:
    zh = "属性却写着不是特殊化妆品" if denied else "这里没有写注册证编号"
    en = "the attributes say it is none" if denied else "no registration number is given"
    return Text(
        f"“{said}”宣称{effect.zh}，是特殊化妆品的功效，{zh}：补上国妆特字编号，没有注册就删去",
        f"“{said}” claims {effect.en}, an effect of special cosmetics, and {en}: add the registration number, or drop it if there is none",
    )
