"""Sentences of an answer that claim nothing: greetings, questions to the person, apologies, the fallback text."""

import re
from collections.abc import Sequence

from comity.assistants.answering.language import FALLBACK_TEXTS
from comity.assistants.answering.literals import demanded
from comity.assistants.answering.small_talk import small_talk
from comity.kernel.text import fold

_CITATION = re.compile(r"\s*\[\d+(?:\s*[,，]\s*\d+)*\]")
_MARKS = re.compile(r"^[\s#>*•\-–—|`_]+|[\s*_`|]+$")
_QUESTION = re.compile(r"[?？]\s*$|(?:ไหม|มั้ย|หรือไม่|หรือเปล่า|รึเปล่า|อะไรคะ|ใดคะ|ไหนคะ)(?:ครับ|คะ|ค่ะ)?$")
_PHRASES = re.compile(
    r"^(?:i(?:['’]m| am)? (?:sorry|apologi[sz]e|afraid)|sorry|apologies|my apologies|unfortunately,? i (?:can|could)(?:not|n['’]t)"
    r"|(?:please )?(?:let me know|feel free|do not hesitate|don['’]t hesitate)|i hope (?:this|that) helps|hope (?:this|that) helps"
    r"|is there anything else|happy to help|glad to help|sure|certainly|of course|you['’]re welcome"
    r"|the (?:sources|documents) do(?:n['’]t| not) (?:answer|say|mention|contain|state|provide)"
    r"|i (?:could|can)(?:not|n['’]t) find|here (?:is|are) (?:the|what|some|a)\b[^.]*:?$"
    r"|ขอโทษ|ขออภัย|เสียใจด้วย|หากมีคำถาม|หากต้องการ(?:ข้อมูล|สอบถาม)|หวังว่า(?:ข้อมูล|คำตอบ)|ยินดี(?:ให้|ช่วย|ค่ะ|ครับ)|สอบถามเพิ่มเติม|ไม่พบข้อมูล"
    r"|抱歉|很抱歉|对不起|對不起|不好意思|希望(?:这|以上|对您)|如(?:果|有)(?:您)?(?:还|其他|需要|疑问|任何)|如有|不客气"
    r"|申し訳|すみません|ご不明な点|お役に立て|죄송|미안|도움이 되|궁금한 점)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:according to|based on|as (?:stated|described|mentioned|noted) in|per)"
    r"(?: (?:the|our|your|this|these|available|provided|given|above))*"
    r" (?:source|document|text|context|information|polic|manual|knowledge|article|handbook|guide)\w*(?: \w+){0,2},"
    r"|the (?:source|document|text|context|passage)s? (?:says?|states?|mentions?|shows?)(?: that)?(?= )"
    r"|(?:yes|no|additionally|also|in addition|furthermore|moreover|however|overall|in summary|in short|therefore|thus|finally|note that"
    r"|please note(?: that)?),?(?= )"
    r"|(?:ตาม|จาก|อ้างอิงจาก|โดยอ้างอิงจาก)(?:ที่)?(?:ข้อมูล|เอกสาร|แหล่งข้อมูล|นโยบาย|คู่มือ|ระเบียบ)(?:ที่มี(?:อยู่)?|ที่ให้มา|ใน|ของ|บริษัท|เอกสาร|แหล่งข้อมูล)*\s?(?:ระบุว่า|พบว่า)?"
    r"|(?:เอกสาร|แหล่งข้อมูล|คู่มือ)(?:ได้)?(?:ระบุ|กล่าว|แจ้ง)(?:ไว้)?ว่า"
    r"|(?:根据|根據|依据|按照)(?:以上|上述|所|提供|的|给出|现有|本|相关)*(?:资料|資料|文档|文件|文檔|来源|信息|内容|政策|规定)(?:显示|可知|所述)?[，,]?"
    r"|(?:資料|文書|情報|ソース|ドキュメント)(?:によると|によれば)[、,]?"
    r"|(?:문서|자료|출처|정보)에 따르면,?)\s*",
    re.IGNORECASE,
)
_POLITE_END = re.compile(r"\s?(?:นะคะ|นะครับ|ครับผม|ครับ|ค่ะ|คะ)[.!]?$")


def without_citations(text: str) -> str:
    """The sentence without its `[n]` and without the marks of lists and emphasis around it."""
    return _MARKS.sub("", _CITATION.sub("", text)).strip()


def claim_of(text: str) -> str:
    """What a sentence claims: without a lead-in such as "According to the documents," and without polite particles."""
    return _POLITE_END.sub("", _LEAD_IN.sub("", text, count=1)) or text


def is_not_factual(text: str, fallback_texts: Sequence[str] = ()) -> bool:
    """Whether a sentence, given without citations, states no fact. One that holds a number, date or code always states one."""
    if not any(character.isalnum() for character in text):
        return True
    folded = fold(text)
    if any(folded == fold(known) for known in (*FALLBACK_TEXTS.values(), *fallback_texts)):
        return True
    if small_talk(text) is not None:
        return True
    courteous = _PHRASES.search(text) is not None and len(text) <= 200
    asks = _QUESTION.search(text) is not None
    return (courteous or asks) and not demanded(text)
