"""Query parameters that tell how a reader came to a page, not which page it is.

A deny list: what is not named here may select the page and is kept. `ref`, `source`, `mod`, `cid` and `v` mean
different things on different sites and are listed by site only.
"""

from __future__ import annotations

from urllib.parse import unquote


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREFIXES = ("utm_", "cx_", "hsa_", "pk_", "mtm_", "matomo_", "guce_", "fb_action_", "amp_", "aff_sub", "__hs")

_CAMPAIGNS = _words("""
    mc_cid mc_eid mkt_tok vero_id vero_conv oly_anon_id oly_enc_id _hsenc _hsmi hsctatracking ml_subscriber
    ml_subscriber_hash sailthru_id sc_eh sc_uid elqtrack elqtrackid wt_mc wt_zmc xtor ncid cmpid s_kwcid
    dm_i rb_clickid wickedid ss_email_id ck_subscriber_id bsft_clkid bsft_eid bsft_uid _bta_tid _bta_c trk_contact
    ns_mchannel ns_source ns_campaign ns_linkname ns_fee
""")
_CLICKS = _words("""
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ymclid twclid ttclid li_fat_id
    igshid igsh mibextid srsltid _openstat rdt_cid sccid epik irclickid
    ref_src ref_url fb_source fb_ref __twitter_impression sr_share __tn__
""")
_ANALYTICS = _words("""
    _ga _gl _ke piwik_campaign piwik_kwd smid smtyp reflink oborigurl ocid ito taid soc_src soc_trk guccounter
    ia_markup usqp aoh
""")
_VISITS = _words("phpsessid jsessionid replytocom")
_NAMES = _CAMPAIGNS | _CLICKS | _ANALYTICS | _VISITS

_VALUES = {
    "amp": frozenset(("", "1", "true", "yes")),
    "outputtype": frozenset(("amp",)),
    "output": frozenset(("amp",)),
    "print": frozenset(("", "1", "true", "yes", "y", "print")),
    "share": _words("facebook twitter x linkedin reddit tumblr pinterest pocket telegram email"),
}
"""Parameters that ask for another form of the same page, by their values."""

_BY_SITE = {
    "mod": _words("wsj.com barrons.com marketwatch.com mansionglobal.com fnlondon.com penews.com"),
    "v": _words("enr.com"),
}


def is_tracking(host: str, parameter: str) -> bool:
    """Whether `name=value`, percent-encoded, on `host` (lower case, no port) says nothing of which page it is."""
    name, _, value = parameter.partition("=")
    name = unquote(name).lower().removeprefix("amp;")
    if name in _NAMES or name.startswith(_PREFIXES):
        return True
    if name in _VALUES:
        return unquote(value).lower() in _VALUES[name]
    return any(host == site or host.endswith("." + site) for site in _BY_SITE.get(name, ()))
