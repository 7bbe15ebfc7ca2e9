"""Names made comparable: letters, spelling of two countries, possessives, plurals, small words."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+(?:\+(?!\w))?")
_SMALL = frozenset("of the a an and with in to by for due from on".split())
# British and older spellings, whole sounds first.
_SPELLINGS = (("oedema", "edema"), ("haem", "hem"), ("anaem", "anem"), ("aemia", "emia"), ("oesoph", "esoph"),
              ("diarrhoea", "diarrhea"), ("coeliac", "celiac"), ("paed", "ped"), ("orrhoea", "orrhea"),
              ("ischaem", "ischem"), ("leukaem", "leukem"), ("tumour", "tumor"), ("foetal", "fetal"),
              ("gynaec", "gynec"), ("caec", "cec"), ("faec", "fec"), ("oestr", "estr"), ("venous", "vein"))  # fmt: skip
# Say how bad, where or how long, and not what: left out when nothing is known by the whole name.
QUALIFIERS = frozenset(
    "severe mild moderate left right bilateral unilateral known new recurrent persistent suspected probable possible "
    "newly diagnosed symptomatic asymptomatic paroxysmal progressive longstanding uncontrolled controlled refractory "
    "leg arm upper lower extremity untreated early late advanced active history my his her this that".split()
)
# Of an order for a drug: form, way, strength, salt.
OF_ORDERS = frozenset(
    "mg mcg g ml units unit tablet tablets tab tabs capsule capsules oral orally iv intravenous im po sc daily bid tid "
    "qid prn nightly weekly inhaler inhaled nebulized topical cream ointment drops solution injection hcl "
    "hydrochloride sodium calcium potassium sulfate sulphate maleate tartrate succinate mesylate besylate phosphate "
    "acetate citrate monohydrate dose doses dosage therapy low high once twice day per".split()
)
OF_LABS = frozenset("serum plasma blood level levels value values total count concentration measurement".split())


def words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    plain = plain.replace("'s", "")
    for old, new in _SPELLINGS:
        plain = plain.replace(old, new)
    found = [_singular(word) for word in _WORD.findall(plain)]
    kept = [word for word in found[:-1] if word not in _SMALL]
    return (*kept, found[-1]) if found else ()  # the last word is never small: hepatitis A


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) else word
