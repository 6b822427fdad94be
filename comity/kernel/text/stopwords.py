"""Words that carry no content, in the form the analyser gives them. Thai ones are kept for the bag and weighed by idf."""

STOP_WORDS = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "doe", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "more", "my", "no", "not", "of", "on", "or", "our", "out", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "us", "was", "wa", "we", "were", "what", "when", "where", "which", "while", "who", "whi", "will", "with", "would", "you", "your", "veri", "am", "about", "also", "ani", "onli"]
)
THAI_FUNCTION_WORDS = frozenset(
    ["ที่", "ใน", "ของ", "และ", "เป็น", "มี", "ได้", "ให้", "ว่า", "จะ", "กับ", "การ", "ความ", "ไป", "มา", "แล้ว", "ก็", "นี้", "นั้น", "ไม่", "หรือ", "ต้อง", "จาก", "โดย", "เพื่อ", "ซึ่ง", "อยู่", "คือ", "ถูก", "กว่า", "ต่อ", "อะไร", "ไหน", "ใคร", "เมื่อไหร่", "เมื่อไร", "เท่าไร", "เท่าไหร่", "กี่", "อย่างไร", "ยังไง", "ทำไม", "ไหม", "มั้ย", "หรือไม่", "ครับ", "ค่ะ", "คะ", "นะ", "บ้าง", "ใด"]
)
