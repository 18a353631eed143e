"""What may stand between two names, and what it says of how they belong together."""

from __future__ import annotations

import re

_UNIT_OF = (
    r"(?:(?:the )?(?:\w+ )?(?:village|town|city|area|district|province|state|region|county|tehsil|upazila|"
    r"municipality|governorate|department|commune|outskirts|suburb|part|countryside|locality|parish|division)s?"
    r" (?:of )?)?"
)
#: "In the restive northern", "in rebel-held".
_STATE = "restive|volatile|troubled|remote|rural|besieged|disputed|contested|occupied"
_DESCRIBED = (
    rf"(?: (?:{_STATE}|neighbou?ring|nearby|[a-z]+-[a-z]+))?"
    r"(?: (?:far )?(?:north|south|east|west|cent)\w*)? "
)
INSIDE = re.compile(
    r"(?:(?: and its (?:surroundings|environs|outskirts|suburbs|vicinity))?,?(?: also)?"
    r"(?: located| situated)? (?:in|of|under|inside|within|at|outside)(?: the)?"
    rf"{_DESCRIBED}{_UNIT_OF}(?:the )?"
    rf"|, (?:a|an|the) (?:[\w-]+ ){{1,3}}(?:in|of)(?: the)?{_DESCRIBED}"
    rf"|, (?:in )?(?:the )?(?:(?:far )?(?:north|south|east|west|cent)\w* )?{_UNIT_OF}|,| ?[(\[])"
)
#: A unit that is named as such needs no more proof than one behind a preposition.
TOLD = re.compile(
    r", (?:in|of) (?:the )?(?:municipality|district|province|governorate|department|county|tehsil|region) of "
)
PREPOSED = re.compile(r", (?:also )?(?:in|of) ")
PART_OF = re.compile(r", (?:a|an|the) ")
#: An unknown name before "…, the … of Medellín" is a place where one of these calls it so, else somebody.
CALLED = re.compile(
    r"\b(?:village|town|township|city|capital|suburb|neighbou?rhood|district|hamlet|settlement|hub|stronghold|"
    r"port|island|camp|area|region|province|municipality|outpost|base|crossing|valley)\b",
    re.IGNORECASE,
)
OPENING = re.compile(r" ?[(\[] ?(?:in )?(?:the )?")
#: "Between Zhob, a farming town, and Kalat".
BETWEEN = re.compile(r", (?:a|an|the) [^,.;]{1,32}, and ")
LIST = re.compile(
    r"(?:,|,? (?:and|or|&|as well as)(?: (?:in|the|near|of|at|from|parts|on))*|/|-|,? then(?: in)?) ?",
)
AGAIN = re.compile(r",? (?:in|of|within|from) (?:the|that) same (\w+)")
#: "In the same district": a name so far back is still remembered.
REMEMBERED = 12
AND = re.compile(r",? (?:and|or|&|as well as)\b")
POSSESSIVE = re.compile(
    rf"['’]s? (?:(?:{_STATE}|[a-z]+-[a-z]+),? )?"
    r"(?:(?:far )?(?:north|south|east|west|cent)[\w-]* )?"
    r"(?:(?:\w+ )?capital(?: city)?,? (?:of )?|(?:port )?city of |port of |town of |village of |district of |"
    r"province of |state of |region of )?"
)
#: What follows a name that is the whole of where something was, and no owner: "in Lahore's Shadman today".
WHERE_ENDS = re.compile(
    r"[,.;)]|\s*$|\s(?:on|in|at|when|where|after|before|during|and|late|early|near|this|last|yesterday|today|"
    r"by|as|while|overnight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
#: "The Mexico state of Guanajuato", "the Red Sea port of Hodeidah".
LAND_OF = re.compile(
    r" (?:port )?(?:state|province|region|city|town|port|department|governorate|village) of (?:the )?"
)
#: What a unit or a town has that is named behind "of": "the Tripoli neighbourhood of Bab al-Tabbaneh".
QUARTERS = re.compile(
    r" (?:city|town|village|neighbou?rhood|suburb|quarter|district|area|camp|county|township|municipality|"
    r"commune)"
)
#: "The Rakhine state capital Sittwe", "the Kano provincial capital, Kano".
CAPITAL = re.compile(r" (?:(?:state|provincial|regional) )?capital(?: city)?(?:,| of)? ")
#: A unit before its name, in capitals: "Barangay Lati".
BEFORE = re.compile(r"(?<= )(?:Barangay|Brgy\.?|Sitio|Purok|Tehsil|Taluka|Upazila|District|Village|Town) $")
MAX_GAP = 44
#: How words end that say in whose hands a place is.
HELD = ("-held", "-ruled", "-run", "-controlled", "-occupied", "-administered", "-besieged")
#: "In the same province": of the kind that this is.
SAME_KIND = {
    "province": "admin1",
    "state": "admin1",
    "region": "admin1",
    "governorate": "admin1",
    "district": "admin2",
}
