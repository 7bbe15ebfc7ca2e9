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
    "duct tumor tumour block fever palsies anomaly malformation deformity tendon ring rings contractions "
    "breathing angina "
    "staging stage stages hernia stain smear chorea ataxia encephalopathy neuropathy retinopathy dystrophy "
    "cardiomyopathy "
    "arthropathy sphincter canal foramen ligament membrane layer line lines body bodies loop pouch diverticulum "
    "manoeuvres "
    "maneuvers tests signs criterion rule rules formula equation bandage splint collar frame blade forceps "
    "incision approach "
    "repair shunt tap drainage resection anastomosis reconstruction rods plate nail screw prosthesis valve "
    "graft lesion spots "
    "bundle fibres fibers nucleus plexus space triangle fold folds zone pupil nystagmus reaction antibody "
    "agglutinin assay "
    "epilepsy dementia aphasia area areas anemia anaemia glands crisis coma goiter goitre nephropathy macules nodules "
    "papule plaque sores gait stick lamp chart card plot curve bodies hydrocele kidney exponent "
    "classification's".split()
)
_PLACE_NAMED = frozenset(
    "boston glasgow edmonton barcelona montreal rotterdam vienna ottawa milan edinburgh seattle lyme zika paris "
    "london rome "
    "tokyo toronto philadelphia stockholm amsterdam chicago hamburg florence memphis lille bethesda geneva "
    "helsinki".split()
)
_NAMED_AFTER_PLACE = frozenset(
    "score scale criteria rules rule coma naming bowel cognitive disease virus classification assessment stage "
    "staging system "
    "knee ankle foot index chromosome plaster questionnaire handedness depression scoring".split()
)
_NAMED = frozenset({"PERSON", "ORGANIZATION", "GPE", "NRP", "STREET_ADDRESS"})
CARE = frozenset(
    "nurse doctor physician surgeon therapist pharmacist dietitian midwife psychologist psychiatrist dentist "
    "caregiver carer cardiologist neurologist radiologist interpreter technician sonographer echocardiographer "
    "paramedic".split()
)
_MEDICINE = re.compile(
    "(?:mab|nib|vir|tide|pril|sartan|statin|olol|azole|cillin|mycin|floxacin|azepam|emia|aemia|itis|osis|omas?|"
    "ectomy|ostomy|"
    "otomy|plasty|scopy|graphy|pathy|algia|uria|pnoea|pnea|phagia|cytes?|gliflozin|gliptin|xaban|parin|lukast|"
    "triptan|setron|"
    "prazole|dronate|thiazide|ropium|ulose|morphone|codone|caine|tropin|lactam|cycline|idine|amine|azine|oxin|"
    "afil|osin|ptysis|"
    "rrh(?:ea|oea|age|aphy)|lysis|trophy|plasia|genic|ation|ment|ness|ally|ably|ised|ized|ing|ed)$"
)
_DOUBT_AT_START = -3.0
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")
_LONGEST_ABBREVIATION = 5


class Screen:
    def __init__(self, lists: Lists, vocabulary: Vocabulary) -> None:
        self._lists, self._vocabulary = lists, vocabulary
        self._names = lists.words["given"] | lists.words["family"]
        self._eponyms = lists.words["eponyms"] | lists.eponyms["with_word"] | lists.eponyms["alone"]
        self._peoples = lists.words["peoples"] | {word + "s" for word in lists.words["peoples"]}
        self._places = lists.words["cities"] | lists.words["countries"] | lists.words["states"]

    def keeps(self, label: str, run: Sequence[Token], tokens: Sequence[Token], first: int, mixed: bool) -> bool:
        """Whether what the tagger marked may stay marked. `mixed` says that the text uses capitals."""
        words = [token.text for token in run if token.text[0].isalpha()]
        glued = first + len(run) < len(tokens) and not tokens[first + len(run)].gap
        if label == "STREET_ADDRESS" and glued and tokens[first + len(run)].text[0].isalnum():
            return False
        if label == "STREET_ADDRESS" and mixed and not any(map(self._of_address, run)):
            return any(map(self._street, tokens[max(0, first - 4) : first + len(run) + 4]))
        if label not in _NAMED or not words:
            return True
        if label != "STREET_ADDRESS" and self._eponym(words, tokens, first, first + len(run)):
            return False
        if label in ("PERSON", "ORGANIZATION") and max(map(len, words)) < 2:
            return False
        if label == "ORGANIZATION" and mixed and all(word.isupper() and self._vocabulary(word).seen for word in words):
            return False  # a heading
        if mixed and label in ("PERSON", "ORGANIZATION", "STREET_ADDRESS") and all(map(self._abbreviation, words)):
            return False
        return not (mixed and all(word.islower() and self._everyday(word) for word in words))

    def trimmed(self, label: str, tokens: Sequence[Token], first: int, last: int, mixed: bool) -> tuple[int, int]:
        """A run [first, last) of a name without everyday words at its ends, and without the eponym of a disease."""
        if not mixed or label not in _NAMED:
            return first, last
        if label == "PERSON":
            last = next((at for at in range(first + 1, last) if tokens[at].text.isdigit()), last)
        while first < last and self._lost_at_start(label, tokens, first, last):
            first += 1
        while first < last and self._lost_at_end(label, tokens[last - 1].text):
            last -= 1
        owned = last - first > 1 and _POSSESSIVE.search(tokens[last - 2].text)
        if owned and self.opens_eponym(tokens, last - 1):
            last -= 1
        return first, last

    def _lost_at_start(self, label: str, tokens: Sequence[Token], first: int, last: int) -> bool:
        word = tokens[first].text
        if self._lost_at_end(label, word):
            return True
        heads = label == "ORGANIZATION" and first + 1 < last and tokens[first + 1].text[:1].isupper()
        opens = first == 0 or tokens[first].gap == "\n" or tokens[first - 1].text in ".?!:"
        return label != "STREET_ADDRESS" and opens and not heads and word.isalpha() and self.plain(word)

    def _lost_at_end(self, label: str, word: str) -> bool:
        """A small word that is no name; parts of names such as "van" only stand inside."""
        if not word.isalpha():
            return not word.isalnum()
        if label == "STREET_ADDRESS" and folded(word) in self._lists.words["street_words"]:
            return False
        named = self.listed(word) and self._vocabulary(word).seen < 3
        return word.islower() and len(word) > 1 and not named

    def opens_eponym(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a word names a disease, sign or device after someone, as "Kayser" in "Kayser-Fleischer rings"."""
        if bare(tokens[place].text) not in self._eponyms:
            return False
        at = place + 1
        while at + 1 < len(tokens) and tokens[at].text in "-–" and bare(tokens[at + 1].text) in self._eponyms:
            at += 2
        return at > place + 1 or (at < len(tokens) and folded(tokens[at].text) in _AFTER_EPONYM)

    def _eponym(self, words: Sequence[str], tokens: Sequence[Token], first: int, last: int) -> bool:
        plain = [bare(word) for word in words if len(word) > 1 and word[0].isupper()]
        after = folded(tokens[last].text) if last < len(tokens) else ""
        if plain and all(word in _PLACE_NAMED for word in plain) and after in _NAMED_AFTER_PLACE:
            return True
        if not plain or not all(word in self._eponyms for word in plain):
            return False
        before = folded(tokens[first - 1].text) if first else ""
        if before in self._lists.words["honorifics"] or before in self._lists.words["given"]:
            return False
        alone = all(word in self._lists.eponyms["alone"] for word in plain)
        joined = tokens[first - 1].text == "-" and bare(tokens[first - 2].text) in self._eponyms if first > 1 else False
        return alone or joined or any(self.opens_eponym(tokens, at) for at in range(first, last))

    def may_be_name(self, word: str) -> bool:
        """Of a word after a form of address: listed, or hardly ever written in medical text."""
        habit = self._vocabulary(word)
        return len(word) > 2 and word.isalpha() and ((self.listed(bare(word)) and habit.seen < 3) or habit.seen == 0)

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
            if self.opens_eponym(tokens, place) or (
                word in _PLACE_NAMED and after and folded(after.text) in _NAMED_AFTER_PLACE
            ):
                continue
            opens = token.gap == "\n" or tokens[place - 1].text in ".?!:-" or not place
            if opens and not self.listed(word) and tags[place].doubt < _DOUBT_AT_START:
                continue
            if after and (folded(after.text) in _AFTER_EPONYM or (not after.gap and after.text[0].isalnum())):
                continue
            if word not in self._eponyms:
                yield Found(token.start, token.end, "GPE" if word in self._places else "PERSON")

    def plain(self, word: str) -> bool:
        """A word that medical text mostly writes small and that is on no list of names, or an eponym."""
        known = len(word) > 2 and self._vocabulary(word).seen >= 1 and not self.listed(bare(word))
        return known or bare(word) in self._lists.eponyms["alone"]

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

    def _street(self, token: Token) -> bool:
        return folded(token.text) in self._lists.words["street_words"] and len(token.text) > 3

    def _of_address(self, token: Token) -> bool:
        """A word of streets, or a capitalised word that is nobody's everyday word."""
        return self._street(token) or (token.text[:1].isupper() and self.suspect(token.text))


def bare(word: str) -> str:
    return _POSSESSIVE.sub("", folded(word))


def uses_capitals(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.text.isalpha()]
    return any(word[0].isupper() and word[1:].islower() for word in words)
