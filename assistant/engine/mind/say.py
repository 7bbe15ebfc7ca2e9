"""The sentences around the facts, in English and Simplified Chinese. Facts keep the source's wording."""

import re
from collections.abc import Sequence

from records.engine.dates import SourceDate

_TEXTS: dict[str, tuple[str, str]] = {
    "value": ("{name}: {value}{on}{flag}.", "{name}:{value}{on}{flag}。"),
    "on": (" on {date}", ",{date}"),
    "preliminary": (" (preliminary)", "(初步结果)"),
    "high": (", above the reference range", ",高于参考范围"),
    "low": (", below the reference range", ",低于参考范围"),
    "first": ("First {name}: {value}{on}.", "首次{name}:{value}{on}。"),
    "highest": ("Highest {name}: {value}{on}.", "最高{name}:{value}{on}。"),
    "lowest": ("Lowest {name}: {value}{on}.", "最低{name}:{value}{on}。"),
    "average": ("Mean {name}: {value} over {count} results, {start} to {end}.", "{name}平均值:{value}({count}次,{start}至{end})。"),
    "count": ("{name}: {count} results on record, the latest {value}{on}.", "{name}:共{count}次记录,最近一次{value}{on}。"),
    "trend": ("{name}: {value}{on}, {direction} from {earlier}{earlier_on}.", "{name}:{value}{on},之前为{earlier}{earlier_on}({direction})。"),
    "up": ("up", "上升"),
    "down": ("down", "下降"),
    "unchanged": ("unchanged", "无变化"),
    "previous": ("Before that: {value}{on}.", "之前:{value}{on}。"),
    "same_time": ("{name}{on}: two different results are recorded, {values}.", "{name}{on}:记录了不同的结果:{values}。"),
    "same_day": ("Another result on the same day: {value}.", "同一天还有另一结果:{value}。"),
    "range": ("Reference range {range}.", "参考范围{range}。"),
    "nearest": ("No {name} on that day; the nearest is {value}{on}.", "当天没有{name};最接近的是{value}{on}。"),
    "exists_yes": ("Yes. {name}: {value}{on}.", "有。{name}:{value}{on}。"),
    "threshold_yes": ("Yes, {count} of {total} results; the latest of them: {name} {value}{on}.", "有,{total}次中有{count}次;最近一次:{name} {value}{on}。"),
    "threshold_no": ("No: none of {total} results. The closest: {name} {value}{on}.", "没有:{total}次结果均不符合。最接近:{name} {value}{on}。"),
    "never_measured": ("No {name} result is in this record.", "记录中没有{name}的结果。"),
    "not_then": ("No {name} result in that period.", "该时间段内没有{name}的结果。"),
    "no_earlier": ("No earlier {name} result is in this record.", "记录中没有更早的{name}结果。"),
    "no_labs": ("No laboratory results or vital signs are in this record.", "记录中没有化验或生命体征结果。"),
    "abnormal": ("Latest results outside their reference range:", "最近一次结果超出参考范围的项目:"),
    "no_abnormal": ("No latest result is marked as outside its reference range.", "没有标记为超出参考范围的最近结果。"),
    "latest_of": ("Latest results:", "最近结果:"),
    "taken": ("Read “{typed}” as “{taken}”.", "将“{typed}”理解为“{taken}”。"),
    "which_measure": ("Several measurements fit. Which one is meant?", "有多个项目符合,请问是哪一个?"),
    "active_meds": ("{count} current medications:", "目前用药{count}种:"),
    "active_med": ("One current medication:", "目前用药1种:"),
    "no_active_meds": ("No current medication is in this record.", "记录中没有目前用药。"),
    "past_meds": ("{count} past medications:", "既往用药{count}种:"),
    "no_past_meds": ("No past medication is in this record.", "记录中没有既往用药。"),
    "never_ordered": ("No order for {name} is in this record.", "记录中没有{name}的医嘱。"),
    "first_ordered": ("{name} was first ordered on {date}.", "{name}首次开具:{date}。"),
    "last_ordered": ("{name} was last ordered on {date}.", "{name}最近一次开具:{date}。"),
    "also_ordered": ("{name}, ordered {date}.", "{name},开具日期{date}。"),
    "taking": ("Yes, {name} is a current medication, ordered {date}.", "是,{name}为目前用药,开具日期{date}。"),
    "not_taking": ("No longer current: {name}, {status}, ordered {date}.", "目前已不用:{name}({status}),开具日期{date}。"),
    "stopped_on": ("{name} ended on {date}.", "{name}停用日期:{date}。"),
    "still_on": ("{name} is still current, ordered {date}.", "{name}仍在使用,开具日期{date}。"),
    "no_end": ("{name} is {status}; no end date is recorded.", "{name}({status}),未记录停用日期。"),
    "dose": ("{name}: {dosage}.", "{name}:{dosage}。"),
    "strength": ("{name} ({status}); no separate dosing instruction is recorded.", "{name}({status});未另记录用法用量。"),
    "reason": ("{name}: ordered for {reason}.", "{name}:用于{reason}。"),
    "no_reason": ("No reason is recorded for {name}.", "未记录使用{name}的原因。"),
    "two_doses": ("Two current orders with different doses: {names}.", "有两个剂量不同的现行医嘱:{names}。"),
    "order_count": ("{name}: {count} orders.", "{name}:{count}次医嘱。"),
    "which_drug": ("Several drugs fit and the answers differ. Which one is meant?", "有多种药物符合且答案不同,请问是哪一种?"),
    "allergy_conflict": ("Conflict: an allergy to {allergy} is recorded and {drug} is a current medication.", "冲突:记录有{allergy}过敏,但{drug}为目前用药。"),
    "problems": ("{count} active problems:", "现患问题{count}项:"),
    "problem": ("One active problem:", "现患问题1项:"),
    "no_problems": ("No active problem is in this record.", "记录中没有现患问题。"),
    "past_problems": ("{count} past problems:", "既往问题{count}项:"),
    "no_past_problems": ("No past problem is in this record.", "记录中没有既往问题。"),
    "no_such_problem": ("No {name} is in the problem list of this record.", "记录的问题列表中没有{name}。"),
    "has_active": ("Yes: {name}, {status}{since}.", "有:{name}({status}){since}。"),
    "had": ("Not active now: {name}, {status}{since}{until}.", "目前无活动性:{name}({status}){since}{until}。"),
    "since": (", since {date}", ",自{date}"),
    "until": (", until {date}", ",至{date}"),
    "onset": ("{name}: onset {date}.", "{name}:起病日期{date}。"),
    "onset_unknown": ("{name} is recorded without an onset date.", "{name}未记录起病日期。"),
    "ended": ("{name} ended on {date}.", "{name}结束于{date}。"),
    "not_ended": ("{name} is {status}; no end date is recorded.", "{name}({status}),未记录结束日期。"),
    "recorded": ("Recorded on {date}.", "记录日期{date}。"),
    "which_problem": ("Several conditions fit and the answers differ. Which one is meant?", "有多个诊断符合且答案不同,请问是哪一个?"),
    "allergies": ("{count} recorded allergies:", "记录的过敏{count}项:"),
    "allergy": ("One recorded allergy:", "记录的过敏1项:"),
    "no_allergy_entry": ("No allergy entry is in this record: neither an allergy nor “no known allergies”.", "记录中没有过敏条目:既没有过敏,也没有“无已知过敏”。"),
    "none_known": ("Recorded: {name}{on}.", "记录:{name}{on}。"),
    "allergic": ("Yes, {name} is recorded as an allergy{details}.", "是,记录有{name}过敏{details}。"),
    "not_allergic": ("No {name} allergy is recorded. Recorded are: {names}.", "未记录{name}过敏。已记录:{names}。"),
    "inactive_allergy": ("{name}, {status}.", "{name}({status})。"),
    "given": ("{name}: last given {date}.", "{name}:最近一次接种{date}。"),
    "first_given": ("{name}: first given {date}.", "{name}:首次接种{date}。"),
    "given_yes": ("Yes. {name}: last given {date}.", "有。{name}:最近一次接种{date}。"),
    "vaccines": ("{count} immunizations on record:", "接种记录{count}次:"),
    "no_vaccine": ("No {name} vaccination is in this record.", "记录中没有{name}疫苗接种。"),
    "no_vaccines": ("No immunization is in this record.", "记录中没有疫苗接种。"),
    "performed": ("{name}: last performed {date}.", "{name}:最近一次{date}。"),
    "first_performed": ("{name}: first performed {date}.", "{name}:首次{date}。"),
    "performed_yes": ("Yes. {name}: last performed {date}.", "有。{name}:最近一次{date}。"),
    "procedures": ("{count} procedures on record:", "操作记录{count}次:"),
    "no_procedure": ("No {name} is in this record.", "记录中没有{name}。"),
    "no_procedures": ("No procedure is in this record.", "记录中没有操作。"),
    "times": ("{name}: {count} times, the last {date}.", "{name}:{count}次,最近一次{date}。"),
    "event_reason": ("{name} on {date}: {reason}.", "{date}的{name}:{reason}。"),
    "event_no_reason": ("{name} on {date}: no reason is recorded.", "{date}的{name}:未记录原因。"),
    "last_visit": ("Last {kind}: {date}, {name}.", "最近一次{kind}:{date},{name}。"),
    "first_visit": ("First {kind}: {date}, {name}.", "首次{kind}:{date},{name}。"),
    "visits": ("{count} {kind}:", "{kind}{count}次:"),
    "visit_count": ("{count} {kind} on record, the last on {date}.", "共{count}次{kind},最近一次{date}。"),
    "no_visit": ("No {kind} is in this record.", "记录中没有{kind}。"),
    "visit_with": ("{date}, {name}: {who}.", "{date},{name}:{who}。"),
    "visit_unknown": ("{date}, {name}: not recorded.", "{date},{name}:未记录。"),
    "which_visit": ("Several visits fit. Which one is meant?", "有多次就诊符合,请问是哪一次?"),
    "birth": ("{name} was born on {date}.", "{name}出生于{date}。"),
    "age": ("{name} is {age} years old, born {date}.", "{name},{age}岁,出生于{date}。"),
    "age_at_death": ("{name} died on {died} at the age of {age}, born {date}.", "{name}于{died}去世,享年{age}岁,出生于{date}。"),
    "fact": ("{label}: {value}.", "{label}:{value}。"),
    "no_fact": ("No {label} is in this record.", "记录中没有{label}。"),
    "alive": ("No death is recorded.", "未记录死亡。"),
    "died": ("Died on {date}.", "去世日期{date}。"),
    "smoking": ("{value}{on}.", "{value}{on}。"),
    "no_smoking": ("No smoking status is in this record.", "记录中没有吸烟状况。"),
    "report": ("{name}, {date}: {conclusion}", "{name},{date}:{conclusion}"),
    "report_values": ("{name}, {date}. Its values are in the laboratory results.", "{name},{date}。数值见化验结果。"),
    "no_report": ("No report on {name} is in this record.", "记录中没有{name}的报告。"),
    "no_reports": ("No report is in this record.", "记录中没有报告。"),
    "note": ("{title}: “{quote}”", "{title}:“{quote}”"),
    "no_note": ("Nothing in the notes answers this. Searched for: {words}.", "病历记录中没有可回答此问题的内容。已检索:{words}。"),
    "notes_mention": ("A note mentions it:", "病历记录中提到:"),
    "no_literature": ("Nothing in the loaded literature answers this. Searched for: {words}.", "已载入的文献中没有可回答此问题的内容。已检索:{words}。"),
    "unclear": ("Please say what to look up, for example a test, a drug, a problem or a visit.", "请说明要查询的内容,例如化验、药物、诊断或就诊。"),
    "other_patient": ("Only the chart that is open can be asked. Open the other chart to ask about it.", "只能查询当前打开的病历。如需查询其他患者,请先打开其病历。"),
    "change": ("Nothing can be changed, ordered or signed here. Questions about this record can be asked.", "此处不能修改、开具或签署任何内容,只能查询本病历。"),
    "instructions": ("This cannot be done. Questions about the open record can be asked.", "无法执行该请求,只能查询当前病历。"),
    "withheld": ("The sources did not support the answer that was put together, so it is not shown.", "来源不支持所拟答案,因此不予显示。"),
    "birth_conflict": ("Conflict: a note gives another date of birth than the record.", "冲突:病历记录中的出生日期与登记不同。"),
}  # fmt: skip
_WORDS: dict[str, tuple[str, str]] = {
    "visit": ("visit", "就诊"), "visits": ("visits", "就诊"),
    "EMER": ("emergency visit", "急诊"), "EMERs": ("emergency visits", "急诊"),
    "IMP": ("hospital admission", "住院"), "IMPs": ("hospital admissions", "住院"),
    "sex": ("Sex", "性别"), "address": ("Address", "地址"), "phone": ("Phone", "电话"), "language": ("Language", "语言"),
    "number": ("Record number", "病历号"), "marital": ("Marital status", "婚姻状况"), "race": ("Race", "种族"),
    "ethnicity": ("Ethnicity", "族裔"), "coverage": ("Insurance", "保险"), "name": ("Name", "姓名"),
    "that": ("such", "该项"),
}  # fmt: skip


# Chinese is set with a space beside Latin words and numbers.
_BORDER = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9<>])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")


class Say:
    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese

    def __call__(self, key: str, **facts: object) -> str:
        text = _TEXTS[key][self.chinese].format(**facts)
        return _BORDER.sub(" ", text) if self.chinese else text

    def word(self, key: str) -> str:
        return _WORDS[key][self.chinese]

    def on(self, when: SourceDate | None) -> str:
        return self("on", date=when.display) if when else ""

    def listed(self, items: Sequence[str]) -> str:
        return ("、" if self.chinese else "; ").join(items)


def texts() -> dict[str, tuple[str, str]]:
    return dict(_TEXTS)
