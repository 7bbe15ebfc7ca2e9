"""What can be measured, ordered and given in the demo clinic, with its codes.

LOINC for measurements, RxNorm ingredients for drugs, CVX for vaccines. Procedures and places carry
words only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Analyte:
    """`usual` and `spread` are what an unremarkable chart shows; `low`/`high` the reference range."""

    key: str
    code: str
    name: str
    unit: str  # UCUM
    usual: float
    spread: float
    low: float | None
    high: float | None
    digits: int = 1
    category: str = "laboratory"


_V, _S = "vital-signs", "survey"
_TABLE = (
    Analyte("sodium", "2951-2", "Sodium", "mmol/L", 139.5, 1.2, 135, 145, 0),
    Analyte("potassium", "2823-3", "Potassium", "mmol/L", 4.2, 0.15, 3.5, 5.1),
    Analyte("chloride", "2075-0", "Chloride", "mmol/L", 102, 1.2, 98, 107, 0),
    Analyte("bicarbonate", "2028-9", "Carbon dioxide, total", "mmol/L", 25, 1, 22, 29, 0),
    Analyte("urea", "3094-0", "Urea nitrogen", "mg/dL", 14, 1.6, 7, 20, 0),
    Analyte("creatinine", "2160-0", "Creatinine", "mg/dL", 0.85, 0.03, 0.6, 1.2, 2),
    Analyte("egfr", "98979-8", "eGFR (CKD-EPI 2021)", "mL/min/{1.73_m2}", 90, 0, 60, None, 0),
    Analyte("calcium", "17861-6", "Calcium", "mg/dL", 9.4, 0.15, 8.6, 10.3),
    Analyte("magnesium", "19123-9", "Magnesium", "mg/dL", 2.0, 0.1, 1.6, 2.6),
    Analyte("glucose", "2345-7", "Glucose", "mg/dL", 92, 5, 70, 99, 0),
    Analyte("glucose_1h", "1504-0", "Glucose 1 hour after 50 g glucose", "mg/dL", 118, 5, None, 139, 0),
    Analyte("hba1c", "4548-4", "Hemoglobin A1c", "%", 5.4, 0.08, 4.0, 5.6),
    Analyte("uacr", "9318-7", "Albumin/creatinine ratio, urine", "mg/g", 9, 2, None, 29, 0),
    Analyte("cholesterol", "2093-3", "Total cholesterol", "mg/dL", 184, 6, None, 199, 0),
    Analyte("ldl", "13457-7", "LDL cholesterol", "mg/dL", 108, 5, None, 129, 0),
    Analyte("hdl", "2085-9", "HDL cholesterol", "mg/dL", 54, 2, 40, None, 0),
    Analyte("triglycerides", "2571-8", "Triglycerides", "mg/dL", 112, 9, None, 149, 0),
    Analyte("alt", "1742-6", "Alanine aminotransferase (ALT)", "U/L", 22, 3, 7, 45, 0),
    Analyte("ast", "1920-8", "Aspartate aminotransferase (AST)", "U/L", 21, 3, 8, 40, 0),
    Analyte("alp", "6768-6", "Alkaline phosphatase", "U/L", 72, 5, 40, 130, 0),
    Analyte("bilirubin", "1975-2", "Bilirubin, total", "mg/dL", 0.6, 0.1, 0.2, 1.2),
    Analyte("albumin", "1751-7", "Albumin", "g/dL", 4.2, 0.1, 3.5, 5.0),
    Analyte("inr", "6301-6", "INR", "{INR}", 1.0, 0.05, 0.8, 1.2),
    Analyte("hemoglobin", "718-7", "Hemoglobin", "g/dL", 13.8, 0.25, 12.0, 15.5),
    Analyte("mcv", "787-2", "Mean corpuscular volume", "fL", 89, 1, 80, 100, 0),
    Analyte("wbc", "6690-2", "White blood cell count", "10*3/uL", 6.6, 0.6, 4.0, 11.0),
    Analyte("platelets", "777-3", "Platelet count", "10*3/uL", 245, 15, 150, 400, 0),
    Analyte("retic", "17849-1", "Reticulocytes", "%", 1.2, 0.1, 0.5, 2.5),
    Analyte("hbf", "4576-5", "Hemoglobin F", "%", 0.6, 0.1, None, 2.0),
    Analyte("ldh", "2532-0", "Lactate dehydrogenase", "U/L", 170, 10, 120, 246, 0),
    Analyte("ferritin", "2276-4", "Ferritin", "ng/mL", 82, 9, 15, 150, 0),
    Analyte("b12", "2132-9", "Vitamin B12", "pg/mL", 430, 30, 200, 900, 0),
    Analyte("vitamin_d", "1989-3", "25-hydroxyvitamin D", "ng/mL", 31, 3, 20, 50, 0),
    Analyte("tsh", "3016-3", "TSH", "m[IU]/L", 2.0, 0.25, 0.4, 4.5, 2),
    Analyte("ft4", "3024-7", "Free T4", "ng/dL", 1.2, 0.08, 0.8, 1.8, 2),
    Analyte("crp", "1988-5", "C-reactive protein", "mg/L", 2.2, 0.6, None, 5.0),
    Analyte("esr", "4537-7", "Erythrocyte sedimentation rate", "mm/h", 12, 2, None, 20, 0),
    Analyte("rf", "11572-5", "Rheumatoid factor", "[IU]/mL", 9, 1, None, 14, 0),
    Analyte("ccp", "33935-8", "Anti-CCP antibody", "U/mL", 5, 1, None, 20, 0),
    Analyte("uric_acid", "3084-1", "Uric acid", "mg/dL", 5.2, 0.3, 3.4, 7.0),
    Analyte("psa", "2857-1", "Prostate specific antigen", "ng/mL", 1.4, 0.1, None, 4.0),
    Analyte("ntprobnp", "33762-6", "NT-proBNP", "pg/mL", 80, 10, None, 300, 0),
    Analyte("troponin", "10839-9", "Troponin I", "ng/mL", 0.01, 0, None, 0.04, 2),
    Analyte("viral_load", "20447-9", "HIV-1 RNA", "{copies}/mL", 20, 0, None, 19, 0),
    Analyte("cd4", "24467-3", "CD4 cell count", "/uL", 720, 30, 500, 1500, 0),
    Analyte("ttg", "46128-5", "Tissue transglutaminase IgA", "U/mL", 2, 0.3, None, 15, 0),
    Analyte("calprotectin", "38445-3", "Calprotectin, stool", "ug/g", 28, 6, None, 50, 0),
    Analyte("afp", "1834-1", "Alpha-1-fetoprotein", "ng/mL", 2.4, 0.3, None, 8.0),
    Analyte("procalcitonin", "33959-8", "Procalcitonin", "ng/mL", 0.05, 0, None, 0.1, 2),
    Analyte("levetiracetam", "30471-7", "Levetiracetam level", "ug/mL", 22, 2, 12, 46, 0),
    Analyte("fev1", "20150-9", "FEV1", "L", 3.1, 0.08, None, None, 2, "procedure"),
    Analyte("fev1_fvc", "19926-5", "FEV1/FVC", "%", 80, 1, 70, None, 0, "procedure"),
    Analyte("peak_flow", "33452-4", "Peak expiratory flow", "L/min", 420, 15, None, None, 0, "procedure"),
    Analyte("phq9", "44261-6", "PHQ-9 total score", "{score}", 2, 0.8, None, 4, 0, _S),
    Analyte("gad7", "70274-6", "GAD-7 total score", "{score}", 2, 0.8, None, 4, 0, _S),
    Analyte("fundal_height", "11881-0", "Fundal height", "cm", 24, 0.5, None, None, 0, "exam"),
    Analyte("pulse", "8867-4", "Heart rate", "/min", 72, 4, None, None, 0, _V),
    Analyte("breaths", "9279-1", "Respiratory rate", "/min", 15, 1, None, None, 0, _V),
    Analyte("spo2", "59408-5", "Oxygen saturation", "%", 98, 0.5, 94, 100, 0, _V),
    Analyte("temperature", "8310-5", "Body temperature", "Cel", 36.7, 0.15, None, None, 1, _V),
    Analyte("weight", "29463-7", "Body weight", "kg", 75, 0.6, None, None, 1, _V),
    Analyte("height", "8302-2", "Body height", "cm", 168, 0, None, None, 0, _V),
    Analyte("bmi", "39156-5", "Body mass index", "kg/m2", 25, 0, None, None, 1, _V),
    Analyte("pain", "72514-3", "Pain severity (0-10)", "{score}", 2, 1, None, None, 0, _V),
    Analyte("systolic", "8480-6", "Systolic blood pressure", "mm[Hg]", 122, 5, None, None, 0, _V),
    Analyte("diastolic", "8462-4", "Diastolic blood pressure", "mm[Hg]", 76, 3, None, None, 0, _V),
)
ANALYTES = {one.key: one for one in _TABLE}

# Ranges that differ between the sexes; the table above holds women's.
MALE_RANGES: dict[str, tuple[float | None, float | None]] = {
    "hemoglobin": (13.5, 17.5),
    "creatinine": (0.7, 1.3),
    "ferritin": (30, 400),
}
MALE_USUAL = {"hemoglobin": 14.9, "creatinine": 0.98, "ferritin": 140.0}

PANELS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # name: LOINC of the panel, its title, its parts
    "bmp": (
        "51990-0",
        "Basic metabolic panel",
        ("sodium", "potassium", "chloride", "bicarbonate", "urea", "creatinine", "calcium", "glucose"),
    ),
    "cbc": ("58410-2", "Complete blood count", ("hemoglobin", "mcv", "wbc", "platelets")),
    "lipids": ("57698-3", "Lipid panel", ("cholesterol", "ldl", "hdl", "triglycerides")),
    "liver": ("24325-3", "Liver panel", ("alt", "ast", "alp", "bilirubin", "albumin")),
    "thyroid": ("", "Thyroid tests", ("tsh", "ft4")),
    "inflammation": ("", "Inflammation markers", ("crp", "esr")),
}

RXNORM = {
    "acetaminophen": "161",
    "adalimumab": "327361",
    "albuterol": "435",
    "alendronate": "46041",
    "allopurinol": "519",
    "amlodipine": "17767",
    "amoxicillin": "723",
    "anastrozole": "84857",
    "apixaban": "1364430",
    "aspirin": "1191",
    "atorvastatin": "83367",
    "azathioprine": "1256",
    "azithromycin": "18631",
    "bictegravir": "1999667",
    "budesonide": "19831",
    "carvedilol": "20352",
    "calcium carbonate": "1897",
    "ceftriaxone": "2193",
    "cetirizine": "20610",
    "cholecalciferol": "2418",
    "clopidogrel": "32968",
    "codeine": "2670",
    "colchicine": "2683",
    "doxycycline": "3640",
    "empagliflozin": "1545653",
    "ferrous sulfate": "24947",
    "finasteride": "25025",
    "fluticasone": "41126",
    "folic acid": "4511",
    "furosemide": "4603",
    "gabapentin": "25480",
    "hydrochlorothiazide": "5487",
    "hydroxyurea": "5552",
    "ibuprofen": "5640",
    "labetalol": "6185",
    "lactulose": "6218",
    "lamotrigine": "28439",
    "levetiracetam": "114477",
    "levothyroxine": "10582",
    "lisinopril": "29046",
    "losartan": "52175",
    "mesalamine": "52582",
    "metformin": "6809",
    "methotrexate": "6851",
    "metoprolol": "6918",
    "morphine": "7052",
    "naproxen": "7258",
    "nitrofurantoin": "7454",
    "omeprazole": "7646",
    "oxycodone": "7804",
    "penicillin G": "7980",
    "penicillin V": "7984",
    "prednisone": "8640",
    "propranolol": "8787",
    "sertraline": "36437",
    "spironolactone": "9997",
    "sulfamethoxazole / trimethoprim": "10831",
    "sulfamethoxazole": "10180",
    "sumatriptan": "37418",
    "tamoxifen": "10324",
    "tamsulosin": "77492",
    "tiotropium": "69120",
    "topiramate": "38404",
    "warfarin": "11289",
    "zoledronic acid": "77655",
}

VACCINES = {
    "influenza": ("140", "Influenza, seasonal, injectable, preservative free"),
    "tdap": ("115", "Tdap (tetanus, diphtheria, pertussis)"),
    "td": ("113", "Td (tetanus, diphtheria), adult"),
    "pneumococcal": ("216", "Pneumococcal conjugate, 20-valent"),
    "ppsv23": ("33", "Pneumococcal polysaccharide, 23-valent"),
    "zoster": ("187", "Zoster, recombinant"),
    "hepb": ("43", "Hepatitis B, adult"),
    "hepa": ("52", "Hepatitis A, adult"),
    "hpv": ("165", "HPV, 9-valent"),
    "mmr": ("03", "MMR (measles, mumps, rubella)"),
    "varicella": ("21", "Varicella"),
    "dtap": ("20", "DTaP"),
    "polio": ("10", "Polio, inactivated"),
    "meningococcal": ("114", "Meningococcal ACWY conjugate"),
}

NOTE_KINDS = {
    "progress": ("11506-3", "Progress note"),
    "admission": ("34117-2", "History and physical"),
    "discharge": ("18842-5", "Discharge summary"),
    "consult": ("11488-4", "Consultation note"),
    "telephone": ("34748-4", "Telephone encounter note"),
    "nursing": ("34746-8", "Nurse note"),
    "operation": ("11504-8", "Surgical operation note"),
    "emergency": ("34111-5", "Emergency department note"),
    "referral": ("57133-1", "Referral note"),
}

# LOINC answer codes for smoking status.
SMOKING = {
    "Never smoker": "LA18978-9",
    "Former smoker": "LA15920-4",
    "Current every day smoker": "LA18976-3",
}
