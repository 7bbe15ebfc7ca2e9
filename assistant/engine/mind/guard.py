"""What is not answered from an open chart: other people, changes to the record, orders to the software."""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.engine.mind.reading import known_words
from assistant.engine.mind.text import stem, tidy, tokens
from records.engine.rows import PatientFacts


class Refusal(StrEnum):
    OTHER_PATIENT = "other_patient"
    CHANGE = "change"
    INSTRUCTIONS = "instructions"


_INSTRUCTIONS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|drop)\b.{0,40}\b(?:rules?|instructions?|polic\w+|prompt|restrictions?|guidelines? above|safety|access control|permissions?|audit)\b"
    r"|\bsystem prompt\b|\byou are now\b|\bdeveloper mode\b|\bjailbr\w+|\bact as (?:an?|the) (?:admin\w*|root|unrestricted|different)\b|\bpretend (?:to be|you)\b"
    r"|\bselect\b.{1,40}\bfrom\b\s+\w+|\bdrop table\b|\bdelete from\b|\bdump\b.{0,20}\b(?:database|table|records?)\b"
    r"|忽略.{0,12}(?:规则|指令|限制)|系统提示"
)
_OTHERS = re.compile(
    r"\b(?:(?:an)?other|previous|next|different|second|last|first|prior|neighbou?ring) (?:patients?|persons?|charts?|clients?)\b"
    r"|\b(?:all|every|other|any|which|how many|list|show|our|my) (?:of (?:the|my|our) )?(?:the )?(?:other )?(?:patients|charts|people in|clients)\b"
    r"|\bpatients? in (?:the )?(?:room|bed|ward|bay|next)\b|\b(?:room|bed|bay) \d+\b|\bwho else\b|\b(?:everyone|everybody|anyone|someone) (?:else|in|with|who)\b"
    r"|\bpatients (?:with|who|on|taking|in|like)\b|\b(?:my|the) (?:neighbou?r|colleague|co-?worker|boss)(?:'s)?\b|\bin the database\b"
    r"|(?:另一个|别的|其他|其它|下一个|上一个|所有)(?:的)?(?:病人|患者)|(?:隔壁|\d+)(?:床|号房)"
)
_NUMBER = re.compile(
    r"\b(?:mrn|record (?:number|no\.?|#)|patient (?:number|id|no\.?|#)|chart (?:number|no\.?|#)|patient)\s*[:#]?\s*((?=[\w-]*\d)[\w-]{3,})"
)
_POLITE = r"(?:(?:please|kindly|now|then|and|also|ok(?:ay)?|hey|hi|just|so)[,\s]+|(?:can|could|would|will) (?:you|u)(?: please)?\s+|(?:i|we) (?:want|need|would like|'d like) (?:you )?to\s+|go ahead and\s+|let's\s+|let us\s+|help me\s+|i'd like (?:you )?to\s+)*"
_CHANGE = re.compile(
    rf"^{_POLITE}(?:prescribe|add|delete|remove|erase|update|change|modify|edit|correct|amend|alter|overwrite|sign|cosign|cancel|schedule|book|refill|renew"
    r"|discontinue|stop|hold|restart|start (?:her|him|them|the|a|on|pt|patient|\w+ (?:at|\d))|begin (?:her|him|them)|put (?:her|him|them|the patient) on|switch|increase|decrease|reduce|raise|lower|double|halve|titrate|taper|up ?titrate"
    r"|order|reorder|enter|insert|log|mark|set|merge|move|transfer|refer|discharge|admit|approve|reject|close|archive|rename|replace|fix|append|write (?:a|an|the|her|him|up)(?! summary)|record (?:a|an|that|her|his|the|new)|document (?:a|that|the|her|his)|note that|make (?:a|an) (?:note|entry|appointment|order|referral)|send|e-?mail|fax|give (?:her|him|them|the patient)|administer|save|create|sign off|chart (?:a|that))\b"
)
_NOT_A_CHANGE = re.compile(
    r"\b(?:start|stop|end|change|order|record|sign|hold|close|book|log|note|set|mark) (?:date|dates|time|number|history|in|over|of)\b"
)
_CHANGE_CHINESE = re.compile(
    r"^(?:请|帮我|给我)?(?:给(?:她|他|病人|患者)?开(?!.*什么时候)|开(?:一|个|点|药|处方)|删除|修改|更改|添加|增加|停掉|停用(?!.*(?:什么时候|吗|哪些))|更新|预约|签名|签署)"
)
_NOT_NAMES = set(
    "what it that he she who how there here when where let today yesterday tomorrow week month year patient pt doctor nurse women woman "
    "men man child children mother father parent sister brother husband wife son daughter family aunt uncle grandmother grandfather "
    "alzheimer crohn parkinson hodgkin graves grave cushing addison bell barrett raynaud sjogren down huntington hashimoto wilson paget "
    "meniere tourette kaposi dupuytren baker one person everyone spouse partner grandparent cousin visit world lab".split()
)
_TITLED = re.compile(r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss|MR|MRS|MS)\b\.?\s+([A-Za-z][\w'-]+)(?:\s+([A-Z][\w'-]+))?")
_CALLED = re.compile(
    r"\b(?:[Pp]atient|[Ff]or|[Aa]bout|[Oo]n|[Oo]f|[Dd]oes|[Dd]id|[Ii]s|[Hh]as|[Ww]as|[Aa]nd|chart)\s+((?:[A-Z][\w'-]+\s+)+[A-Z][\w'-]+|(?<=[Pp]atient )[A-Z][a-z'-]+)"
)
_OWNER = re.compile(r"((?:[^\W\d_][\w-]*\s+)?[^\W\d_][\w-]*)'s\b", re.UNICODE)


def refusal(text: str, person: PatientFacts) -> Refusal | None:
    line = tidy(text)
    if _INSTRUCTIONS.search(line):
        return Refusal.INSTRUCTIONS
    if _other_number(line, person) or _OTHERS.search(line) or _other_name(text, person):
        return Refusal.OTHER_PATIENT
    if (_CHANGE.search(line) and not _NOT_A_CHANGE.search(line)) or _CHANGE_CHINESE.search(line):
        return Refusal.CHANGE
    return None


def _other_number(line: str, person: PatientFacts) -> bool:
    own = {person.record_number.lower(), person.ref.lower()}
    return any(number not in own and not re.fullmatch(r"(?:19|20)\d\d", number) for number in _NUMBER.findall(line))


def _other_name(text: str, person: PatientFacts) -> bool:
    """A person is named who is not the patient. A name shared in part (Marta, Lindqvist) is the patient's."""
    own = set(tokens(person.name))
    return any(not _is_own(words, own) for words in _people(text))


def _is_own(words: Sequence[str], own: set[str]) -> bool:
    """With a full name every part must be the patient's: a relative shares only the surname."""
    return all(word in own for word in words)


def _people(text: str) -> list[list[str]]:
    plain = text.replace("’", "'")
    found = [[w for w in match.groups() if w] for match in _TITLED.finditer(plain)]
    found += [match[1].split() for match in _CALLED.finditer(plain)]
    found += [match[1].split() for match in _OWNER.finditer(plain)]
    return [names for words in found if (names := _name_words(words))]


def _name_words(words: Sequence[str]) -> list[str]:
    """The words that can only be a name: not in the vocabulary, not an everyday word."""
    lowered = [stem(w.lower().removesuffix("'s")) for w in words]
    return [w for w in lowered if w not in known_words() and w not in _NOT_NAMES and len(w) > 2]
