"""Pages of the usual vendors' walls: the markup they are known by, with made-up words and numbers."""

from __future__ import annotations

CLOUDFLARE_CHALLENGE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
    '<meta http-equiv="refresh" content="360"></head><body><div class="main-wrapper" role="main"><div class="main-content">'
    '<noscript><div class="h2"><span id="challenge-error-text">Scripts must run to go on</span></div></noscript></div></div>'
    "<script>(function(){window._cf_chl_opt={cvId:'3',cZone:'trade.example',cType:'managed',cRay:'0a1b2c'};"
    "var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=0a1b2c';"
    "document.getElementsByTagName('head')[0].appendChild(a);}());</script></body></html>"
)
CLOUDFLARE_BLOCK = (
    "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><div id='cf-wrapper'>"
    '<div id="cf-error-details" class="cf-error-details-wrapper"><h1 data-translate="block_headline">No entry</h1>'
    "<p>The site keeps you out.</p><span>Ray ID: <strong>0a1b2c</strong></span></div></div></body></html>"
)
DATADOME = (
    '<html lang="en"><head><title>trade.example</title><style>#cmsg{animation: A 1.5s;}</style></head>'
    '<body style="margin:0"><p id="cmsg">Scripts are wanted</p>'
    "<script data-cfasync=\"false\">var dd={'rt':'c','cid':'AHrl','hsh':'0B1C','t':'fe','s':1,'e':'ab',"
    "'host':'geo.captcha-delivery.com'}</script>"
    '<script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script></body></html>'
)
AKAMAI = (
    "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n"
    "No way to &#34;http&#58;&#47;&#47;trade&#46;example&#47;&#34; from here.<P>\nReference&#32;&#35;18&#46;1a2b3c\n"
    "<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;1a2b3c</P>\n</BODY>\n</HTML>"
)
HUMAN = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="description" content="px-captcha">'
    "<title>Access to this page has been denied</title></head><body><div class='px-captcha-container'>"
    '<div id="px-captcha"></div></div><script>window._pxAppId="PX0000";window._pxUuid="1";</script>'
    '<script src="https://captcha.px-cloud.net/PX0000/captcha.js?a=c"></script></body></html>'
)
IMPERVA = (
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head>'
    '<body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9&amp;xinfo=1'
    '&amp;incident_id=100-200&amp;edet=12&amp;cinfo=04" frameborder=0 width="100%">'
    "Request unsuccessful. Incapsula incident ID: 100-200</iframe></body></html>"
)
AWS = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title></title><script>'
    'window.awsWafCookieDomainList = [];window.gokuProps = {"key":"AQID","iv":"A6","context":"x"};</script>'
    '<script src="https://0a1b.1c2d.eu-west-1.token.awswaf.com/0a1b/challenge.js"></script></head>'
    '<body><div id="challenge-container"></div></body></html>'
)
KASADA = (
    "<!DOCTYPE html><html><head></head><body><script>window.KPSDK={};KPSDK.now=typeof performance!=='undefined'"
    "&&performance.now?performance.now.bind(performance):Date.now.bind(Date);KPSDK.start=KPSDK.now();</script>"
    '<script src="/149e/2d20/ips.js?KP_UIDz=0A"></script></body></html>'
)
F5 = (
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
    "Please consult with your administrator.<br><br>Your support ID is: 1234<br></body></html>"
)
IMPERVA_INTERRUPTION = (
    '<!DOCTYPE html><html><head><title>Pardon Our Interruption</title></head><body><div class="container">'
    "<h1>Pardon Our Interruption...</h1><p>Something in your browser made us think of a bot.</p></div></body></html>"
)
VERCEL = (
    '<!DOCTYPE html><html lang="en"><head><title>Vercel Security Checkpoint</title></head><body>'
    '<div id="root"><p id="header-text">One second</p></div></body></html>'
)
ANUBIS = (
    "<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title>"
    '<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script></head>'
    '<body><main><h1 id="title">One second</h1></main></body></html>'
)
SUCURI = (
    "<!DOCTYPE html><html><head><title>Sucuri WebSite Firewall - Access Denied</title></head><body>"
    '<div id="main-container"><h1>No entry</h1><table><tr><td>Block ID:</td><td>GEO02</td></tr></table></div>'
    "</body></html>"
)
NAMELESS = (
    "<html><head><title>Robot Check</title></head><body><form><p>Type the letters you see</p></form></body></html>"
)

CONSENT_YAHOO = (
    '<!DOCTYPE html><html lang="en"><head><title>Trade Example and its family of brands</title></head><body>'
    '<div class="consent-overlay"><form method="post" class="consent-form" '
    'action="/v2/collectConsent?sessionId=3_cc-session_1"><h1>Cookies here</h1><p>We and our partners use cookies.</p>'
    '<button name="agree" value="agree">Accept all</button></form></div></body></html>'
)
CONSENT_CONTENTPASS = (
    '<!DOCTYPE html><html lang="de"><head><title>Trade Example</title>'
    '<script src="https://cp.trade.example/now.js"></script>'
    '<script src="https://api.contentpass.net/v1/cp.js"></script></head><body><h1>Weiterlesen mit Werbung</h1>'
    "<p>Mit Werbung und Cookies, oder im Abo ohne Tracking.</p><button>Alle akzeptieren</button></body></html>"
)
CONSENT_GOOGLE = (
    '<!doctype html><html lang="en"><head><title>Before you continue</title></head><body>'
    '<form action="https://consent.google.com/save" method="POST"><input type="submit" value="Reject all"></form>'
    "</body></html>"
)
CONSENT_IN_PLACE = (
    '<!DOCTYPE html><html lang="en"><head><title>Glaze prices rise | Trade Example</title>'
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-02T08:00Z">'
    '</head><body><div id="sp_message_container_1234"><h1>We need your consent</h1>'
    "<p>We and our partners use cookies for personalised advertising. See our privacy policy.</p>"
    "<button>Accept all</button></div></body></html>"
)
CONSENT_NAMELESS = (
    "<html><head><title>Trade Example</title></head><body><div><h1>Your choice</h1><p>With your consent we and our "
    "partners use cookies for personalised ads; more in our privacy policy.</p><button>Accept all</button></div></body>"
    "</html>"
)

WALLS = {
    "cloudflare bot wall": (CLOUDFLARE_CHALLENGE, CLOUDFLARE_BLOCK),
    "datadome bot wall": (DATADOME,),
    "akamai bot wall": (AKAMAI,),
    "human bot wall": (HUMAN,),
    "imperva bot wall": (IMPERVA,),
    "aws bot wall": (AWS,),
    "kasada bot wall": (KASADA,),
    "f5 bot wall": (F5,),
    "vercel bot wall": (VERCEL,),
    "anubis bot wall": (ANUBIS,),
    "sucuri bot wall": (SUCURI,),
    "bot wall by its title": (IMPERVA_INTERRUPTION, NAMELESS),
    "yahoo consent wall": (CONSENT_YAHOO,),
    "contentpass consent wall": (CONSENT_CONTENTPASS,),
    "google consent wall": (CONSENT_GOOGLE,),
    "sourcepoint consent wall": (CONSENT_IN_PLACE,),
    "wall by its text": (CONSENT_NAMELESS,),
}
"""Pages by what they are known as."""
