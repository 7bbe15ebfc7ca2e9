"""Bedside scores. Each docstring names where the points come from; units are in the arguments' names or text."""

from collections.abc import Mapping

from triage.engine.scores.types import Score, band


def _score(name: str, points: Mapping[str, float], *meanings: tuple[float, str]) -> Score:
    """`meanings` are (least total, words), highest first; the last one holds for everything below."""
    total = sum(points.values())
    return Score(name, total, points, next((words for least, words in meanings if total >= least), meanings[-1][1]))


def qsofa(*, respiratory_rate: float, systolic: float, altered_mind: bool) -> Score:
    """Quick SOFA (Singer et al., JAMA 2016;315:801): breaths a minute, mmHg."""
    points = {
        "22 breaths a minute or more": int(respiratory_rate >= 22),
        "systolic 100 mmHg or less": int(systolic <= 100),
        "altered mind": int(altered_mind),
    }
    return _score("qSOFA", points, (2, "higher risk of a bad outcome in infection"), (0, "not high by this score"))


def curb65(
    *, confusion: bool, urea_mmol_l: float, respiratory_rate: float, systolic: float, diastolic: float, age: float
) -> Score:
    """CURB-65 for pneumonia (Lim et al., Thorax 2003;58:377)."""
    points = {
        "confusion": int(confusion),
        "urea above 7 mmol/L": int(urea_mmol_l > 7),
        "30 breaths a minute or more": int(respiratory_rate >= 30),
        "systolic below 90 or diastolic 60 mmHg or less": int(systolic < 90 or diastolic <= 60),
        "65 years or more": int(age >= 65),
    }
    return _score(
        "CURB-65", points, (3, "severe: hospital"), (2, "moderate: consider hospital"), (0, "low: may stay at home")
    )


def cha2ds2_vasc(
    *,
    heart_failure: bool,
    hypertension: bool,
    age: float,
    diabetes: bool,
    stroke: bool,
    vascular_disease: bool,
    female: bool,
) -> Score:
    """CHA2DS2-VASc for atrial fibrillation (Lip et al., Chest 2010;137:263). What it means is counted without the
    point for female sex, which alone is no risk."""
    points = {
        "heart failure": int(heart_failure),
        "hypertension": int(hypertension),
        "age": band(age, (64.999, 0), (74.999, 1), other=2),
        "diabetes": int(diabetes),
        "stroke, TIA or embolism": 2 * stroke,
        "vascular disease": int(vascular_disease),
        "female": int(female),
    }
    return _score(
        "CHA2DS2-VASc",
        points,
        (2 + female, "anticoagulation is usually advised"),
        (1 + female, "anticoagulation may be considered"),
        (0, "low"),
    )


def has_bled(
    *,
    hypertension: bool,
    kidney: bool,
    liver: bool,
    stroke: bool,
    bleeding: bool,
    labile_inr: bool,
    age: float,
    drugs: bool,
    alcohol: bool,
) -> Score:
    """HAS-BLED (Pisters et al., Chest 2010;138:1093). `hypertension` means uncontrolled, above 160 mmHg systolic."""
    items = {
        "hypertension": hypertension,
        "kidney": kidney,
        "liver": liver,
        "stroke": stroke,
        "bleeding": bleeding,
        "labile INR": labile_inr,
        "over 65 years": age > 65,
        "drugs": drugs,
        "alcohol": alcohol,
    }
    points = {name: int(value) for name, value in items.items()}
    return _score("HAS-BLED", points, (3, "high bleeding risk: mend what can be mended"), (0, "not high"))


def wells_pe(
    *,
    signs_of_dvt: bool,
    pe_most_likely: bool,
    heart_rate: float,
    immobile_or_surgery: bool,
    earlier_vte: bool,
    hemoptysis: bool,
    cancer: bool,
) -> Score:
    """Wells score for pulmonary embolism (Wells et al., Thromb Haemost 2000;83:416)."""
    points = {
        "signs of DVT": 3.0 * signs_of_dvt,
        "PE as likely as anything else": 3.0 * pe_most_likely,
        "more than 100 beats a minute": 1.5 * (heart_rate > 100),
        "immobile or surgery within four weeks": 1.5 * immobile_or_surgery,
        "earlier DVT or PE": 1.5 * earlier_vte,
        "hemoptysis": 1.0 * hemoptysis,
        "cancer": 1.0 * cancer,
    }
    return _score("Wells PE", points, (4.5, "PE likely: imaging"), (0, "PE unlikely: D-dimer"))


def wells_dvt(
    *,
    cancer: bool,
    paralysis_or_cast: bool,
    bedridden_or_surgery: bool,
    tenderness: bool,
    whole_leg_swollen: bool,
    calf_3cm_larger: bool,
    pitting_edema: bool,
    collateral_veins: bool,
    earlier_dvt: bool,
    other_as_likely: bool,
) -> Score:
    """Wells score for deep vein thrombosis (Wells et al., N Engl J Med 2003;349:1227)."""
    items = {
        "cancer": cancer,
        "paralysis or cast": paralysis_or_cast,
        "bedridden or surgery": bedridden_or_surgery,
        "tenderness along the veins": tenderness,
        "whole leg swollen": whole_leg_swollen,
        "calf 3 cm larger": calf_3cm_larger,
        "pitting edema": pitting_edema,
        "collateral veins": collateral_veins,
        "earlier DVT": earlier_dvt,
    }
    points = {name: int(value) for name, value in items.items()} | {"another cause as likely": -2 * other_as_likely}
    return _score("Wells DVT", points, (2, "DVT likely: ultrasound"), (-2, "DVT unlikely: D-dimer"))


def perc(
    *,
    age: float,
    heart_rate: float,
    oxygen_saturation: float,
    hemoptysis: bool,
    estrogen: bool,
    earlier_vte: bool,
    leg_swollen: bool,
    surgery_or_trauma: bool,
) -> Score:
    """PERC rule (Kline et al., J Thromb Haemost 2004;2:1247): 0 rules PE out where it was unlikely to begin with."""
    items = {
        "50 years or more": age >= 50,
        "100 beats a minute or more": heart_rate >= 100,
        "saturation below 95 %": oxygen_saturation < 95,
        "hemoptysis": hemoptysis,
        "oestrogen": estrogen,
        "earlier DVT or PE": earlier_vte,
        "one leg swollen": leg_swollen,
        "surgery or trauma within four weeks": surgery_or_trauma,
    }
    points = {name: int(value) for name, value in items.items()}
    return _score(
        "PERC", points, (1, "cannot be ruled out by this rule"), (0, "PE ruled out if it was unlikely before")
    )


def centor_mcisaac(
    *, fever_over_38: bool, no_cough: bool, tender_front_nodes: bool, tonsils: bool, age: float
) -> Score:
    """Centor score with McIsaac's age correction (CMAJ 1998;158:75). `tonsils`: swollen or with exudate."""
    points = {
        "temperature above 38 °C": int(fever_over_38),
        "no cough": int(no_cough),
        "tender front neck nodes": int(tender_front_nodes),
        "tonsils swollen or with exudate": int(tonsils),
        "age": band(age, (2.999, 0), (14.999, 1), (44.999, 0), other=-1),
    }
    return _score("Centor (McIsaac)", points, (4, "treat or test"), (2, "test"), (-1, "no test, no antibiotic"))


def glasgow_coma(*, eyes: int, voice: int, movement: int) -> Score:
    """Glasgow Coma Scale (Teasdale and Jennett, Lancet 1974;2:81): eyes 1-4, voice 1-5, movement 1-6."""
    if not (1 <= eyes <= 4 and 1 <= voice <= 5 and 1 <= movement <= 6):
        raise ValueError("eyes 1 to 4, voice 1 to 5, movement 1 to 6")
    points = {"eyes": eyes, "voice": voice, "movement": movement}
    return _score("Glasgow Coma Scale", points, (13, "mild"), (9, "moderate"), (3, "severe: protect the airway"))


def heart_score(*, history: int, ecg: int, age: float, risk_factors: int, known_disease: bool, troponin: int) -> Score:
    """HEART score for chest pain (Six et al., Neth Heart J 2008;16:191). history, ecg and troponin 0 to 2; the count of
    risk factors is turned into points here."""
    if not all(0 <= part <= 2 for part in (history, ecg, troponin)):
        raise ValueError("history, ecg and troponin are 0, 1 or 2")
    points = {
        "history": history,
        "ECG": ecg,
        "age": band(age, (44.999, 0), (64.999, 1), other=2),
        "risk factors": 2 if known_disease else band(risk_factors, (0, 0), (2, 1), other=2),
        "troponin": troponin,
    }
    return _score("HEART", points, (7, "high"), (4, "moderate"), (0, "low"))


def abcd2(
    *, age: float, high_pressure: bool, weakness: bool, speech_only: bool, minutes: float, diabetes: bool
) -> Score:
    """ABCD2 after a TIA (Johnston et al., Lancet 2007;369:283). `high_pressure`: 140/90 mmHg or more."""
    points = {
        "60 years or more": int(age >= 60),
        "blood pressure": int(high_pressure),
        "signs": 2 if weakness else int(speech_only),
        "duration": band(minutes, (9.999, 0), (59.999, 1), other=2),
        "diabetes": int(diabetes),
    }
    return _score("ABCD2", points, (6, "high"), (4, "moderate"), (0, "low"))


def glasgow_blatchford(
    *,
    urea_mmol_l: float,
    hemoglobin_g_l: float,
    female: bool,
    systolic: float,
    heart_rate: float,
    melena: bool,
    syncope: bool,
    liver_disease: bool,
    heart_failure: bool,
) -> Score:
    """Glasgow-Blatchford score for upper gastrointestinal bleeding (Blatchford et al., Lancet 2000;356:1318)."""
    points = {
        "urea": band(urea_mmol_l, (6.499, 0), (7.999, 2), (9.999, 3), (24.999, 4), other=6),
        "hemoglobin": _blatchford_hemoglobin(hemoglobin_g_l, female=female),
        "systolic pressure": band(systolic, (89.999, 3), (99.999, 2), (109.999, 1), other=0),
        "100 beats a minute or more": int(heart_rate >= 100),
        "melena": int(melena),
        "syncope": 2 * syncope,
        "liver disease": 2 * liver_disease,
        "heart failure": 2 * heart_failure,
    }
    return _score("Glasgow-Blatchford", points, (2, "hospital and endoscopy"), (0, "may be treated as an outpatient"))


def _blatchford_hemoglobin(value: float, *, female: bool) -> int:
    if female:
        return band(value, (99.999, 6), (119.999, 1), other=0)
    return band(value, (99.999, 6), (119.999, 3), (129.999, 1), other=0)


def bishop(*, dilation_cm: float, effacement_percent: float, station: int, soft: int, position: int) -> Score:
    """Bishop score of the cervix (Bishop, Obstet Gynecol 1964;24:266). soft 0-2, position 0-2, station -3 to +2."""
    points = {
        "dilation": band(dilation_cm, (0.999, 0), (2.999, 1), (4.999, 2), other=3),
        "effacement": band(effacement_percent, (39.999, 0), (59.999, 1), (79.999, 2), other=3),
        "station": band(station, (-3, 0), (-2, 1), (0, 2), other=3),
        "consistency": soft,
        "position": position,
    }
    return _score("Bishop", points, (8, "favourable"), (6, "intermediate"), (0, "unfavourable"))
