"""An address in; the same without what only says who led a reader there, out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# Parameters that name a campaign, a newsletter or a click, never a page: those of the Web's
# analytics and advertising (Google, Meta, Microsoft, TikTok, X, Mailchimp, HubSpot, AT Internet,
# Matomo, Piano), and those that outlets put into their own feeds.
_NAMES = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid igshid igsh yclid mc_cid mc_eid"
    " mkt_tok vero_id oly_anon_id oly_enc_id _hsenc _hsmi hsctatracking __twitter_impression"
    " cmpid cmp ncid sr_share smid smtyp ito ocid icid intcid s_cid cid_source ns_mchannel"
    " ns_source ns_campaign ns_linkname ns_fee at_medium at_campaign at_format at_link_id"
    " at_link_type at_link_origin at_ptr_name at_bbc_team xtor mtm_campaign pk_campaign"
    " wt_mc wt.mc_id ftag taid guccounter guce_referrer guce_referrer_sig".split()
)
_BEGIN = re.compile(r"utm_|pk_|mtm_|at_custom|ga_", re.I)
#: Names that may be a page's own, cut only where their value says "feed" or a known network.
_OF_FEEDS = re.compile(
    r"(?:ref|ref_src|source|src|partner|feed|traffic_source|from|output|mod|f)=(?:rss\w*|.*feed\w*"
    r"|atom|twitter|facebook|t\.co|twsrc.*)",
    re.I,
)


def without_tracking(url: str) -> str:
    """The address without such parameters and without its fragment; the others keep their order.

    One that cannot be taken apart comes back as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [pair for pair in parts.query.split("&") if pair and not _tracks(pair)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _NAMES or bool(_BEGIN.match(name)) or bool(_OF_FEEDS.fullmatch(pair))
