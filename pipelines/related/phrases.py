"""Words that head boxes of links, one line per language; compared case-folded, without punctuation at the ends."""

from __future__ import annotations


def read_phrases(table: str) -> list[str]:
    """The phrases of a table: parted by bars, line breaks of no meaning."""
    return [phrase for piece in table.split("|") if (phrase := " ".join(piece.split()))]


RELATED = """
    related | related: story | related stories | related story | related articles | related article |
    related posts | related post | related content | related news | related coverage | related reading |
    related links | related items | related reads | related features | related reports | related briefings |
    see also | read also | also read | read next | read this next | what to read next | what to read now |
    further reading | more on this story | more on this topic | more on this | more on the topic |
    more on the story | more like this | all reads on this topic | explore further | dig deeper | go deeper |
    background | background reading | keep reading | previous coverage | earlier coverage | our coverage |
    our earlier coverage | previously on this story | from our archives | stories like this |
    articles like this | you may have missed these related stories | verwandte artikel | verwandte beiträge |
    verwandte themen und artikel | ähnliche | ähnliches | ähnliche artikel | ähnliche beiträge | mehr zum thema |
    mehr zu | mehr zu diesem thema | mehr dazu | zum thema | passend zum thema | weitere beiträge zum thema |
    weitere artikel zum thema | weitere artikel zu diesem thema | weiterführende artikel | lesen sie auch |
    lesen sie dazu | lest auch | lies auch | lesen sie dazu auch | lesen sie hierzu auch |
    lesen sie mehr zum thema | lesen sie mehr dazu | weiterlesen | auch interessant | passende artikel |
    hintergrund | à lire aussi | lire aussi | à lire également | lire également | a lire aussi | articles liés |
    articles similaires | articles connexes | sur le même sujet | sur le même thème | voir aussi |
    pour aller plus loin | en lien avec cet article | artículos relacionados | articulos relacionados |
    artículo relacionado | noticias relacionadas | notas relacionadas | noticia relacionada |
    contenido relacionado | relacionado | relacionados | relacionadas | mira también | lee también |
    lea también | lee además | ver también | vea también | seguir leyendo | sigue leyendo | más información |
    más sobre este tema | articoli correlati | articolo correlato | notizie correlate | correlati |
    leggi anche | vedi anche | per approfondire | approfondimenti | sullo stesso argomento | sullo stesso tema |
    artigos relacionados | notícias relacionadas | matérias relacionadas | conteúdo relacionado | leia também |
    veja também | leia ainda | saiba mais | leia mais sobre este assunto | gerelateerde artikelen |
    gerelateerd | gerelateerd nieuws | lees ook | zie ook | meer over dit onderwerp | läs också | läs även |
    läs vidare | relaterade artiklar | relaterat | relaterade nyheter | mer om ämnet | mer i ämnet | les også |
    relaterte artikler | relaterte saker | relatert | læs også | relaterede artikler | relateret | lue myös |
    aiheeseen liittyvää | aiheeseen liittyvät | lesa einnig | tengdar fréttir | czytaj też | czytaj także |
    czytaj również | zobacz też | zobacz także | zobacz również | przeczytaj także | przeczytaj również |
    powiązane artykuły | artykuły powiązane | čtěte také | čtěte též | související články | související |
    prečítajte si tiež | súvisiace články | kapcsolódó cikkek | kapcsolódó | olvassa el ezt is | citește și |
    citeşte şi | articole similare | pročitajte još | pročitajte i | povezane vijesti | povezani članci |
    preberite tudi | ilgili haberler | ilgili yazılar | ilgili içerikler | benzer haberler |
    bunlar da ilginizi çekebilir | читайте также | читать также | читайте по теме | похожие статьи | по теме |
    материалы по теме | связанные статьи | читайте ещё | смотрите также | читайте також | схожі статті |
    матеріали за темою | прочетете още | свързани статии | διαβάστε επίσης | διαβάστε ακόμα | σχετικά άρθρα |
    δείτε επίσης | קראו גם | כתבות קשורות | اقرأ أيضا | اقرأ أيضاً | إقرأ أيضا | مواضيع ذات صلة |
    أخبار ذات صلة | مقالات ذات صلة | بیشتر بخوانید | اخبار مرتبط | 関連記事 | 関連ニュース | 関連リンク |
    関連情報 | あわせて読みたい | 合わせて読みたい | 関連コンテンツ | 相关新闻 | 相关文章 | 相关阅读 |
    相关报道 | 延伸阅读 | 相關新聞 | 相關文章 | 相關閱讀 | 相關報導 | 延伸閱讀 | 관련기사 | 관련 기사 |
    관련뉴스 | 관련 뉴스 | यह भी पढ़ें | ये भी पढ़ें | संबंधित खबरें | baca juga | berita terkait |
    artikel terkait | tin liên quan | terkait | tin cùng chủ đề | bài viết liên quan | xem thêm |
    ข่าวที่เกี่ยวข้อง | อ่านเพิ่มเติม
"""

READ_MORE = """
    read more | continue reading | read | more | also | read more here | read on | read the full story |
    learn more | check out | watch | more coverage | more news | see more | see | previously | previous |
    earlier | related video | next | don't miss | don’t miss | must read | explore more | find out more |
    the big read | in depth | analysis | opinion | plus | mehr lesen | lesen sie mehr | lesen sie hier mehr |
    lesen sie hier | mehr | hier mehr lesen | lesetipp | siehe auch | lire la suite | en savoir plus |
    à voir aussi | lire plus | leer más | lee más | ver más | más | leggi | leggi di più | continua a leggere |
    leia mais | ler mais | lees meer | lees verder | läs mer | les mer | læs mere | lue lisää | czytaj więcej |
    lesetipp | lesetipps | čtěte více | подробнее | читать далее | детальніше | devamını oku | もっと読む |
    続きを読む
"""

TAGS = """
    tags | tag | topics | topic | keywords | categories | category | in this article | filed under |
    read more about | mentioned in this article | explore more topics | explore other topics | related topics |
    related tags | related companies | related people | related topic | companies in this article |
    article tags | subjects | labels | themen | thema | schlagworte | schlagwörter | stichworte |
    themen des artikels | mehr lesen über | verwandte themen | temas | temas relacionados | etiquetas |
    tags relacionadas | más sobre | mots-clés | mots clés | thèmes | tags associés | argomenti | temi |
    assuntos | tópicos | onderwerpen | ämnen | emner | теги | темы | 関連タグ | 関連キーワード | タグ |
    relevante themen | themenseiten | tópicos relacionados | etiketler
"""

FURNITURE = """
    editor's picks | editors' picks | editors picks | editor's choice | editor’s picks | editors’ picks |
    staff picks | our picks | just in | in case you missed it | icymi | around the web |
    from around the web | from the web | you might like | you may like | you might also like |
    you may also like | you might be interested in | you may also be interested in | you may be interested in |
    you'll also like | we recommend | we think you'll like | what to watch next |
    watch next | up next | next up | next story | previous story |
    next article | previous article | next post | previous post | must reads | must read stories | must-reads |
    top stories | top news | top reads | hot topics | headlines | news | video | videos | podcasts | podcast |
    events | upcoming events | webinars | jobs | comments | leave a comment | share this | share | follow us |
    about the author | about the authors | author | newsletter | newsletters | whitepapers | white papers |
    resources | partner content | from our partners | more from our partners | paid content | advertisement |
    promotions | from our sponsors | branded content | our brands | more from our brands | newswire |
    the latest | what's new | stay connected | related searches | related forums | related products |
    related jobs | related events | related sponsors | related publications | related deals | related courses |
    other people are reading |
    das könnte sie auch interessieren | das könnte ihnen auch gefallen | das könnte dich auch interessieren |
    meistgelesen | meistgelesene artikel | meist gelesen | am häufigsten gelesen | beliebt | beliebte artikel |
    neueste artikel | neueste beiträge | aktuell | aktuelle artikel | aktuelle nachrichten |
    die redaktion empfiehlt | empfehlungen | top-themen | stellenmarkt | aus dem ressort |
    meistdiskutierte artikel | empfohlene artikel | mehr aus dem web | newsticker | vorheriger artikel |
    nächster artikel | les plus lus | les plus lues | articles les plus lus | à suivre | dernières actualités |
    derniers articles | à la une | vous aimerez aussi | recommandé pour vous |
    ces articles pourraient vous intéresser | dans la même rubrique | lo más leído | lo más visto | más leídas |
    más leídos | las más leídas | últimas noticias | te puede interesar | te puede interesar también |
    también te puede interesar | te recomendamos | quizás te interese | recomendados | lo último | i più letti |
    le più lette | più letti | ultime notizie | ultimi articoli | potrebbe interessarti |
    ti potrebbe interessare | potrebbe interessarti anche | da non perdere | mais lidas | mais lidos |
    as mais lidas | últimas notícias | pode interessar | você pode gostar | recomendadas | meest gelezen |
    laatste nieuws | aanbevolen | mest läst | mest lästa | senaste nytt | senaste nyheterna | mest lest |
    mest læste | seneste nyt | siste nytt | luetuimmat | uusimmat | najczęściej czytane | popularne |
    najnowsze | polecane | nejčtenější | najčítanejšie | legolvasottabb | cele mai citite | najčitanije |
    çok okunanlar | son haberler | самое читаемое | популярное | популярные статьи | последние новости |
    сейчас читают | рекомендуем | новости партнеров | найпопулярніше | останні новини | δημοφιλή |
    τελευταία νέα | الأكثر قراءة | آخر الأخبار | アクセスランキング | 人気記事 | 人気記事ランキング | 新着記事 |
    最新記事 | おすすめ記事 | おすすめ | ランキング | 編集部おすすめの記事 | 热门文章 | 热门新闻 | 最新文章 |
    最新新闻 | 推荐阅读 | 热点 | 熱門文章 | 最新消息 | 많이 본 뉴스 | 인기기사 | 최신뉴스 | 추천기사 |
    猜你喜欢 | 猜你喜歡 | 你可能喜欢 | 为你推荐 | 相关视频 | 関連動画 |
    berita terpopuler | terpopuler | terbaru | berita terbaru | tin mới | đọc nhiều
"""

MORE = """
    more headlines | more stories | more posts
"""
