"""Aliases: other names of well-known organizations, and the legal forms that are no part of a name.

Both are in the normalised form of `netgraph.organizations.plain_words`. An alias is a renaming or a short
form of the same employer. A parent is no alias: Google stays apart from Alphabet, Instagram and WhatsApp
from Meta, LinkedIn from Microsoft, for who works at the one is not whom the other's target is about.
The user's own aliases are said in the book (`Book.alias`).
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALIASES", "LEGAL_FORMS", "LEGAL_PREFIXES", "LEGAL_SIGNS"]

ALIASES: Final = {
    "andersen consulting": "accenture",
    "aws": "amazon web services",
    "bain": "bain and company",
    "bayerische motoren werke": "bmw",
    "bcg": "boston consulting group",
    "bnp": "bnp paribas",
    "bofa": "bank of america",
    "booz allen": "booz allen hamilton",
    "british broadcasting": "bbc",
    "british petroleum": "bp",
    "citibank": "citi",
    "citigroup": "citi",
    "daimler": "mercedes benz",
    "daimler benz": "mercedes benz",
    "deloitte touche tohmatsu": "deloitte",
    "deloitte and touche": "deloitte",
    "deutsche post dhl": "dhl",
    "deutsche post": "dhl",
    "dhl group": "dhl",
    "eads": "airbus",
    "ernst and young": "ey",
    "ey parthenon": "ey",
    "facebook": "meta",
    "fb": "meta",
    "gaz de france": "engie",
    "gdf suez": "engie",
    "ge": "general electric",
    "glaxosmithkline": "gsk",
    "gm": "general motors",
    "hewlett packard": "hp",
    "hpe": "hewlett packard enterprise",
    "international business machines": "ibm",
    "j p morgan": "jpmorgan chase",
    "jp morgan": "jpmorgan chase",
    "jp morgan chase": "jpmorgan chase",
    "jpmorgan": "jpmorgan chase",
    "jpmorgan chase bank": "jpmorgan chase",
    "j p morgan chase": "jpmorgan chase",
    "klynveld peat marwick goerdeler": "kpmg",
    "massachusetts institute of technology": "mit",
    "mc kinsey": "mckinsey",
    "mckinsey and company": "mckinsey",
    "meta platforms": "meta",
    "p and g": "procter and gamble",
    "philip morris companies": "altria",
    "price waterhouse coopers": "pwc",
    "pricewaterhouse coopers": "pwc",
    "pricewaterhousecoopers": "pwc",
    "raytheon technologies": "rtx",
    "research in motion": "blackberry",
    "royal dutch shell": "shell",
    "squareup": "block",
    "square": "block",
    "statoil": "equinor",
    "tata consultancy services": "tcs",
    "the boston consulting group": "boston consulting group",
    "total energies": "totalenergies",
    "transferwise": "wise",
    "twitter": "x",
    "united technologies": "rtx",
    "weight watchers": "ww",
    "x corp": "x",
}
"""Normalised name -> the normalised name it goes by today."""

LEGAL_FORMS: Final = """
limited / ltd / limited company / limited liability company / company limited / co ltd / company ltd
plc / p l c / llp / l l p / lllp / limited liability partnership / lp / cic / unlimited company
and co / and company / and cie / et cie / co / company / inc / incorporated / corp / corporation
llc / l l c / lc / pc / p c / pllc
pty / pty ltd / pty limited / proprietary limited / pte / pte ltd / private limited / pvt ltd / pvt limited
sdn bhd / bhd / berhad / tbk / k k / kk / kabushiki kaisha / pjsc / qsc / fze / fzc / fzco / fz llc / dmcc
gmbh / g m b h / ggmbh / mbh / gesmbh / ges m b h / gmbh and co kg / gmbh and co / gmbh and co kgaa / ag
a g / aktiengesellschaft / ag and co kg / ag and co kgaa / kg / kgaa / ohg / gbr / ug / e k / e v / se
ug haftungsbeschrankt / genossenschaft / eingetragene genossenschaft / kommanditgesellschaft
sa / s a / sas / s a s / sasu / sarl / s a r l / snc / s n c / sca / s c a / eurl / scop / societe anonyme
sl / s l / slu / s l u / sau / s a u / s coop / sociedad limitada / sociedad anonima / sa de cv / s a de c v
sab de cv / s a b de c v / s a p i de c v / sapi de cv / s de r l de c v / s de rl de cv
lda / limitada / ltda / unipessoal lda / sociedade anonima / eireli / eirl
spa / s p a / srl / s r l / srls / s r l s / societa per azioni / soc coop
bv / b v / nv / n v / vof / v o f / cv / bvba / sprl / s p r l / nv sa / sa nv / besloten vennootschap
ab / ab publ / aktiebolag / as / a s / asa / aps / hf / ehf / oy / oyj / oy ab / oyj abp / ou
sp z o o / z o o / spzoo / sp j / sp k / spolka akcyjna / s r o / sro / spol s r o / a s / kft / nyrt / zrt
d o o / doo / d d / eood / ood / sia / uab / ooo / oao / zao / pao / tov
as s / a si / anonim sirketi / ltd sti / limited sirketi / san ve tic / sanayi ve ticaret
"""
"""Endings that say what kind of company it is, a line or two a language, ` / ` between them."""

LEGAL_PREFIXES: Final = """
ooo / oao / zao / pao / tov / uab / sia / pt / oy / kabushiki kaisha
\u043e\u043e\u043e / \u043e\u0430\u043e / \u0437\u0430\u043e
\u043f\u0430\u043e / \u0430\u043e / \u0442\u043e\u0432
"""
"""The same, where it stands in front."""

LEGAL_SIGNS: Final = (
    "株式会社",
    "有限会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "주식회사",
)
"""The same in scripts without spaces, longest first: Japanese, Chinese, Korean."""
