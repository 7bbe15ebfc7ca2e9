"""Second thoughts about single words: names that the tagger passed over, and clinical words that it took."""

import re
from collections.abc import Iterator, Sequence

from triage.engine.deid.lists import Lists, folded
from triage.engine.deid.tagger import Tag
from triage.engine.deid.tokens import Token
from triage.engine.deid.types import Found
from triage.engine.deid.vocabulary import Vocabulary

_AFTER_EPONYM = frozenset(
    "disease syndrome sign test maneuver manoeuvre score scale lymphoma thyroiditis criteria classification "
    "operation procedure fracture catheter drain palsy stain virus cell cells contracture esophagus oesophagus "
    "sarcoma phenomenon ulcer reflex needle index grade grading nodes node tube position point vein artery gland "
    "duct tumor tumour block fever".split()
)
CARE = frozenset(
    "nurse doctor physician surgeon therapist pharmacist dietitian midwife psychologist psychiatrist dentist "
    "caregiver carer cardiologist neurologist radiologist interpreter technician sonographer echocardiographer "
    "paramedic".split()
)
_MEDICINE = re.compile(
    "(?:mab|nib|vir|tide|pril|sartan|statin|olol|azole|cillin|mycin|floxacin|azepam|emia|aemia|itis|osis|omas?|ectomy|ostomy|"
    "otomy|plasty|scopy|graphy|pathy|algia|uria|pnoea|pnea|phagia|cytes?|gliflozin|gliptin|xaban|parin|lukast|triptan|setron|"
    "prazole|dronate|thiazide|ropium|ulose|morphone|codone|caine|tropin|lactam|cycline|idine|amine|azine|oxin|afil|osin|ptysis|"
    "rrh(?:ea|oea|age|aphy)|lysis|trophy|plasia|genic|ation|ment|ness|ally|ably|ised|ized|ing|ed)$"
)
_DOUBT_AT_START = -3.0
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
_LONGEST_ABBREVIATION = 5


class Screen:
    def __init__(self, lists: Lists, vocabulary: Vocabulary) -> None:
        self._lists, self._vocabulary = lists, vocabulary
        self._names = lists.words["given"] | lists.words["family"]
        self._peoples = lists.words["peoples"] | {word + "s" for word in lists.words["peoples"]}
        self._places = lists.words["cities"] | lists.words["countries"] | lists.words["states"]

    def keeps(self, label: str, run: Sequence[Token], tokens: Sequence[Token], first: int, mixed: bool) -> bool:
        """Whether what the tagger marked may stay marked. `mixed` says that the text uses capitals."""
        words = [token.text for token in run if token.text[0].isalpha()]
        if label == "STREET_ADDRESS" and mixed and not any(map(self._of_address, run)):
            return any(map(self._of_address, tokens[max(0, first - 4) : first + len(run) + 5]))
        if label not in ("PERSON", "ORGANIZATION", "GPE", "NRP", "STREET_ADDRESS") or not words:
            return True
        if label in ("PERSON", "ORGANIZATION") and max(map(len, words)) < 2:
            return False
        if mixed and label in ("PERSON", "ORGANIZATION", "STREET_ADDRESS") and all(map(self._abbreviation, words)):
            return False
        return not (mixed and all(word.islower() and self._everyday(word) for word in words))

    def is_title(self, run: Sequence[Token]) -> bool:
        parts = [folded(token.text) for token in run]
        known = self._lists.words["honorifics"] | self._lists.words["occupations"] | CARE
        return any(part in known or part.removesuffix("s") in known for part in parts)

    def passed_over(self, tokens: Sequence[Token], tags: Sequence[Tag]) -> Iterator[Found]:
        """Capitalised words that our lists or nobody knows, where the tagger saw nothing. At the start of a
        sentence every word has a capital: there the tagger must have been in doubt."""
        for place, token in enumerate(tokens):
            if tags[place].label != "O" or not self.suspect(token.text):
                continue
            word, after = bare(token.text), tokens[place + 1] if place + 1 < len(tokens) else None
            opens = token.gap == "\n" or tokens[place - 1].text in ".?!:-" or not place
            if opens and not self.listed(word) and tags[place].doubt < _DOUBT_AT_START:
                continue
            if after and (folded(after.text) in _AFTER_EPONYM or (not after.gap and after.text[0].isalnum())):
                continue
            if word not in self._lists.words["eponyms"]:
                yield Found(token.start, token.end, "GPE" if word in self._places else "PERSON")

    def listed(self, word: str) -> bool:
        return word in self._names or word in self._places

    def suspect(self, text: str) -> bool:
        """Like a name: a capital and small letters, and medical text does not write it small."""
        word = bare(text)
        if len(word) < 3 or not (text[0].isupper() and word[1:].isalpha()) or self._abbreviation(text):
            return False
        if any(map(str.isupper, text[2:])) and not text.isupper() and not text.startswith(("Mc", "Mac", "O'", "D'")):
            return False  # SpO2, DBil
        habit = self._vocabulary(_POSSESSIVE.sub("", text))
        return habit.seen == 0 and (self.listed(word) or (habit.capital == 0 and not _MEDICINE.search(word)))

    def _abbreviation(self, word: str) -> bool:
        return word.isupper() and len(word) <= _LONGEST_ABBREVIATION and folded(word) not in self._names | self._places

    def _everyday(self, word: str) -> bool:
        habit = self._vocabulary(word)
        return (habit.seen > 0 or habit.piece) and not (
            (self.listed(bare(word)) and habit.seen < 3) or bare(word) in self._peoples
        )

    def _of_address(self, token: Token) -> bool:
        """A word of streets, or a capitalised word that is nobody's everyday word."""
        street = folded(token.text) in self._lists.words["street_words"] and len(token.text) > 3
        return street or (token.text[:1].isupper() and self.suspect(token.text))


def bare(word: str) -> str:
    return _POSSESSIVE.sub("", folded(word))


def uses_capitals(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.text.isalpha()]
    return any(word[0].isupper() and word[1:].islower() for word in words)
