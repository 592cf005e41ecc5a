"""The files of a LinkedIn export that are understood, told by their headers in every era since 2018.

File names cannot tell: they change, are localised, and lose themselves in spreadsheets. A newer header
only adds columns, so a few names that all eras share are enough.
"""

from __future__ import annotations

from typing import Final

from netgraph.sources.sheet import Form

__all__ = ["FORMS"]


def _form(told_by: str, kept: str = "", measured: str = "") -> Form:
    names = frozenset(told_by.split())
    return Form(names, names | frozenset(kept.split()), frozenset(measured.split()))


MESSAGE: Final = (
    "conversationid conversationtitle from senderprofileurl to recipientprofileurls date content direction "
    "folder ismessagedraft isconversationdraft"
)

FORMS: Final = {
    "messages": _form("from to date folder", MESSAGE, "content"),
    "invitations": _form(
        "from to sentat direction", "message inviterprofileurl inviteeprofileurl", "message"
    ),
    "connections": _form("firstname lastname connectedon", "url profileurl emailaddress company position"),
    "profile": _form("firstname lastname headline", "geolocation publicprofileurl"),
    "notes": _form("connectionfirstname connectionlastname note", "connectionprofileurl"),
    "recommendations": _form("firstname lastname text creationdate", "status"),
    "endorsements received": _form(
        "endorsementdate endorserfirstname", "endorserlastname endorserpublicurl endorsementstatus"
    ),
    "endorsements given": _form(
        "endorsementdate endorseefirstname", "endorseelastname endorseepublicurl endorsementstatus"
    ),
    "positions": _form("companyname title startedon", "finishedon"),
    "education": _form("schoolname startdate", "enddate degreename"),
    "saved jobs": _form("saveddate jobtitle companyname"),
    "applications": _form("applicationdate jobtitle companyname"),
    "follows": _form("organization followedon"),
    "email addresses": _form("emailaddress confirmed", "primary"),
    "address book": _form("source firstname lastname emails", "fullname companies title location profiles"),
}
"""Kind of file -> what tells it and what is kept of it."""
