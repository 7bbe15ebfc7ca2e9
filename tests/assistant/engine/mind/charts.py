"""Made-up charts that the mind's tests ask."""

# ruff: noqa: E501  (one row a line reads as the table that it is)

from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from tests.fakes.tools import Article, FakeTools

TODAY = date(2024, 11, 20)


def on(day: str) -> SourceDate:
    return SourceDate(day)


def value(code: str, name: str, day: str, number: float, unit: str, category: str = "laboratory") -> ObservationRow:
    return ObservationRow(f"{code}/{day}", code, name, category, "final", on(day), number, unit=unit)


def pressure(day: str, systolic: float, diastolic: float) -> ObservationRow:
    parts = tuple(
        ObservationRow("", code, name, "vital-signs", "final", None, number, unit="mm[Hg]")
        for code, name, number in (
            ("8480-6", "Systolic Blood Pressure", systolic),
            ("8462-4", "Diastolic Blood Pressure", diastolic),
        )
    )
    return ObservationRow(f"bp/{day}", "85354-9", "Blood Pressure", "vital-signs", "final", on(day), components=parts)


def smoking(day: str, status: str) -> ObservationRow:
    return ObservationRow(
        f"smoke/{day}", "72166-2", "Tobacco smoking status", "social-history", "final", on(day), value_text=status
    )


def marta() -> FakeTools:
    """A woman of 66 with several years of data and two conflicts: a penicillin allergy beside an
    amoxicillin order, and two active doses of atorvastatin."""
    return FakeTools(
        person=PatientFacts(
            "marta", "Marta Lindqvist", "female", on("1958-03-14"), "A-204417", language="Swedish",
            marital_status="Married", address="12 Birch Lane, Northfield", phone="555-0142",
            race="White", ethnicity="Not Hispanic or Latino", coverage="Northfield Health Plan",
        ),
        observed=[
            value("2823-3", "Potassium", "2024-11-02", 5.6, "mmol/L"),
            value("2823-3", "Potassium", "2024-05-10", 4.8, "mmol/L"),
            value("2823-3", "Potassium", "2023-02-01", 4.3, "mmol/L"),
            value("2823-3", "Potassium", "2022-03-15", 3.9, "mmol/L"),
            value("2951-2", "Sodium", "2024-11-02", 138, "mmol/L"),
            value("2951-2", "Sodium", "2023-02-01", 133, "mmol/L"),
            value("2951-2", "Sodium", "2022-03-15", 141, "mmol/L"),
            value("2160-0", "Creatinine", "2024-11-02", 1.42, "mg/dL"),
            value("2160-0", "Creatinine", "2023-02-01", 1.18, "mg/dL"),
            value("2160-0", "Creatinine", "2022-03-15", 0.97, "mg/dL"),
            value("33914-3", "Estimated Glomerular Filtration Rate", "2024-11-02", 41, "mL/min"),
            value("718-7", "Hemoglobin [Mass/volume] in Blood", "2024-05-10", 12.7, "g/dL"),
            value("718-7", "Hemoglobin [Mass/volume] in Blood", "2022-03-15", 10.9, "g/dL"),
            value("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "2024-11-02", 8.4, "%"),
            value("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "2023-02-01", 7.9, "%"),
            value("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "2022-03-15", 6.8, "%"),
            value("2345-7", "Glucose [Mass/volume] in Serum", "2024-11-02", 187, "mg/dL"),
            value("5792-7", "Glucose [Mass/volume] in Urine by Test strip", "2023-02-01", 2.5, "mg/dL"),
            value("777-3", "Platelets [#/volume] in Blood by Automated count", "2024-05-10", 256, "10*3/uL"),
            value("6690-2", "Leukocytes [#/volume] in Blood by Automated count", "2024-05-10", 7.2, "10*3/uL"),
            value("2093-3", "Total Cholesterol", "2024-05-10", 214, "mg/dL"),
            value("18262-6", "Low Density Lipoprotein Cholesterol", "2024-05-10", 131, "mg/dL"),
            value("18262-6", "Low Density Lipoprotein Cholesterol", "2022-03-15", 162, "mg/dL"),
            value("2085-9", "High Density Lipoprotein Cholesterol", "2024-05-10", 46, "mg/dL"),
            value("2571-8", "Triglycerides", "2024-05-10", 177, "mg/dL"),
            pressure("2024-11-02", 152, 88),
            pressure("2024-05-10", 139, 81),
            value("29463-7", "Body Weight", "2024-11-02", 82.4, "kg", "vital-signs"),
            value("29463-7", "Body Weight", "2023-02-01", 79.1, "kg", "vital-signs"),
            value("8302-2", "Body Height", "2024-11-02", 164, "cm", "vital-signs"),
            value("39156-5", "Body Mass Index", "2024-11-02", 30.64, "kg/m2", "vital-signs"),
            value("8867-4", "Heart rate", "2024-11-02", 71, "/min", "vital-signs"),
            value("8331-1", "Oral temperature", "2024-05-10", 36.9, "Cel", "vital-signs"),
            smoking("2024-11-02", "Former smoker"),
            smoking("2022-03-15", "Current every day smoker"),
        ],
        medicines=[
            MedicationRow("m1", "Amoxicillin 500 MG Oral Capsule", "", "active", on("2024-10-30"), reason="Acute bronchitis"),
            MedicationRow("m2", "Atorvastatin 40 MG Oral Tablet", "", "active", on("2024-05-10"), dosage="40 mg at night"),
            MedicationRow("m3", "Atorvastatin 20 MG Oral Tablet", "", "active", on("2023-02-01"), dosage="20 mg at night"),
            MedicationRow("m4", "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", "", "active", on("2021-06-30"), dosage="50 mg once a day", reason="Hypertension"),
            MedicationRow("m5", "Furosemide 40 MG Oral Tablet", "", "active", on("2022-08-19"), dosage="40 mg in the morning", reason="Chronic congestive heart failure"),
            MedicationRow("m6", "lisinopril 10 MG Oral Tablet", "", "active", on("2018-04-03"), dosage="10 mg once a day", reason="Hypertension"),
            MedicationRow("m7", "metoprolol tartrate 25 MG Oral Tablet", "", "stopped", on("2019-02-11"), on("2021-06-30")),
            MedicationRow("m8", "Ibuprofen 200 MG Oral Tablet", "", "stopped", on("2017-09-05"), on("2017-09-19")),
        ],
        problems=[
            ConditionRow("c1", "Chronic congestive heart failure (disorder)", "", "active", "confirmed", on("2022-08-17")),
            ConditionRow("c2", "Type 2 diabetes mellitus (disorder)", "", "active", "confirmed", on("2017-01-15")),
            ConditionRow("c3", "Hypertension", "", "active", "confirmed", on("2015-09-21")),
            ConditionRow("c4", "Acute bronchitis (disorder)", "", "resolved", "confirmed", on("2016-12-04"), on("2016-12-18")),
            ConditionRow("c5", "Fracture of forearm", "", "resolved", "confirmed", on("2009-07-22"), on("2009-10-01")),
            ConditionRow("c6", "Fracture of ankle", "", "resolved", "confirmed", on("1994-02-06"), on("1994-05-06")),
        ],
        allergic=[
            AllergyRow("a1", "Penicillin", "", "active", "confirmed", "medication", "high", ("hives",), on("1999-05-02")),
            AllergyRow("a2", "Shellfish allergy", "", "active", "confirmed", "food", "low", (), on("2004-08-11")),
        ],
        done=[
            ProcedureRow("p1", "Colonoscopy", "", "completed", on("2023-09-12")),
            ProcedureRow("p2", "Plain chest X-ray (procedure)", "", "completed", on("2022-08-17"), reason="Chronic congestive heart failure"),
            ProcedureRow("p3", "Colonoscopy", "", "completed", on("2013-04-25")),
            ProcedureRow("p4", "Suture open wound", "", "completed", on("2011-03-09"), reason="Laceration of hand"),
            ProcedureRow("p5", "Appendectomy", "", "completed", on("1979-10-08")),
        ],
        vaccines=[
            ImmunizationRow("v1", "Influenza, seasonal, injectable, preservative free", "140", "completed", on("2024-10-01")),
            ImmunizationRow("v2", "Influenza, seasonal, injectable, preservative free", "140", "completed", on("2023-10-06")),
            ImmunizationRow("v3", "pneumococcal polysaccharide vaccine, 23 valent", "33", "completed", on("2023-04-18")),
            ImmunizationRow("v4", "Tdap", "115", "completed", on("2019-06-27")),
        ],
        visits=[
            EncounterRow("e1", "Follow-up encounter", "AMB", "finished", on("2024-11-02"), reason="Hypertension", provider="Dr. Ines Okafor", site="Northfield Clinic"),
            EncounterRow("e2", "Encounter for check up (procedure)", "AMB", "finished", on("2024-05-10"), provider="Dr. Ines Okafor", site="Northfield Clinic"),
            EncounterRow("e3", "Encounter for problem", "AMB", "finished", on("2024-03-19"), reason="Back pain", provider="Dr. Paul Reyes", site="Northfield Clinic"),
            EncounterRow("e4", "Emergency room admission (procedure)", "EMER", "finished", on("2024-03-04"), reason="Dizziness", site="Northfield General Hospital"),
            EncounterRow("e5", "Hospital admission", "IMP", "finished", on("2022-08-17"), on("2022-08-21"), "Chronic congestive heart failure", site="Northfield General Hospital"),
        ],
        readings=[
            ReportRow("r1", "Chest X-ray report", "", "final", on("2022-08-17"), "Enlarged heart with mild pulmonary congestion."),
        ],
        written=[
            NoteRow("n1", "Progress note", "progress", "Dr. Ines Okafor", "signed", on("2024-11-02"),
                    "Marta feels well. She sleeps on two pillows and has mild ankle swelling.\n"
                    "Family history: her mother had breast cancer at age 61. Her father died of a stroke.\n"
                    "She lives with her husband and works part time as a librarian.\n"
                    "Plan: repeat the potassium in one week and stop the salt substitute."),
            NoteRow("n2", "Progress note", "progress", "Dr. Paul Reyes", "signed", on("2024-03-19"),
                    "Low back pain for two weeks after lifting boxes. No leg weakness.\nAdvised heat and walking."),
            NoteRow("n3", "Discharge summary", "discharge", "Dr. Lena Brandt", "signed", on("2022-08-21"),
                    "Admitted with shortness of breath and leg swelling.\nShe denied chest pain.\n"
                    "Echocardiogram showed an ejection fraction of 38 percent."),
            NoteRow("n4", "Emergency note", "emergency", "Dr. Tom Hale", "signed", on("2024-03-04"),
                    "Dizziness on standing. Orthostatic blood pressure drop found. Given fluids and sent home."),
        ],
        articles=[
            Article("l1", "Spironolactone in heart failure",
                    "Spironolactone lowered mortality in people with heart failure. Potassium rose in some of them."),
            Article("l2", "Walking and back pain", "A walking programme reduced recurrence of low back pain."),
        ],
    )  # fmt: skip


def empty() -> FakeTools:
    """A man about whom nothing but his name is known."""
    return FakeTools(person=PatientFacts("otto", "Otto Bergmann", "male", on("1990-08-30")))


def no_known_allergies() -> FakeTools:
    tools = empty()
    tools.allergic = [
        AllergyRow("a0", "No known allergies", "", "active", "confirmed", recorded=on("2021-02-03"), none_known=True)
    ]
    return tools
