"""Function words of the languages that get stems, and the question words of those that get grams.

Short on purpose: a word that says little is already weighed little by its frequency, so only words that open or
carry questions and grammar are here. Negations stay in the text.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BY_LANGUAGE: dict[str, frozenset[str]] = {
    "en": _words(
        "a an the and or of to in on at by for from with into about as is are was were be been being am do "
        "does did doing "
        "done have has had having i me my we us our you your he him his she her it its they them their this "
        "that these those "
        "there here what which who whom whose when where why how can could will would shall should may might "
        "must if then "
        "than so too very just but also any some such each i'm it's what's that's there's please tell give "
        "us's let's "
    ),
    "fr": _words(
        "le la les l un une des du de d et ou à au aux en dans sur par pour avec ce cet cette ces il elle on "
        "nous vous ils "
        "elles je tu me te se qui que qu quoi dont où quand comment combien quel quelle quels quelles est "
        "sont était être été "
        "a ont avait avoir son sa ses leur leurs mon ma mes votre vos notre nos y plus s c j n"
    ),
    "de": _words(
        "der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach "
        "von vom zu zum zur "
        "für über unter ist sind war waren wird werden wurde wurden sein haben hat hatte ich du er sie es wir "
        "ihr mich mir "
        "sich was wer wen wem wann wo wie warum welche welcher welches dass als auch so wenn kann können "
        "dieser diese dieses "
    ),
    "es": _words(
        "el la los las un una unos unas de del al a y o e en por para con sobre entre que qué quién quiénes "
        "cuál cuáles cuándo "
        "cómo dónde cuánto cuántos cuántas es son era fue fueron ser está están ha han había se su sus lo le "
        "les me te mi tu "
        "nos yo él ella ellos este esta estos estas ese esa más como"
    ),
    "pt": _words(
        "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às e ou por para com sobre que "
        "quem qual quais "
        "quando como onde quanto quantos é são era foi foram ser está estão se seu sua seus suas eu ele ela "
        "eles me mais "
    ),
    "it": _words(
        "il lo la i gli le un uno una di del della dei delle a al alla ai e o in nel nella con su per da dal "
        "dalla tra fra che "
        "chi cosa quale quali quando come dove quanto quanti è sono era fu essere ha hanno si suo sua mi ti "
        "ci io lui lei più "
    ),
    "nl": _words(
        "de het een en of in op aan bij van voor met naar uit over door is zijn was waren wordt worden werd "
        "heeft hebben had ik "
        "je jij hij zij ze we wij u dat die dit deze wat wie waar wanneer hoe waarom welke als ook er om te "
        "kan kunnen "
    ),
    "sv": _words(
        "och i att det som en ett på är av för med till den de om var vad vem när hur varför vilken har hade "
        "jag du han hon vi"
    ),
    "da": _words(
        "og i at det som en et på er af for med til den de om var hvad hvem hvornår hvordan hvorfor har havde "
        "jeg du han hun vi"
    ),
    "no": _words(
        "og i at det som en et på er av for med til den de om var hva hvem når hvordan hvorfor har hadde jeg "
        "du han hun vi ikke"
    ),
    "fi": _words(
        "ja on ei se että oli ovat mikä mitä kuka missä milloin miten miksi kun joka hän minä sinä me te he "
        "tai"
    ),
    "tr": _words(
        "ve bir bu da de için ile ne kim nerede zaman nasıl neden hangi mi mı mu mü kaç çok o ben sen"
    ),
    "ro": _words(
        "și de la în cu pe un o al a ale ai ce cine unde când cum care este sunt era fost se din pentru prin"
    ),
    "hu": _words(
        "a az és egy hogy is van volt mi ki hol mikor hogyan miért melyik meg el ez nem de"
    ),
    "pl": _words(
        "i w z na do nie się jest to że o jak co kto gdzie kiedy dlaczego który która które są był była od po "
        "za"
    ),
    "cs": _words(
        "a v na se je že s z do o jak co kdo kde kdy proč který která které jsou byl byla od po za i"
    ),
    "id": _words(
        "dan di ke dari yang untuk dengan ini itu adalah pada apa siapa kapan bagaimana mengapa berapa mana "
        "akan tidak"
    ),
    "vi": _words(
        "và của là các những một có cho trong được với không gì nào ai khi bao nhiêu đâu sao thế này đó ở về "
        "từ bị thì mà"
    ),
    "ru": _words(
        "и в во не на я с со что он она они а как то это по но из у за от так же бы мы вы к до или был была "
        "было были есть "
        "кто где когда какой какая какое какие который которая которые почему сколько чем для о об при "
    ),
    "ar": _words(
        "في من إلى الى على عن مع هو هي هم ما ماذا متى أين اين كيف لماذا كم هل هذا هذه ذلك التي الذي و أو او "
        "أن ان كان كانت قد أي اي"
    ),
    "th": _words(
        "ที่ ใน ของ และ หรือ คือ เป็น ได้ ให้ มี ว่า จะ ก็ ซึ่ง โดย จาก กับ แก่ ต่อ ถึง เมื่อ นี้ นั้น ๆ ไหน "
        "อะไร ใคร ทำไม อย่างไร ยังไง "
        "เท่าไร เท่าไหร่ เมื่อไร เมื่อไหร่ กี่ ไหม มั้ย หรือไม่ บ้าง ใด ครับ ค่ะ คะ นะ ผม ฉัน ดิฉัน คุณ เรา "
        "ขอ ช่วย หน่อย อยาก ต้องการ "
        "อยู่ แล้ว ไป มา ด้วย ถูก การ ความ ตรงไหน ที่ไหน เพราะ เพราะเหตุใด"
    ),
    "zh": _words(
        "什么 甚么 什麼 哪些 哪个 哪個 哪里 哪裡 哪种 哪年 何时 何時 怎么 怎样 怎麼 如何 为什 為什 为何 多少 "
        "多久 几个 是否 可以 我们 你们 他们 "
        "这个 那个 这些 那些 请问 請問 么样 是什 的是 了什 在什 有什 在哪 有哪 是哪 谁是 是谁 有多"
    ),
    "ja": _words(
        "です ます した ました でし でした ませ せん する した して いる てい され れる れた れて られ ある "
        "あり こと もの ため よう とは には では どの どれ "
        "どこ 何で 何が どう うに ですか すか ますか たか なに なん いつ だれ 誰が 誰で のは のが のか はど "
        "はい は何 るか った "
    ),
    "ko": _words(
        "무엇 무엇인가 무엇입니까 어떤 어느 언제 어디 어디서 누구 누가 어떻게 왜 몇 얼마 있는 하는 되는 그 이 "
        "저 것 수 및 인가 입니까 합니까 있습니까 니까 습니"
    ),
}  # fmt: skip
NO_WORDS: frozenset[str] = frozenset()
STOP_WORDS = BY_LANGUAGE["en"]
THAI_FUNCTION_WORDS = BY_LANGUAGE["th"]
