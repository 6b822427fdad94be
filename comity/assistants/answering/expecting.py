"""What kind of thing a question asks for, and whether a sentence holds one: an amount, a time, a number, a person, a place.

A sentence without a figure seldom answers "how many"; so among sentences that say about the same, one that holds what is asked
for comes first. Known by question words of the five built-in languages; other questions expect nothing.
"""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["clock", "place", "money", "time", "number", "person"]

_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "clock",
        re.compile(
            r"\b(?:(?:what|which) (?:time|hour)|opening hours|cut-?off|until when)\b|\b(?:when|how late)\b.*\b(?:open|close)"
            r"|(?:กี่|ตอน)โมง|เวลาเปิด|เวลาปิด|เวลาทำการ|几点|幾點|营业时间|何時|몇\s?시(?!간)",
            re.IGNORECASE,
        ),
    ),
    (
        "place",
        re.compile(
            r"\bwhere(?:'s| is| are)\b.*\b(?:shop|store|branch|office|cent(?:re|er)|located)\b|\baddress of\b"
            r"|(?:สาขา|ร้าน|ศูนย์|สำนักงาน).*(?:ที่ไหน|ตรงไหน|แถวไหน|อยู่ไหน)|地址|住所|주소",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            r"(?:^|[,;:] )when\b|\bwhen(?= (?:do|does|did|is|are|was|were|will|can|could|should|would|has|have|must|may)\b)"
            r"|\b(?:how (?:long|soon|fast|quickly|old|often|many (?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?))"
            r"|(?:what|which|in what|in which) (?:time|year|date|day|month|century|decade)|until when|since when)\b"
            r"|กี่(?:วัน|เดือน|ปี|โมง|ชั่วโมง|นาที|สัปดาห์)|เมื่อ(?:ไร|ไหร่|ใด)|นาน(?:เท่า|แค่|ไหม|มั้ย|กี่)|(?:ปี|วัน|เดือน|เวลา|ช่วง|ศตวรรษ)(?:ที่)?(?:ไหน|ใด|อะไร)"
            r"|(?:พ\.ศ\.|ค\.ศ\.|ปี|วันที่)\s?(?:เท่า(?:ไร|ไหร่|ใด)|อะไร|ใด)"
            r"|何(?:时|時|日|年|月|分|曜日)|什么时候|什麼時候|多久|多长时间|几[天年月日点个小]|哪(?:一)?[年天日]|いつ|どのくらい|どれくらい"
            r"|언제|며칠|몇\s?(?:년|월|일|시|분|개월)|얼마나",
            re.IGNORECASE,
        ),
    ),
    (
        "money",
        re.compile(
            r"\bhow much (?:is|are|does|do|was|did|will|money)\b|\b(?:price|cost|costs|fee|fees|charge|charges)\b"
            r"|กี่บาท|ราคา|ค่า(?:ส่ง|จัดส่ง|บริการ|ธรรมเนียม|ติดตั้ง|ใช้จ่าย)|多少钱|多少錢|价格|價格|费用|いくら|値段|料金|얼마|가격|비용",
            re.IGNORECASE,
        ),
    ),
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|large|big|high|tall|far|deep|wide|heavy)\b|\bwhat (?:percentage|percent|number|amount|share)\b"
            r"|\bphone\b|\btelephone number\b|กี่|เท่า(?:ไร|ไหร่|ใด)|จำนวน|เบอร์|多少|几|幾|いくつ|何[人個件本番]|電話番号|몇|전화번호",
            re.IGNORECASE,
        ),
    ),
    ("person", re.compile(r"\bwho(?:se|m)?\b|ใคร|ผู้ใด|คนไหน|谁|誰|누구|누가", re.IGNORECASE)),
)
_DIGIT = r"[0-9๐-๙０-９]"
_HELD: dict[Kind, re.Pattern[str]] = {
    "clock": re.compile(
        rf"{_DIGIT}{{1,2}}[:.]{_DIGIT}{{2}}|{_DIGIT}\s?(?:[ap]\.?m\b|o'clock|น\.|โมง|点|點|時(?!間)|시(?!간))|\bnoon\b|\bmidnight\b|เที่ยง",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(?:road|street|avenue|lane|square|floor|address)\b|ถนน|ซอย|ที่อยู่|ชั้น|แขวง|ตำบล|[路街]|通り|丁目|(?:로|길)\s?\d",
        re.IGNORECASE,
    ),
    "time": re.compile(
        rf"{_DIGIT}+(?:[:.]{_DIGIT}+)?\s*(?:-|–|to)?\s*(?:working |business |calendar )?"
        r"(?:second|minute|hour|day|week|month|year|centur|decade|[ap]\.?m\b|o'clock"
        r"|วัน|เดือน|ปี|ชั่วโมง|นาที|สัปดาห์|น\.|โมง|年|月|日|天|周|个月|個月|小时|小時|時間|時|分|년|월|일|주|시간|분|개월)"
        rf"|\b(?:1[0-9]|20)\d\d(?:s\b|\b)|{_DIGIT}{{1,2}}:{_DIGIT}{{2}}|(?:พ\.ศ\.|ค\.ศ\.|ปี)\s?{_DIGIT}|{_DIGIT}(?:st|nd|rd|th) century"
        r"|\b(?:january|february|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|centur(?:y|ies)|(?:two|three|four|five|six|seven|eight|nine|ten|twelve) (?:days|weeks|months|years|hours))\b"
        r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|ศตวรรษ|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|世纪|世紀|세기",
        re.IGNORECASE,
    ),
    "money": re.compile(
        rf"[$€£¥฿₩₫]\s?{_DIGIT}|{_DIGIT}\s?(?:baht|บาท|THB|USD|EUR|GBP|JPY|KRW|dollars?|euros?|yen|yuan|cents?|元|円|원|万|million|billion|%)"
        r"|\bfree(?: of charge)?\b|ฟรี|ไม่(?:มี|คิด|เสีย)ค่า|免费|免費|無料|무료|\((?:THB|USD|EUR|บาท)\)",
        re.IGNORECASE,
    ),
    "number": re.compile(
        rf"{_DIGIT}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|million|half|third|quarter)\b"
        r"|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|[一二两三四五六七八九十百千万]",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"(?<=[\w,;)] )[A-Z][a-z]+(?: [A-Z][\w.]*)+|(?:นาย|นาง|นางสาว|พระ|ดร\.|คุณ|เจ้า|สมเด็จ|หม่อม)[\u0e01-\u0e4e]{2,}"
        r"|[\u4e00-\u9fff]·[\u4e00-\u9fff]|[ァ-ヶー]{2,}・[ァ-ヶー]{2,}"
    ),
}


@lru_cache(maxsize=4096)
def expected(question: str) -> Kind | None:
    """The kind of thing a question asks for; None when its words do not say."""
    return next((kind for kind, pattern in _ASKED if pattern.search(question)), None)


@lru_cache(maxsize=16384)
def holds(text: str, kind: Kind) -> bool:
    """Whether a text holds a thing of this kind."""
    return _HELD[kind].search(text) is not None
