"""A house list of contacts: what is named under `disguised` is undone first, and the list's own patterns then ask for an address beside it."""

from __future__ import annotations

import pytest

from listlint import layout
from listlint.given import given
from listlint.lexicon import store
from listlint.records.lexicon import Lexicon
from listlint.scan import scan

CONTACTS = r"""
code: XX701
severity: error
title: {zh: 联系方式, en: Contact}
why: {zh: 公司规定, en: house rule}
mend: {zh: 删去, en: delete it}
message: {zh: "删去“{text}”", en: "delete “{text}”"}
basis: [{law: 公司规定, article: 第一条}]
patterns:
  - name: 微信（号码）
    triggers: [微信, vx, wx, qq, 扣扣]
    before: '(?<![a-z0-9])'
    after: '(?:号)?\s?[:=]?\s?(?=[a-z_-]*\d)[a-z0-9_-]{6,20}(?![a-z0-9])'
  - name: 加……微信
    triggers: [微信, vx, wx, qq, 扣扣]
    before: '(?:加|添加)(?:我|下|店主|客服|的|个)*\s?'
    after: '(?![a-z糖弹飞]|支付|收款|空间|会员)'
disguised: [微信, vx, wx, qq, 扣扣]
examples: {fail: [加我微信], pass: [微信支付码牌]}
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("house")
    (folder / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return store.load([str(folder)])


def said(text: str, lexicon: Lexicon) -> list[str]:
    listings = list(layout.listings(given({"detail": text}), lexicon.layouts["listlint"]))
    return [hit.span.cut(text) for one in scan(listings, lexicon) for hit in one.hits if hit.wordlist == "contacts"]


@pytest.mark.parametrize(
    "name",
    [
        "微信",
        "薇信",
        "葳信",
        "溦信",
        "徽信",
        "微伩",
        "微亻言",
        "微 信",
        "微·信",
        "微❤️信",
        "微-信",
        "微丨信",
        "微\u200b信",
        "weixin",
        "WeiXin",
        "wei信",
        "微xin",
        "w e i x i n",
        "vx",
        "V X",
        "v.x",
        "v❤x",
        "ѵх",
        "𝐯𝐱",
        "ｖｘ",
        "W-X",
        "ԝх",
        "q q",
        "Q·Q",
        "扣 扣",
        "寇扣",
        "扣寇",
        "koukou",
        "kou扣",
    ],
)
def test_a_contact_in_disguise_is_found_with_its_address(name: str, lexicon: Lexicon) -> None:
    assert said(f"批发请找 {name}：lanxi_8866 在线", lexicon) == [f"{name}：lanxi_8866"]
    assert said(f"下单前加我{name}", lexicon) == [f"加我{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "微信支付码牌亚克力",
        "微 信封袋",
        "威信高的品牌方",
        "QQ糖 水果味",
        "Q Q 糖",
        "加V领设计毛衣",
        "V 领 针织衫",
        "VX2 显示器",
        "WX-200 水平仪",
        "微 信纸套装",
        "卫星电视接收器",
        "维新历史画册",
        "扣扣子神器",
        "口扣带",
        "V型 X型 支架",
        "wxyz 字母贴",
        "DVX 12345 摄像机",
        "加微 信纸",
        "W X 型号 A1",
    ],
)
def test_goods_that_look_like_contacts_are_left_alone(text: str, lexicon: Lexicon) -> None:
    assert said(text, lexicon) == []
