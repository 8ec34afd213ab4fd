"""Families of words over boxes of links; matched against folded text: lower case, no accents, no outer punctuation."""

from __future__ import annotations

import re

_STORIES = (
    "articles?|stories|story|posts?|news|coverage|content|reading|reads|reports?|features?|items|links|pages|insights"
    "|resources|guides|tutorials"
)
_ARTIKEL = "artikeln?|beitrage?n?|berichte|nachrichten|meldungen|texte|inhalte|stor(?:y|ies|ys)|news|themen"

SUGGESTIONS = (
    r"(?:you (?:may|might|will)|you'll|people|users|readers) .{0,20}(?:like|love|enjoy|interest|reading|read)",
    r"(?:this|these|that) (?:\w+ ){0,2}(?:could|might|may) .{0,20}(?:interest|like)",
    r"(?:das|diese? .{0,20}) konnten? (?:sie|dich|ihnen|dir) ",
    r"(?:te|le|les|ti|tambien|tambien te|anche|quizas? te|isso) .{0,10}(?:puede|podria|potrebbe|pode) interes",
    r"(?:voce pode|puede que te|vi|ti) .{0,10}(?:gostar|guste|interes|potrebbe)",
)
"""What a site guesses that its readers may like: furniture, unless written by hand."""

FURNITURE = (
    *SUGGESTIONS,
    r"(?:related|relevant) (?:\w+ ){0,2}(?:forums?|jobs?|events?|products?|sponsors?|courses|deals|videos?|podcasts?)$",
    r"related (?:tasks?|program(?:me)?s?|services?|solutions?|tools?|terms?|brands?|vendors?|suppliers?|downloads?)$",
    r"(?:more )?(?:from )?(?:around|across|elsewhere on) (?:the|our) (?:\w+ )?(?:sites?|web|internet|network)$",
    r"(?:[\w'&-]+ ){1,4}latest (?:articles|stories|news|posts)$",
    r"(?:[\w'&-]+ ){0,3}picks(?: for \w+)?$",
    r"(?:\w+ )?(?:kommentare|leserbriefe|diskussion(?:en)?) (?:zu|zum) ",
    r"(?:most|popular|trending|latest|newest|recent|recommended|sponsored|promoted|featured|hot)\b",
    r"(?:top|must[- ]reads?|best of|today's|this week's|today on|the latest|recently) ",
    r"more (?:\w+ ){0,3}(?:from|in|by|for) ",
    r"read more (?:from|by) ",
    r"(?:sign up|subscribe|join our|get the|follow) ",
    r"(?:popular|trending|watch) (?:on|in|now|at) ",
    r"(?:meist-?gelesen|meist-?geklickt|meist-?gesehen|meist-?kommentiert|neueste|aktuell|beliebt|empfohlen|anzeige)",
    rf"(?:mehr|weitere)(?: (?:{_ARTIKEL}))? (?:aus|von|vom|der|im|in) .*$",
    r"(?:lo|los|las|le|les|i|as|os) (?:mas|plus|piu|mais) ",
    r"mas (?:leid|vist|noticias|popular)",
    r"(?:ultimas?|ultimos|ultimi|ultime|dernieres?|derniers?|senaste|seneste|siste|laatste|viimeisimm|najnovs|najnowsz)",
    r"(?:mest|meest) (?:last|lest|laeste?|gelezen|bekeken|sett)",
    r"polecane|popularne",
)

RELATED = (
    rf"(?:other |more |further |also )?(?:related|similar)(?: [\w&'/-]+){{0,2}}(?: (?:{_STORIES}))?$",
    rf"related (?:[\w&'/-]+ ){{3,4}}(?:{_STORIES})$",
    r"related [^\w\s]",
    rf"related (?:{_STORIES}) (?:to|on|about|from|that|in|and|by|you|for) ",
    r"more (?:on|about) ",
    r"more (?:stories|articles|news|posts) (?:on|about|like) ",
    rf"(?:similar|other related|further|associated|connected) (?:{_STORIES})",
    r"additional (?:articles|stories|coverage|reading)",
    r"(?:you )?(?:can|may|might|should|must) (?:also )?read$",
    r"(?:also |please |you should )?(?:read|see) (?:also|more about this|more on this|next)$",
    rf"(?:ahnliche|verwandte|passende|weiterfuhrende|zugehorige) (?:{_ARTIKEL})",
    r"(?:[\w'-]+ ){0,3}(?:zum|zu diesem|zum selben|zum gleichen) thema(?: |$)",
    r"(?:\w+ )?(?:weitere|mehr|passendes?|verwandte|ahnliche|links) (?:\w+ )?(?:zum|zu diesem) (?:artikel|beitrag)$",
    r"(?:lesen sie|lies|lest|lese|(?:hier|jetzt|mehr) lesen) (?:sie )?(?:hier|auch|dazu|hierzu|ausserdem|weiter)",
    r"(?:unsere? )?lese-?tipps?$",
    r"zum weiterlesen",
    r"mehr uber ",
    r"(?:a |article a )?(?:lire|voir|decouvrir|ecouter|relire) (?:aussi|egalement|encore)",
    r"(?:sur|dans|autour d) ?(?:le|du) meme (?:sujet|theme|dossier)",
    r"pour (?:approfondir|aller plus loin|en savoir plus)",
    r"(?:articles?|contenus?|sujets) (?:lies|similaires|connexes|associes|en lien)",
    r"(?:lee|lea|leer|vea|ver|mira|mire) (?:tambien|ademas|mas)(?: sobre .*)?$",
    r"tambien (?:puede|puedes|podes) (?:leer|ver)",
    r"(?:noticias?|notas?|articulos?|contenidos?|entradas?|historias?|publicacion(?:es)?|not[ai]) relacion",
    r"mas (?:sobre|informacion sobre|de este tema|en este tema)",
    r"(?:leia|veja|confira|assista|saiba) (?:tambem|mais|ainda)",
    r"(?:noticias?|materias?|artigos?|conteudos?|posts?|reportagens|textos) relacionad",
    r"(?:sobre|do) (?:o )?mesmo (?:assunto|tema)",
    r"(?:leggi|vedi|guarda|ascolta) anche",
    r"(?:articol[io]|notizi[ae]|contenuti|post) (?:correlat|collegat|simil)",
    r"(?:sull|sul|dell)o? ?stesso (?:tema|argomento)",
    r"lees (?:ook|verder)",
    r"(?:gerelateerde?|verwante) (?:artikel|bericht|nieuws|verhal)",
    r"meer over ",
    r"(?:las|les|laes|se) (?:ocksa|aven|ogsa|og|vidare|videre)",
    r"(?:relaterade?|relaterte?|relaterede?) (?:artikla?r|artikler|nyheter|saker|innhold|innehall)",
    r"mere? om ",
    r"mehr zu(?::| diesem| dem)? ",
    r"lue (?:myos|lisaa|aiheesta)",
    r"(?:lisaa )?aihee(?:sta|seen)",
    r"(?:czytaj|przeczytaj|zobacz|sprawdz|polecamy)(?: \w+)? (?:tez|takze|rowniez)",
    r"powiazane",
    r"(?:ctete|precitajte|prectete|citajte|prohlednete)(?: si)? (?:tez|take|tiez|dalsi)",
    r"(?:souvisejici|suvisiace|kapcsolodo)",
    r"(?:olvassa|ezt is olvas)",
    r"(?:citeste|cititi|vezi) (?:si|mai)",
    r"pe aceeasi tema",
    r"(?:pro|procitaj|citaj)\w*(?: i| jos| jos i)$",
    r"(?:ilgili|benzer) (?:haber|yazi|icerik|konu|makale)",
    r"(?:читаите|читать|смотрите|читаите)(?: также| еще| по теме| тоже)",
    r"(?:материалы|статьи|новости|еще)? ?по (?:этои )?теме",
    r"(?:похожие|связанные) (?:статьи|новости|материалы|записи)",
    r"baca (?:juga|lainnya)",
    r"(?:berita|artikel) (?:terkait|lainnya)",
    r"(?:関連|相关|相關|관련|함께 |あわせて|合わせて|延伸阅读|延伸閱讀|推荐阅读)",
)

MORE = (
    r"(?:more|other|additional) (?!related|similar)(?:[\w'-]+ ){0,2}(?:articles|stories|posts|news|content|reads)$",
    rf"(?:mehr|weitere) (?:top-)?(?:{_ARTIKEL})(?: zu .*)?$",
    r"(?:autres|plus d') ?(?:articles|actualites)",
    r"(?:mas|otras|mais|outras) (?:noticias|notas|historias|publicaciones|materias)$",
    r"(?:altri|altre|piu) (?:articoli|notizie)$",
)

TAGS = (
    r"(?:related|more|explore) (?:topics?|tags?|themes?|keywords?|companies|people|subjects|searches)\b",
    r"(?:relaterte|relaterade) (?:emner|amnen)",
)

READ_MORE = (
    r"read more (?:on|about|of) ",
    r"(?:czytaj|lees|las|les|laes|lue|ctete|leer|leia|citeste) (?:wiecej|meer|mer|mere|lisaa|vice|mas|mais|mai mult)",
)  # fmt: skip


def compile_patterns(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that matches where any of `patterns` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
