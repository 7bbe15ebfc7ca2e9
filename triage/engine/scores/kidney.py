"""Kidney function from creatinine."""


def ckd_epi_2021(creatinine: float, age: float, *, female: bool) -> float:
    """eGFR in mL/min/1.73 m² of an adult from serum creatinine in mg/dL and age in years, without race.

    CKD-EPI 2021 (Inker et al., N Engl J Med 2021;385:1737). Raises ValueError outside of what it was made for.
    """
    if creatinine <= 0 or age < 18:
        raise ValueError("creatinine must be above 0 mg/dL and age at least 18 years")
    kappa, alpha, factor = (0.7, -0.241, 1.012) if female else (0.9, -0.302, 1.0)
    ratio = creatinine / kappa
    return float(142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.2 * 0.9938**age * factor)


def cockcroft_gault(creatinine: float, age: float, weight: float, *, female: bool) -> float:
    """Creatinine clearance in mL/min from serum creatinine in mg/dL, age in years and weight in kg.

    Cockcroft and Gault, Nephron 1976;16:31; many labels dose by it.
    """
    if min(creatinine, age, weight) <= 0:
        raise ValueError("creatinine, age and weight must be above 0")
    return (140 - age) * weight / (72 * creatinine) * (0.85 if female else 1)
