"""Words by which a body (a firm, an authority, another publication) is told from a person."""

from __future__ import annotations

from pipelines.bylines.phrases import phrase_set, word_set

LEGAL_FORMS = word_set(
    """inc ltd llc llp plc corp co gmbh ag kg se sa sas sarl spa srl bv nv ab asa oy aps kgaa mbh pty lp limited
    incorporated corporation company companies"""
)
"""What ends a company's name; a comma before one never parts two names."""

BODY_WORDS = word_set(
    """department ministry office agency administration authority commission committee council university college
    school institute institut academy foundation association society federation union center centre bureau
    laboratory laboratories hospital clinic museum library bank group holdings partners ventures capital consulting
    consultants advisors advisory solutions systems services technologies technology industries enterprises
    international global architecture architects engineering accounting tax security software media network networks
    studios studio productions publishing publications publishers press-service newswire newsletter lines airlines
    airways motors pharma pharmaceuticals biosciences therapeutics health healthcare insurance corporate affairs
    communications relations marketing research lab labs law legal chamber embassy government parliament club
    departement ministerium universität hochschule verband verein gesellschaft stiftung bundesamt zentrale kammer
    verlag redaktionsnetzwerk ministère université société fondation agence ministerio universidad
    fundación asociación gobierno università fondazione ministero ministério universidade coalition alliance
    initiative project program programme forum collective organization organisation trust fund"""
)  # fmt: skip
"""Words that no personal name ends in."""

SURNAMES_TOO = word_set("law bank school fund lab chamber club trust house center group research health media")
"""Words of bodies that are surnames as well: in names of three words and more only."""

OUTLET_WORDS = word_set(
    """news times tribune herald gazette chronicle shimbun magazine weekly digest review newsletter radio television tv
    newspaper newspapers journal daily bulletin observer insider newsroom reporter wire online network zeitung
    nachrichten rundschau anzeiger tagblatt kurier presse courier post inquirer dispatch today examiner globe
    sentinel"""
)  # fmt: skip
"""Words of publications' names; only those of two words and more are told by them, after a comma or an article."""

ARTICLES = frozenset({"the"})
"""No personal name begins with an article."""

LIST_HEADS = word_set(
    """department departement ministry ministère ministerium ministerio center centre institute institut office bureau
    school faculty college commission committee council division bundesministerium administration agency society
    association federation"""
)
"""Bodies that go on with "for A, B and C": what follows belongs to the name."""

LINKS = frozenset({"for", "of", "für", "on", "des", "de", "der", "pour", "para", "per", "del", "della", "voor", "and"})

JOINED_BODIES = phrase_set(
    ("johnson & johnson", "procter & gamble", "ernst & young", "standard & poor's", "marks & spencer", "s&p", "at&t",
     "dolce & gabbana", "barnes & noble", "bang & olufsen", "smith & wesson", "food and drug administration",
     "simon & schuster", "black & decker", "rolls & royce", "arts & entertainment"))  # fmt: skip
"""Names that hold a joiner."""

CAMEL_CASE = word_set(
    """buzzfeed techcrunch marketwatch appleinsider youtube linkedin webmd dealbook freightwaves indiewire
    businesswire prnewswire globenewswire broadwayworld salesforce mastercard paypal godaddy hubspot playstation
    wordpress github openai deepmind healthday medpage foxnews hellofresh usatoday realclearpolitics"""
)
"""Words that are written with a capital inside, so that no blank is missing there."""

DOMAIN_ENDINGS = word_set(
    """com org net info co uk de at ch fr it es nl be pl se no dk fi eu us ca au nz in jp cn kr br mx ru ua tv io ai
    gov edu biz news media"""
)
