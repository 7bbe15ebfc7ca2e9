"""What a transcript offers to a note: statements, each with the wordings that it could take."""

import re

from triage.engine.summary.dialogue import answers, clinical
from triage.engine.summary.dialogue.answers import Polarity
from triage.engine.summary.dialogue.frames import framed, with_system
from triage.engine.summary.dialogue.spoken import without_opening, written
from triage.engine.summary.dialogue.stock import nothing
from triage.engine.summary.dialogue.turns import Role, Said
from triage.engine.summary.dialogue.unit import Unit
from triage.engine.summary.dialogue.voice import Person, sentence_case, third_person

_CHAT = re.compile(
    r"\b(?:thank you|thanks|welcome|nice to (?:meet|see)|good (?:morning|"
    r"afternoon|evening|to see)|how are you|see you|bye|"
    r"sounds good|that's (?:great|good|wonderful|awesome|perfect|fine)|"
    r"i'm (?:sorry|glad|happy)|i see|no problem|hey ,? ?dragon|"
    r"any (?:other )?questions|let me know|does that (?:make|sound)|dax|my name is|i'll be right|take care)\b",
    re.I,
)
_LONGEST = 45  # words of one statement
_WORDINGS = 16  # more choices mean more chances to be wrong about one


def units(sentences: tuple[Said, ...], person: Person) -> tuple[Unit, ...]:
    """In the order of the transcript. Questions take part through their answers."""
    found: list[Unit] = []
    for index, sentence in enumerate(sentences):
        question = _question_before(sentences, index)
        if sentence.asks and sentence.role is not Role.PATIENT:
            continue
        if question is not None:
            found += _answered(question, sentence, person)
            continue
        found += _statement(sentence, None, person, "statement")
    return (*found, *nothing(found))


def _question_before(sentences: tuple[Said, ...], index: int) -> Said | None:
    """The other speaker's last question, for the first sentence of the turn that follows it."""
    sentence = sentences[index]
    if index == 0 or sentences[index - 1].turn == sentence.turn:
        return None
    asking = [s for s in sentences[max(0, index - 4) : index] if s.turn == sentence.turn - 1]
    return next((s for s in reversed(asking) if s.asks), None)


def _answered(question: Said, answer: Said, person: Person) -> list[Unit]:
    polarity = answers.polarity(answer.text)
    topic = answers.topic(question.text)
    if polarity is Polarity.OPEN or topic is None:
        return _statement(answer, question, person, "open")
    no = polarity is Polarity.NO
    wordings = answers.denied(topic, question.text, answer.text) if no else answers.affirmed(topic, question.text)
    if not wordings:
        return _statement(answer, question, person, "open")
    told = tuple(dict.fromkeys(_finished(third_person(w, question.role, person)) for w in with_system(wordings)))
    both = (question.span, answer.span)
    unit = Unit(told, both, answer.role, str(polarity), answer.text, question.text, answer.turn, False)
    rest = without_opening(written(answer.text))
    more = _statement(answer, question, person, "open") if len(rest.split()) >= 3 else []
    return [unit, *more]


def _statement(sentence: Said, question: Said | None, person: Person, origin: str) -> list[Unit]:
    text = without_opening(written(sentence.text))
    words = text.split()
    if not words or len(words) > _LONGEST or _EMPTY.fullmatch(text) or _GREETING.search(sentence.text):
        return []
    told = third_person(text, sentence.role, person)
    wordings = dict.fromkeys(
        _finished(w) for w in [*_shorter(told), *_clauses(told), *framed(told, question, sentence.role, person)]
    )
    spelled = third_person(without_opening(written(sentence.text, small_words=True)), sentence.role, person)
    if spelled != told:
        wordings |= dict.fromkeys(_finished(w) for w in [*_shorter(spelled), *_clauses(spelled)])
    if question is not None:
        both = answers.joined(question.text, text)
        wordings[_finished(third_person(both, sentence.role, person))] = None
    asked = question.text if question else ""
    sources = (question.span, sentence.span) if question else (sentence.span,)
    chat = bool(_CHAT.search(sentence.text))
    told_ways = tuple(w for w in wordings if w and not _UNFINISHED.search(w))[:_WORDINGS]
    if not told_ways:
        return []
    return [Unit(told_ways, sources, sentence.role, origin, sentence.text, asked, sentence.turn, chat)]


_GREETING = re.compile(
    r"^.{0,25}\b(?:nice to (?:meet|see)|good to (?:meet|see)|good (?:morning|"
    r"afternoon|evening)|how are you|thank you|thanks|"
    r"welcome|bye|sounds good)\b.{0,25}$|\bhey ,? ?dragon\b|\bfinalize the note\b|\bdax\b",
    re.I | re.S,
)
_UNFINISHED = re.compile(
    r"\b(?:of|in|and|the|a|an|to|so|but|or|with|is|are|was|his|her|their|"
    r"that|because|what|if|for|on|at|like|from|about|when|"
    r"i|we|you|he|she|it|the patient|has|have|not|do|does|my|your|than|as|by|which|just|this|feels?|thinks?)[ .,]*$",
    re.I,
)
_EMPTY = re.compile(
    r"(?:(?:i|it|that|this|he|she|we|you|they)(?:'s|'m| is| do| does|"
    r" did| have| has| am| was| had| think| guess| can| would)?|not|doctor|"
    r"sir|what|are you|is)[ .,?]*",
    re.I,
)
_FRAME = re.compile(
    r"^(?:(?:i|the patient|she|he) (?:knows?|means?|would say|sees?|notes?)(?: that)? |it (?:looks|sounds|seems) like |"
    r"i (?:do )?(?:see|understand|hear|know)(?: here)? (?:that )?|(?:there|it) is )",
    re.I,
)
_SUBJECT = re.compile(r"^(?:the patient|she|he) (?:is |has |had )?(?:having |been having |been |got |a )?", re.I)


def _shorter(text: str) -> list[str]:
    """The whole statement, then the same without frame and without subject."""
    bare = _FRAME.sub("", text)
    return [text, bare, _SUBJECT.sub("", bare)]


_JOINT = re.compile(
    r", (?:(?:and|but|so|which|because|or) )?|,? \b(?:but|because|since|so|although|when|which|where)\b ?|"
    r" and (?=(?:i|he|she|the patient|it|they|that|then)\b)"
)


def _clauses(text: str) -> list[str]:
    """Beginnings and ends of a statement of several clauses, each of which says something by itself."""
    cuts = list(_JOINT.finditer(text))
    found: list[str] = []
    for cut in cuts:
        first, last = text[: cut.start()], text[cut.end() :]
        found += [part for part in (first, last) if len(part.split()) >= 2]
    return [short for part in found[:8] for short in _shorter(part)]


def _finished(text: str) -> str:
    return sentence_case(clinical.terms(text))
