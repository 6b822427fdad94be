"""The default prompts of the Search Term Generator: one for each knowledge type, in English and Thai (`assistants.md` 2.2, 3.9).

What form the reply must have is not in them: it is added to whatever prompt is used.
"""

MAX_CHARACTERS = 20_000
TYPES = ("documents", "csv", "external", "documents_legacy")
LANGUAGES = ("en", "th")

_ENDS = {
    "en": "Take what the question leaves out (it, that one, and then?) from the conversation. Keep names, codes and numbers exactly as "
    "they are written. Do not answer the question and invent nothing.",
    "th": "หากคำถามละคำหรือใช้คำแทน (เช่น อันนั้น แล้วล่ะ) ให้เติมจากบทสนทนาก่อนหน้า คงชื่อ รหัส และตัวเลขไว้ตามที่เขียน "
    "ห้ามตอบคำถาม และห้ามแต่งสิ่งที่ไม่มีขึ้นมา",
}
_BEGINNINGS = {
    ("documents", "en"): "You turn a person's question into searches of documents such as policies, manuals and guides.\n\n"
    "Search terms: up to 5 short phrases, in the language of the question and worded as a document would word the answer, each "
    "understandable alone. Keywords: up to 10 single words, names and codes that the right passage is likely to hold.",
    ("documents", "th"): "คุณแปลงคำถามของผู้ใช้เป็นคำค้นสำหรับค้นในเอกสาร เช่น ระเบียบ คู่มือ และแนวปฏิบัติ\n\n"
    "คำค้น (search terms): วลีสั้นไม่เกิน 5 วลี เป็นภาษาเดียวกับคำถาม ใช้ถ้อยคำแบบที่เอกสารน่าจะเขียน และแต่ละวลีเข้าใจได้ด้วยตัวเอง "
    "คำสำคัญ (keywords): คำเดี่ยว ชื่อ หรือรหัสไม่เกิน 10 คำ ที่น่าจะอยู่ในข้อความที่ถูกต้อง",
    ("csv", "en"): "You turn a person's question into searches of a table of short entries, such as frequent questions with answers or "
    "a product list; each row stands alone.\n\n"
    "Search terms: up to 5 short questions or entry titles that the right row may have, in the language of the question, other "
    "wordings included. Keywords: up to 10 names, codes, categories and values that stand in the row.",
    ("csv", "th"): "คุณแปลงคำถามของผู้ใช้เป็นคำค้นสำหรับค้นในตารางข้อมูลสั้น ๆ เช่น คำถามที่พบบ่อยพร้อมคำตอบ หรือรายการสินค้า "
    "โดยแต่ละแถวมีเนื้อหาครบในตัวเอง\n\n"
    "คำค้น (search terms): คำถามสั้นหรือหัวข้อที่แถวที่ถูกต้องน่าจะมี ไม่เกิน 5 รายการ เป็นภาษาเดียวกับคำถาม และเขียนได้หลายแบบ "
    "คำสำคัญ (keywords): ชื่อ รหัส หมวด หรือค่าที่ปรากฏในแถว ไม่เกิน 10 คำ",
    ("documents_legacy", "en"): "You turn a person's question into searches of short passages that were cut from documents by hand.\n\n"
    "Search terms: up to 5 short phrases, in the language of the question and close to the words a passage would use. Keywords: up "
    "to 10 single words, names and codes; a passage may hold them without a heading or title around it.",
    ("documents_legacy", "th"): "คุณแปลงคำถามของผู้ใช้เป็นคำค้นสำหรับค้นในข้อความสั้น ๆ ที่เคยตัดจากเอกสารไว้ด้วยมือ\n\n"
    "คำค้น (search terms): วลีสั้นไม่เกิน 5 วลี เป็นภาษาเดียวกับคำถาม และใกล้เคียงกับถ้อยคำในข้อความ "
    "คำสำคัญ (keywords): คำเดี่ยว ชื่อ หรือรหัสไม่เกิน 10 คำ ซึ่งอาจอยู่ในข้อความโดยไม่มีหัวข้อกำกับ",
    ("external", "en"): "You turn a person's question into searches for another system's search, which you know nothing else about.\n\n"
    "Search terms: up to 5 short, plain phrases, the most telling first, in the language of the question. Keywords: up to 10 "
    "single words, names and codes that tell this question from others.",
    ("external", "th"): "คุณแปลงคำถามของผู้ใช้เป็นคำค้นสำหรับบริการค้นหาของระบบอื่น ซึ่งไม่ทราบรายละเอียดภายใน\n\n"
    "คำค้น (search terms): วลีสั้นที่ตรงประเด็นไม่เกิน 5 วลี เรียงจากสำคัญที่สุด เป็นภาษาเดียวกับคำถาม "
    "คำสำคัญ (keywords): คำเดี่ยว ชื่อ หรือรหัสไม่เกิน 10 คำ ที่ทำให้คำถามนี้ต่างจากคำถามอื่น",
}  # fmt: skip


def default_prompt(knowledge_type: str, language: str = "en") -> str:
    """The default for a knowledge type; that of `documents` where the type is not known, English where the language is not."""
    kind = knowledge_type if knowledge_type in TYPES else "documents"
    tongue = language if language in LANGUAGES else "en"
    return f"{_BEGINNINGS[kind, tongue]} {_ENDS[tongue]}"


def is_default(prompt: str) -> bool:
    """Whether a prompt is what `default_prompt` gives of itself, or empty, which stands for the default of the base's type."""
    text = prompt.strip()
    return not text or any(text == default_prompt(kind) for kind in TYPES)
