"""Yes and no, when a call waits for a word: fixed lists, and what a call is asked and answered with (`assistants.md` 3.10)."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from comity.kernel.text import fold

_YES = (
    "yes|y|yeah|yep|yes please|ok|okay|sure|confirm|confirmed|go ahead|do it|i confirm|yes confirm"
    "|ใช่|ใช่เลย|ยืนยัน|ตกลง|โอเค|ได้|ได้เลย|เอาเลย|ดำเนินการ|ดำเนินการเลย|ทำเลย|ถูกต้อง"
    "|はい|ええ|お願いします|はいお願いします|確認しました|進めてください"
    "|是|是的|好|好的|可以|确认|確認|同意"
    "|네|예|응|확인|좋아요|그래요|진행해 주세요"
)
_NO = (
    "no|n|nope|no thanks|no thank you|cancel|stop|dont|do not|never mind"
    "|ไม่|ไม่ใช่|ไม่เอา|ไม่ต้อง|ยกเลิก|ไม่ยืนยัน|ไม่ตกลง"
    "|いいえ|いや|やめます|キャンセル|やめてください"
    "|不|不是|不用|不要|取消|否"
    "|아니요|아니오|아니|취소"
)
_NOISE = re.compile(r"[\s!！?？.。,，、~～…'\"’]+")
_PARTICLES = re.compile(r"(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|นะ|ๆ)+$")
LONGEST = 40
SHOWN = 300

_ASK = {
    "en": "I can do this: {call}. Shall I go ahead? Answer yes or no.",
    "th": "สามารถดำเนินการให้ได้: {call} ต้องการให้ดำเนินการหรือไม่ ตอบ “ใช่” หรือ “ไม่”",
    "ja": "次の操作を行えます：{call}。実行してよろしいですか。「はい」か「いいえ」でお答えください。",
    "zh": "我可以执行以下操作：{call}。要继续吗？请回答“是”或“否”。",
    "ko": "다음 작업을 할 수 있습니다: {call}. 진행할까요? “네” 또는 “아니요”로 답해 주세요.",
}
_ASK_AGENT = {
    "en": "This has to be confirmed by a member of staff first: {call}.",
    "th": "เรื่องนี้ต้องให้เจ้าหน้าที่ยืนยันก่อน: {call}",
    "ja": "次の操作には担当者の確認が必要です：{call}。",
    "zh": "此操作需先由工作人员确认：{call}。",
    "ko": "이 작업은 먼저 담당자의 확인이 필요합니다: {call}.",
}
_DECLINED = {
    "en": "All right, I have not done it.",
    "th": "รับทราบค่ะ ไม่ได้ดำเนินการใด ๆ",
    "ja": "承知しました。実行していません。",
    "zh": "好的，未执行该操作。",
    "ko": "알겠습니다. 실행하지 않았습니다.",
}
_DONE = {
    "en": "Done.", "th": "ดำเนินการเรียบร้อยแล้วค่ะ", "ja": "完了しました。", "zh": "已完成。", "ko": "완료되었습니다.",
}  # fmt: skip
_FAILED = {
    "en": "That did not work. Nothing more was tried.",
    "th": "ดำเนินการไม่สำเร็จ และไม่ได้ลองซ้ำค่ะ",
    "ja": "実行できませんでした。再試行はしていません。",
    "zh": "操作未成功，且未再次尝试。",
    "ko": "작업에 실패했으며 다시 시도하지 않았습니다.",
}
_CHANGED = {
    "en": "This can no longer be done as it was asked, and nothing was done. Please ask again.",
    "th": "ไม่สามารถดำเนินการตามที่ขอไว้ได้แล้ว และยังไม่ได้ดำเนินการใด ๆ กรุณาขอใหม่อีกครั้งค่ะ",
    "ja": "依頼時の内容では実行できなくなったため、何も行っていません。もう一度お申し付けください。",
    "zh": "已无法按原来的请求执行，未做任何操作。请重新提出。",
    "ko": "요청하신 대로 더 이상 실행할 수 없어 아무 작업도 하지 않았습니다. 다시 요청해 주세요.",
}
_WORDS = {"en": ("Yes", "No"), "th": ("ใช่", "ไม่"), "ja": ("はい", "いいえ"), "zh": ("是", "否"), "ko": ("네", "아니요")}


def _form(text: str) -> str:
    bare = _NOISE.sub("", fold(text))
    return _PARTICLES.sub("", bare) or bare


_KNOWN = {_form(word): True for word in _YES.split("|")} | {_form(word): False for word in _NO.split("|")}


def yes_or_no(text: str) -> bool | None:
    """True for a listed word of agreement and nothing else, False for one of refusal, None for every other message."""
    return _KNOWN.get(_form(text)) if len(text) <= LONGEST else None


def word_for(language: str, accept: bool) -> str:
    """Yes or no in the language: what the exchange that settles a confirmation by a button reads as."""
    return _WORDS.get(language.split("-")[0], _WORDS["en"])[0 if accept else 1]


def ask_text(language: str, name: str, arguments: Mapping[str, Any], *, by_agent: bool) -> str:
    """The question before a call: what would be called with which values, in words no model had a hand in."""
    values = ", ".join(f"{key}: {_shown(value)}" for key, value in arguments.items())
    call = f"{name} ({values})" if values else name
    return _in(_ASK_AGENT if by_agent else _ASK, language).format(call=call)


def declined_text(language: str) -> str:
    """What a no is answered with."""
    return _in(_DECLINED, language)


def changed_text(language: str) -> str:
    """What a yes is answered with when the tool is no longer what was asked about."""
    return _in(_CHANGED, language)


def outcome_text(language: str, *, failed: bool) -> str:
    """How a call went, where no model is there to say it."""
    return _in(_FAILED if failed else _DONE, language)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language.split("-")[0], texts["en"])


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
