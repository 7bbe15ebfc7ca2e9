"""What can be told by its form: contacts, numbers that name someone, ages, codes of places."""

import re
from collections.abc import Iterator

from triage.engine.deid.types import Found

_UNIT = (
    r"(?:\s?(?:%|mg|mcg|µg|ug|ng|pg|g|kg|ml|dl|l|mmol|meq|miu|iu|units?|u|kcal|cells?|copies|ms|msec|sec|hz|bpm|"
    r"mm|cm|"
    r"mmhg|mosm|k|x|per|/)(?![A-Za-z]))"
)
_NUMBER_WORD = (
    r"(?:mrn|m\.r\.n\.|medical record|record|chart|hospital|patient|account|acct|policy|member|subscriber|group|"
    r"licen[cs]e|"
    r"license plate|plate|passport|case|accession|specimen|serial|device|encounter|visit|claim|invoice|"
    r"reference|ref|nhs|"
    r"medicare|medicaid|insurance|ssn|social security|tax|certificate|npi|dea|id|vin|badge|employee|registration)"
)
_IDENTIFIER = re.compile(
    rf"\b{_NUMBER_WORD}(?:\s+(?:number|num|no|nr|id|card|code))?\s*(?:\.|:|#|is|=|-|was)*\s*(?:\.|:|#|no\.?|"
    rf"number)?\s*"
    r"((?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9/-]{3,24})\b",
    re.IGNORECASE,
)
_AGE_AFTER = (
    r"(?:[\s-]*(?:years?|yrs?|yr)[\s-]*(?:old|of age)|[\s-]*(?:y/o|y\.o\.|yo|yof|yom|y/o[fm])\b|\s?(?:jahre alt|"
    r"ans)\b)"
)
_AGES = (
    re.compile(rf"\b(\d{{1,3}}){_AGE_AFTER}", re.IGNORECASE),
    re.compile(
        r"\b(?:aged?|age is|age:|age of|turn(?:s|ed|ing)?|ages)\s+(\d{1,3})\b(?!\s*(?:mg|%|\.\d|/))", re.IGNORECASE
    ),
    re.compile(
        r"\bwhen (?:s?he|they|I) (?:was|were|is) (\d{1,3})\b(?!\s*(?:mg|%|\.\d|/|weeks|days|months))", re.IGNORECASE
    ),
    re.compile(r"(\d{1,3})\s?岁"),
)
_STATE = (
    r"(?:A[LKZRAEP]|C[AOT]|D[EC]|F[LM]|G[AU]|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[TAI]|W[AVIY])"
)

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL_ADDRESS", re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")),
    ("DOMAIN_NAME", re.compile(r"\b(?:https?|ftp)://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+", re.IGNORECASE)),
    (
        "DOMAIN_NAME",
        re.compile(
            r"(?<![\w@.])[a-z0-9][a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|biz|io|de|fr|es|it|nl|"
            r"ch|at|se|no|"
            r"dk|fi|pl|cz|hu|pt|br|uk|ca|au|nz|jp|cn|ru|be|example)(?:/[^\s<>\"')\]]*)?(?![\w.]*@)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "IP_ADDRESS",
        re.compile(
            r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", re.IGNORECASE
        ),
    ),
    ("IBAN_CODE", re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b", re.IGNORECASE)),
    ("US_SSN", re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")),
    ("CREDIT_CARD", re.compile(r"(?<!\d)(?:\d{4}[ -]){3}\d{1,7}(?!\d)|(?<![\d.])\d{12,19}(?!\d)")),
    (
        "ZIP_CODE",
        re.compile(
            r"\b(?:zip|postal|post)[\s-]?(?:code)?(?:\s+is|"
            r":)?\s*((?=[A-Z\d -]*\d)[A-Z\d]{1,5}(?:[ -][A-Z\d]{2,4})?)\b",
            re.IGNORECASE,
        ),
    ),
    ("ZIP_CODE", re.compile(rf"\b{_STATE},?\s+(\d{{5}}(?:-\d{{4}})?)\b")),
    ("ZIP_CODE", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("ZIP_CODE", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b")),
    (
        "STREET_ADDRESS",
        re.compile(
            r"\bP\.?\s?O\.?\s?Box\s+\d+|\b(?:PSC|CMR|Unit)\s+\d+,?\s+Box\s+\d+|\b(?:APO|FPO|DPO)\s+A[AEP]\s+\d{5}\b",
            re.IGNORECASE,
        ),
    ),
    ("STREET_ADDRESS", re.compile(r"\b(?:Apt|Apartment|Suite|Ste)\.?\s*#?\s*\d+[A-Z]?\b", re.IGNORECASE)),
    (
        "STREET_ADDRESS",
        re.compile(
            r"\b\d{1,6}(?:/\d{1,4})?[A-Z]?\s+(?:[NSEW]\.?\s+)?(?:(?:[^\W\d_a-z][\w'’.-]*|de|la|del|van|der)\s+)"
            r"{1,4}(?:Street|St|Avenue|Ave|Road|Rd|"
            r"Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Terrace|Circle|Cir|Highway|Hwy|Parkway|Pkwy|"
            r"Square|Close|Crescent|"
            r"Row|Hill|Steps)\b(?!\.? [A-Z][a-z]+ (?:[A-Z]|[a-z]{3,}))\.?(?:,? \d{1,2}(?:st|nd|rd|th) floor)?"
        ),
    ),
    (
        "STREET_ADDRESS",
        re.compile(
            r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Terrace|Crescent|Highway|Parkway)\b"
            r"(?! (?:drug|drugs|people))"
        ),
    ),
    (
        "STREET_ADDRESS",
        re.compile(
            r"(?:\b[Ll]ives|\b[Ll]iving|\b[Ss]taying|\b[Rr]esid\w+|\b[Aa]ddress|\b[Hh]ome visit|\b[Vv]isit(?:s|"
            r"ed)?)\b[^.\n]{0,40}?\b"
            r"(?:at|to|of|address):? ((?:The )?[A-Z][\w'’]+(?: [A-Z][\w'’]+){1,3}(?: \d+[a-z]?)?(?:, "
            r"[A-Z][\w'’]+(?: [A-Z][\w'’]+)*){1,2})"
        ),
    ),
    (
        "STREET_ADDRESS",
        re.compile(r"\b[Tt]he corner of [^.\n,?!]{3,60}? and [A-Z][\w'’]*(?: [A-Z][\w'’]*){0,2}"),
    ),
    ("GPE", re.compile(r"(?<=[：:，,、于在从自来住址至到省市])[一-鿿]{2,3}(?:省|市|县|自治区)|^[一-鿿]{2,3}(?:省|市)")),
    (
        "STREET_ADDRESS",
        re.compile(
            r"(?<=[省市区县：:])(?:[一-鿿]{1,6}区)?[一-鿿]{1,8}(?:路|街|大道|巷|村)(?:\d+号?)?(?:[\d一-鿿]{0,6}(?:室|栋|楼))?"
        ),
    ),
    (
        "PERSON",
        re.compile(
            r"(?:姓名|患者|联系人|医生|医师|护士|主治|家属|签名|丈夫|妻子|父亲|母亲|儿子|女儿)[：:]\s*([一-鿿]{2,4})"
        ),
    ),
    ("ID", _IDENTIFIER),
    ("ID", re.compile(r"\b(?=[A-Z]*\d)(?:[A-Z]{1,4}-?)\d{5,}[A-Z0-9-]*\b", re.IGNORECASE)),
    ("ID", re.compile(rf"(?<![\d.,/-])\d{{7,11}}(?![\d,/-]|\.\d|{_UNIT})", re.IGNORECASE)),
)
_PHONE = re.compile(
    r"(?<![\w.,/])(?:(?:\+|00)\s?\d{1,3}[\s.-]?)?(?:\(\d{1,4}\)\s?[-.]?)?\d{1,5}(?:[ .-]\d{2,5}){1,6}(?:\s?(?:x|"
    r"ext\.?)\s?\d{1,6})?(?![\w]|[.,]\d|/\d)",
    re.IGNORECASE,
)
_PLUS_PHONE = re.compile(
    r"(?<!\w)\+\d[\d ().-]{6,18}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?|"
    r"(?<!\w)\(\d{2,4}\)\s?\d[\d .-]{4,12}\d(?:\s?x\d{1,6})?"
)
_UNIT_NEXT = re.compile(_UNIT, re.IGNORECASE)
_DECIMALS = re.compile(r"\d+\.\d+[ -]\d+(?:\.\d+)?|\d{1,3}-\d{1,4}|\d+00-\d+00")


def found_by_form(text: str) -> Iterator[Found]:
    """Overlapping finds are left to the caller. Dates are not among them: see `dates`."""
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            group = 1 if match.lastindex else 0
            yield Found(match.start(group), match.end(group), kind)
    yield from _phones(text)
    yield from ages(text)


def ages(text: str) -> Iterator[Found]:
    """Every age in years; one up to 89 may stay."""
    for pattern in _AGES:
        for match in pattern.finditer(text):
            if int(match[1]) <= 130:
                yield Found(match.start(1), match.end(1), "AGE", kept=int(match[1]) <= 89)


def _phones(text: str) -> Iterator[Found]:
    for match in _PLUS_PHONE.finditer(text):
        yield Found(match.start(), match.end(), "PHONE_NUMBER")
    for match in _PHONE.finditer(text):
        number = match[0].split("x")[0]
        digits = sum(map(str.isdigit, number))
        if not 7 <= digits <= 15 or _DECIMALS.fullmatch(number) or _UNIT_NEXT.match(text, match.end()):
            continue
        yield Found(match.start(), match.end(), "PHONE_NUMBER")
