"""What a question is after (a time, a price, a reason, a way) and which day it names: alike questions that differ in these ask
for different answers. Measured by `evals.memorized`: encoders put "how do I use my points" beside "until when can I use them".
"""

import re

_AIMS = {
    "time": re.compile(
        r"\bwhen\b|\bhow (?:long|fast|soon|quickly|often)\b|\bhow many (?:minutes?|hours?|days?|weeks?|months?|years?)\b"
        r"|\bwhat (?:time|day|date)\b|\bwhich day\b|\buntil\b|\bdeadline\b|\b(?:opening|closing) (?:hours|times?)\b|\bhours\b"
        r"|\b(?:delivery|repair|waiting) time\b|\bperiod\b|\bexpir\w+"
        r"|เมื่อไ[หร]|เมื่อใด|กี่(?:วัน|ชั่วโมง|นาที|เดือน|ปี|โมง|ทุ่ม|สัปดาห์|อาทิตย์)|นาน(?:เท่า|แค่|ไหม|มั้ย|กี่)|วันไหน|วันที่เท่า|ระยะเวลา|เวลา(?:ทำการ|เปิด|ปิด|เช็ค)"
    ),
    "price": re.compile(
        r"\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b|\bcharges?\b|\brates?\b"
        r"|กี่บาท|ราคา|ค่า(?:ส่ง|จัดส่ง|ซ่อม|บริการ|ธรรมเนียม)|แพงไหม|คิดค่า"
    ),
    "reason": re.compile(r"\bwhy\b|\breason\b|\bhow come\b|ทำไม|เพราะอะไร|เพราะเหตุใด|เกิดจากอะไร|สาเหตุ"),
    "way": re.compile(
        r"\bhow (?:do|can|could|should|would|to|may|must)\b|\bways?\b|\bsteps?\b|\bwhat (?:do|must|should) i (?:have to |need to )?do\b"
        r"|\bwhere\b|ยังไง|อย่างไร|วิธี|ขั้นตอน|ที่ไหน|ตรงไหน|ทางไหน|ช่องทาง"
    ),
}  # fmt: skip
_DAYS = {
    name: re.compile(pattern)
    for name, pattern in {
        "monday": r"\bmondays?\b|วันจันทร์",
        "tuesday": r"\btuesdays?\b|วันอังคาร",
        "wednesday": r"\bwednesdays?\b|วันพุธ",
        "thursday": r"\bthursdays?\b|วันพฤหัส",
        "friday": r"\bfridays?\b|วันศุกร์",
        "saturday": r"\bsaturdays?\b|วันเสาร์",
        "sunday": r"\bsundays?\b|วันอาทิตย์",
        "weekend": r"\bweekends?\b|สุดสัปดาห์|เสาร์.?อาทิตย์",
        "holiday": r"\b(?:public|bank|national) holidays?\b|นักขัตฤกษ์|วันหยุดราชการ",
        "today": r"\btoday\b|\btonight\b|วันนี้|คืนนี้",
        "tomorrow": r"\btomorrow\b|พรุ่งนี้",
        "yesterday": r"\byesterday\b|เมื่อวาน",
    }.items()
}


def aims(folded: str) -> frozenset[str]:
    """What a folded question is after; empty when its words do not say."""
    return frozenset(name for name, pattern in _AIMS.items() if pattern.search(folded))


def days(folded: str) -> frozenset[str]:
    """The days that a folded question names."""
    return frozenset(name for name, pattern in _DAYS.items() if pattern.search(folded))
