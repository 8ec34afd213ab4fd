"""Words of Chinese, Japanese and Korean bylines."""

from __future__ import annotations

from pipelines.bylines.phrases import word_set

_LEADS_BY_CREDIT: dict[str | None, str] = {
    None: "作者 著者 筆者 記者 记者 기자 来源 來源",
    "writing": "文 文字 撰文 取材・文 執筆 글",
    "photography": "攝影 摄影 撮影 写真 图 圖 사진",
    "editing": "編集 编辑 編輯 責任編輯 责任编辑 責編 责编",
    "translation": "翻訳 翻訳者 訳 翻译 編譯 编译",
    "interview": "聞き手",
}

LEADS = {lead: credit for credit, text in _LEADS_BY_CREDIT.items() for lead in text.split()}
"""Leads, with the credit they give."""

ROLES = tuple(
    """特約記者 特派員 特派员 編集委員 論説委員 編集長 本報記者 本报记者 實習記者 实习记者 記者 记者
    특파원 선임기자 전문기자 인턴기자 논설위원 기자 主任 評論家 編輯 编辑""".split()  # noqa: SIM905
)
"""Roles before or behind a name without a blank; one that ends in another comes first."""

STAFF_ENDINGS = tuple(word_set("編集部 编辑部 編輯部 取材班 編輯室 취재팀 편집부 新闻组"))
OUTLET_ENDINGS = tuple(
    word_set(
        """報 报 新聞 新闻 通信 通信社 通訊社 通讯社 網 网 電視台 电视台 放送 放送局 オンライン デジタル ニュース
        신문 일보 뉴스 방송 경제 時報 时报 週刊 周刊 雑誌 杂志 雜誌 出版社 テレビ"""
    )
)
OUTLETS = word_set(
    """财新 澎湃 界面 虎嗅 钛媒体 36氪 新浪 腾讯 网易 搜狐 凤凰 第一财经 朝日 読売 毎日 産経 日経 共同 時事
    中央社 한겨레 연합 매일경제 端傳媒 天下 遠見 鏡週刊"""
)
LABELS = word_set("即時報導 報導 报道 综合报道 綜合報導 台北報導 北京報導 外電報導 署名記事 更新 公開 発表")
"""Kinds of texts, which name nobody."""

SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万"
    "萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文"
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원"
)
"""Family names of most Chinese and Korean people, all of one character."""
