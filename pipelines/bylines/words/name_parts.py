"""What stands before, in and behind personal names: honorifics, particles, suffixes, credentials."""

from __future__ import annotations

from pipelines.bylines.phrases import word_set

HONORIFICS = word_set(
    """dr drs prof professor sir dame lord lady mr mrs ms miss mx rev reverend fr sr hon gen lt col maj capt sgt adm
    rabbi imam sen rep gov dipl-ing ing mag ddr frau herr mme mlle m'"""
)
"""Before a name; "Prof." and "Dr." may follow each other."""

PLAIN_HONORIFICS = word_set("mr mrs ms miss mx lord lady sir dame frau herr mme mlle")
"""Honorifics that stay with a single word: "Lady Gaga" is a name."""

DOTTED_HONORIFICS = frozenset(
    {"sr", "fr", "hon", "gen", "col", "maj", "lady", "ing", "mag", "sen", "rep", "gov", "adm", "lt"}
)
"""Honorifics that are names as well (Lady, Gen, Mag): only with their full stop."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jun", "sen", "júnior", "filho", "neto"})
"""Part of the name."""

LONE_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Suffixes that are nobody's name where they stand alone."""

PARTICLES = word_set(
    """de da do das dos wa di del della delle dei degli du des la le las los lo van von vom zu zum zur der den dem ten
    ter te het 't op af av al el as ad bin ibn ben bint abu y e i und o d' l' dal dalla san santa mac st in"""
)
"""Lower-case words inside a name."""

GIVEN_NAMES_TOO = frozenset({"ben", "al", "mac", "abu"})
"""Particles that are names alone, with their capital."""

GLUED_PARTICLES = word_set(
    """mc mac de le la du di da van von des del fitz o lo st san el al ab bin der den dal ter ten vande vander
    dos das la-"""
)
"""Beginnings of names with a capital inside (McGrath, DeVito, VanDyke): no blank is missing there."""

CREDENTIALS = word_set(
    """md m.d phd ph.d dphil dvm dds dmd do od rn bsn msn np fnp pa-c pa rd rdn ld ldn cdn mph m.p.h ms msc m.sc ma m.a
    mba bs bsc ba b.a b.sc jd j.d llm esq cpa cfa cfp cfp® chfc clu cpp psp cissp cism cisa pmp shrm-cp shrm-scp
    sphr phr pe p.e aia faia leed ap ra aicp asla riba frcp frcs facs facp faap facog faan dnp
    pharmd pharm.d psyd psy.d edd ed.d dsc d.sc lcsw lmft lpc msw m.s.w mft rpt dpt cscs nasm cpt ccsp atc otr
    ot ccc-slp aud lac frsa obe mbe cbe kbe mp mep mbbs frcpath ccim cpm sior r.d r.n m.s d.d.s d.o d.v.m b.s
    l.c.s.w"""
)
"""After a name, folded."""

AMBIGUOUS_CREDENTIALS = frozenset(
    {"ma", "do", "ap", "ot", "ra", "pa", "ms", "ba", "pe", "mp", "ld", "od", "np", "rd", "rn", "bs"}
)
"""Credentials that are names, initials or places as well: only in capitals, and not in a byline in capitals."""

ACCOUNTS = word_set(
    """admin administrator root webmaster user guest unknown none null undefined author authors editor autor redacteur
    anonymous anonym n/a na test default support info contact webadmin superuser press release promoted content
    paid partner branded super wordpress wpadmin anónimo anonyme anonimo siteadmin owner moderator system
    manager home news post posts blog by name gast guestauthor staff-admin webredaktion"""
)
"""Names of accounts and placeholders, which are nobody."""

FUNCTION_WORDS = word_set(
    """the a an this that these those your you we our they their it its he she his her can will would should could is
    are was were be been has have had do does did not no so if when while how what which who why where than then
    as at on about into with more less any all some each every both from to or but there here just also only
    very ein eine einen einem einer das dem den die der ist sind war wird werden hat haben nicht auch sich es
    wir sie ihr sein ihre ihren als aus bei auf im am zu zur zum nach wie wenn dass le les un une des est
    sont pas que qui los las una son se su sus al como para che non uno sono het een zijn"""
)
"""Words of sentences: a name in lower case has none."""

FURNITURE = word_set(
    """share follow save print email e-mail comment comments bookmark listen subscribe facebook twitter linkedin
    whatsapp instagram bluesky threads reddit pinterest copy link url like likes views read min mins minute
    minutes more bio profile teilen drucken merken folgen kommentare kommentar partager suivre compartir seguir
    compartilhar tweet view full sponsored advertisement anzeige feed rss website text small medium large aa xl
    size login member sharetweet view-all"""
)
"""Words of buttons round a byline."""

SURNAMES_TOO = frozenset({"min", "small", "large"})
"""Words of buttons that close a name where no other button stands behind it: "Hui Min"."""

FURNITURE_STARTS = word_set(
    """follow reading view see read share listen subscribe sign opinions contact about click all more latest email
    zur zum alle mehr voir suivre lire ver más todos unsere why warum pourquoi"""
)
"""Words that begin a button's or a disclaimer's text, never a name."""
