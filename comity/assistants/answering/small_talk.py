"""Greetings, thanks and goodbyes: known by fixed lists, answered without a search (`assistants.md` 3.3)."""

import re
from typing import Literal

from comity.kernel.text import fold

Kind = Literal["greeting", "thanks", "goodbye"]

_PHRASES: dict[str, dict[Kind, str]] = {
    "en": {
        "greeting": "hi|hello|hey|hi there|hello there|hey there|good morning|good afternoon|good evening|greetings|howdy"
        "|how are you|how do you do|hi how are you|hello how are you",
        "thanks": "thanks|thank you|thank you very much|thank you so much|many thanks|thanks a lot|thx|ty|cheers"
        "|ok thanks|okay thanks|ok thank you|great thanks|perfect thanks|thanks for your help|thank you for your help",
        "goodbye": "bye|goodbye|good bye|bye bye|see you|see you later|good night|have a nice day|have a good day"
        "|thanks bye|ok bye",
    },
    "th": {
        "greeting": "สวัสดี|หวัดดี|สวัสดีตอนเช้า|สวัสดีตอนบ่าย|สวัสดีตอนเย็น|อรุณสวัสดิ์|ฮัลโหล|ฮาย|สบายดีไหม|เป็นยังไงบ้าง",
        "thanks": "ขอบคุณ|ขอบคุณมาก|ขอบคุณมากๆ|ขอบใจ|ขอบใจมาก|ขอบพระคุณ|ขอบพระคุณมาก|ขอบคุณที่ช่วย|ขอบคุณสำหรับความช่วยเหลือ|โอเคขอบคุณ|แต๊งกิ้ว",
        "goodbye": "ลาก่อน|บาย|บ๊ายบาย|บายบาย|แล้วเจอกัน|เจอกันใหม่|ราตรีสวัสดิ์|ฝันดี|ไปก่อน|ไปละ|โชคดี",
    },
    "ja": {
        "greeting": "こんにちは|こんばんは|おはよう|おはようございます|はじめまして|やあ|もしもし|お疲れ様です|お元気ですか",
        "thanks": "ありがとう|ありがとうございます|ありがとうございました|どうも|どうもありがとう"
        "|どうもありがとうございます|感謝します|助かりました",
        "goodbye": "さようなら|さよなら|またね|じゃあね|バイバイ|では また|おやすみ|おやすみなさい|失礼します",
    },
    "zh": {
        "greeting": "你好|您好|嗨|哈喽|早上好|早安|下午好|晚上好|大家好|在吗|你好吗",
        "thanks": "谢谢|谢谢你|谢谢您|多谢|非常感谢|感谢|十分感谢|谢了|謝謝|好的谢谢",
        "goodbye": "再见|拜拜|晚安|回头见|下次见|再見|慢走",
    },
    "ko": {
        "greeting": "안녕|안녕하세요|안녕하십니까|반갑습니다|좋은 아침|좋은 아침입니다|여보세요|잘 지내세요",
        "thanks": "감사합니다|고맙습니다|고마워|고마워요|감사해요|정말 감사합니다|정말 고마워요|대단히 감사합니다",
        "goodbye": "안녕히 가세요|안녕히 계세요|잘 가|잘 있어|다음에 봐요|또 봐요|바이바이|수고하세요|좋은 하루 되세요",
    },
}
_REPLIES: dict[str, dict[Kind, str]] = {
    "en": {
        "greeting": "Hello! What would you like to know?",
        "thanks": "You are welcome. Ask me anything else you need.",
        "goodbye": "Goodbye, and thank you for stopping by.",
    },
    "th": {
        "greeting": "สวัสดีค่ะ ต้องการสอบถามเรื่องใดคะ",
        "thanks": "ยินดีค่ะ หากต้องการข้อมูลเพิ่มเติม สอบถามได้เลยนะคะ",
        "goodbye": "ขอบคุณที่แวะมานะคะ แล้วพบกันใหม่ค่ะ",
    },
    "ja": {
        "greeting": "こんにちは。どのようなことをお調べしましょうか。",
        "thanks": "どういたしまして。ほかにもあればお尋ねください。",
        "goodbye": "ご利用ありがとうございました。またお越しください。",
    },
    "zh": {
        "greeting": "您好！请问您想了解什么？",
        "thanks": "不客气。如有其他问题，欢迎继续提问。",
        "goodbye": "感谢您的来访，再见！",
    },
    "ko": {
        "greeting": "안녕하세요! 무엇을 알려 드릴까요?",
        "thanks": "천만에요. 더 궁금한 점이 있으면 물어보세요.",
        "goodbye": "찾아 주셔서 감사합니다. 안녕히 가세요!",
    },
}
_PUNCTUATION = re.compile(r"[\s!！?？.。,，、~～…:;'\"()\u2019๏\U0001F000-\U0001FAFF\u2600-\u27BF\ufe0f]+")
_THAI_PARTICLES = re.compile(r"(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|ฮะ|นะ|ๆ)+$")


def _form(text: str) -> str:
    bare = _PUNCTUATION.sub("", fold(text))
    return _THAI_PARTICLES.sub("", bare) or bare


_KNOWN: dict[str, tuple[str, Kind]] = {
    _form(phrase): (language, kind)
    for language, kinds in _PHRASES.items()
    for kind, phrases in kinds.items()
    for phrase in phrases.split("|")
}


def small_talk(text: str) -> tuple[str, Kind] | None:
    """The language and kind of a message that is small talk and nothing else; None for everything that may be a question."""
    if len(text) > 60:
        return None
    return _KNOWN.get(_form(text))


def reply(language: str, kind: Kind) -> str:
    """The built-in phrase, in English for a language without one."""
    return _REPLIES.get(language.split("-")[0], _REPLIES["en"])[kind]
