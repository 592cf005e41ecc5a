"""Column maps: what the columns of anybody's table of contacts mean, guessed from their headers.

Each role has the names it goes by - Google, Outlook in seven languages, customer databases - the surest
first; a role takes all columns that fit, and of a row the first that says something. The user may say
otherwise for any role, and every import tells what was taken for what and what was left.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from netgraph.errors import ReadError
from netgraph.sources.sheet import header_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ROLES", "ColumnMap", "guessed", "is_table_of_people", "overridden"]

ColumnMap = dict[str, list[str]]
"""Role -> the header keys of its columns, the surest first."""

ALIASES: Final = {
    "name": "fullname name displayname contactname personname contact person nomcomplet nometprenom "
    "vollstandigername nombrecompleto nombreyapellidos nomecompleto volledigenaam fileas "
    "anzeigename",
    "given_name": "firstname givenname forename given first prenom vorname nombre nome primeironome "
    "voornaam fornavn fornamn imie",
    "middle_name": "middlename additionalname deuxiemeprenom weiterevornamen segundonombre secondonome "
    "nomedomeio",
    "family_name": "lastname familyname surname last nomdefamille nom nachname familienname apellidos "
    "apellido cognome sobrenome apelido achternaam efternavn efternamn nazwisko",
    "email": "email emailaddress primaryemail workemail businessemail email1value email1address email1 "
    "emails emailaddresses emailadresse emailadres adressedemessagerie adresseemail courriel "
    "correoelectronico direcciondecorreoelectronico indirizzopostaelettronica indirizzoemail "
    "enderecodeemail enderecodecorreio correo mail workmail "
    "businessmail personalmail personalemail homeemail contactemail",
    "organization": "organizationname organization1name company companyname organization organisation "
    "employer currentcompany currentemployer accountname account firma firmenname unternehmen "
    "societe entreprise empresa organizacion organizacao societa azienda bedrijf workplace "
    "firm",
    "position": "organizationtitle organization1title jobtitle position currentposition occupation "
    "jobrole role headline fonction poste funktion berufsbezeichnung puesto cargo posizione "
    "qualifica functie",
    "location": "location city businesscity address1city homecity town ville villebureau villedomicile "
    "ort ortgeschaftlich ortprivat stadt ciudad ciudaddeltrabajo citta cidade plaats place",
    "linkedin": "linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl publicprofileurl "
    "socialprofile website1value website webpage personalwebpage pageweb webseite paginaweb "
    "url",
    "related": "referredby introducedby referrer spouse partner managersname assistantsname conjoint "
    "conjointe ehepartnerin ehepartner conyuge coniuge conjuge",
}
NUMBERED: Final = {
    "email": re.compile(r"email([2-9]|\d\d)(?:value|address)?|(?:adressedemessagerie|emailadresse)[2-9]"),
    "linkedin": re.compile(r"website(?:[2-9]|\d\d)value"),
    "related": re.compile(r"relation\d{1,2}value"),
}
PLAIN_TITLES: Final = frozenset({"title", "titel", "titre", "titulo", "titolo"})
SUFFIXES: Final = frozenset(
    {"suffix", "suffixe", "sufijo", "suffisso", "sufixo", "namesuffix", "personalsuffix"}
)
ROLES: Final = tuple(role for role in ALIASES if role != "middle_name")
ROLE_OF: Final = {
    alias: (role, rank) for role, names in ALIASES.items() for rank, alias in enumerate(names.split())
}
TELLING: Final = frozenset({"name", "given_name", "family_name", "email", "organization", "position"})
SAY_WHO: Final = frozenset({"name", "given_name", "family_name", "email", "linkedin"})
MARKS: Final = re.compile("[\u0300-\u036f]")


def guessed(header: Sequence[str]) -> ColumnMap:
    """The map that the `header` (header keys) suggests; columns that fit no role are in none.

    >>> guessed(["prénom", "nom", "société", "téléphone"])
    {'given_name': ['prénom'], 'family_name': ['nom'], 'organization': ['société']}
    """
    ranked: dict[str, list[tuple[int, str]]] = {}
    for key in dict.fromkeys(header):
        if found := _role(key):
            ranked.setdefault(found[0], []).append((found[1], key))
    columns = {role: [key for _, key in sorted(ranked[role])] for role in ALIASES if role in ranked}
    return _settled(columns, header)


def overridden(columns: ColumnMap, said: Mapping[str, str], header: Sequence[str]) -> ColumnMap:
    """The map with what the user `said` (role -> header) in place of what was guessed.

    Raises `ReadError` for a role that is none and for a column that the file lacks.
    """
    unknown = sorted(set(said) - set(ROLES))
    if unknown:
        raise ReadError(f"columns= names {len(unknown)} unknown roles; those known are {', '.join(ROLES)}")
    keys = {role: header_key(name) for role, name in said.items()}
    missing = sorted(role for role, key in keys.items() if key not in header or not key)
    if missing:
        raise ReadError(f"the file lacks the columns that columns= names for: {', '.join(missing)}")
    taken = set(keys.values())
    left = {role: [key for key in found if key not in taken] for role, found in columns.items()}
    if "name" in said:
        left = {role: found for role, found in left.items() if not role.endswith("_name")}
    elif {"given_name", "family_name"} & set(said):
        left.pop("name", None)
    merged = {role: found for role, found in left.items() if found} | {
        role: [key] for role, key in keys.items()
    }
    return {role: merged[role] for role in ALIASES if role in merged}


def is_table_of_people(columns: ColumnMap) -> bool:
    """Whether a guess is good enough to be used unasked: somebody is named, and two roles tell."""
    return bool(SAY_WHO & set(columns)) and len(TELLING & set(columns)) >= 2


def _role(key: str) -> tuple[str, int] | None:
    bare = MARKS.sub("", unicodedata.normalize("NFKD", key)).replace("\u00df", "ss")
    if bare in ROLE_OF:
        return ROLE_OF[bare]
    for role, pattern in NUMBERED.items():
        if pattern.fullmatch(bare):
            return role, len(ALIASES[role])
    return None


def _settled(columns: ColumnMap, header: Sequence[str]) -> ColumnMap:
    """The guess with words settled that mean one thing alone and another beside others."""
    given, family, name = (columns.get(role) for role in ("given_name", "family_name", "name"))
    if given and name and not family and "name" in name:
        # German: `Vorname;Name`.
        columns["family_name"] = ["name"]
        columns["name"] = [key for key in name if key != "name"]
    if not name and bool(given) != bool(family):
        # A lone `Nom` or `Nombre` holds the whole name; a lone `First Name` will have to do.
        columns["name"] = columns.pop("given_name" if given else "family_name")
    titles = [key for key in header if MARKS.sub("", unicodedata.normalize("NFKD", key)) in PLAIN_TITLES]
    if titles and "position" not in columns and not SUFFIXES & set(header):
        columns["position"] = titles[:1]
    return {role: columns[role] for role in ALIASES if columns.get(role)}
