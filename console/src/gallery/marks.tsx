import * as Ui from "@/shared/ui";
import { Columns, Part, Row, say } from "./frame";

export function Marks() {
  const tones = [
    "neutral",
    "info",
    "success",
    "warning",
    "danger",
    "voice-flow",
    "voice-ai",
    "voice-campaign",
  ] as const;
  const words = say(
    "Draft|Indexing|Ready|Paused|Failed|Flow|Assistant|Campaign",
    "ฉบับร่าง|กำลังจัดทำ|พร้อม|หยุดชั่วคราว|ผิดพลาด กฎุมพี|โฟลว์|ผู้ช่วย|แคมเปญ",
  ).split("|");
  return (
    <Part title="Chip, Status, Avatar, marks">
      <Row>
        {tones.map((tone, place) => (
          <Ui.Status key={tone} tone={tone}>
            {words[place]}
          </Ui.Status>
        ))}
      </Row>
      <Row>
        <Ui.Status tone="info" busy>
          {say("Parsing p. 41/80", "อ่านหน้า 41/80")}
        </Ui.Status>
        <Ui.Chip>v14</Ui.Chip>
        <Ui.FilterChip label={say("Type", "ชนิด")} value="CSV" onRemove={() => undefined} onClick={() => undefined} />
        <Ui.FilterChip label={say("Health", "สถานะ")} value={say("failing", "มีปัญหา")} onRemove={() => undefined} />
        <Ui.Kbd keys="Ctrl K" />
        <Ui.Avatar name="Somchai Jaidee" presence="online" />
        <Ui.Avatar name="อารยา แสงทอง" presence="busy" />
        <Ui.Avatar name="เอกชัย" presence="offline" size={40} />
        <Ui.Avatar name="Shop" square size={24} />
        <Ui.RelativeTime at={Date.now() - 7 * 60_000} />
        <Ui.CopyId value="ast_01JCQ8Z3T9R6M2" label="id" short />
        <Ui.SecretText
          masked="cmt_sk_••••4f2a"
          label={say("key", "คีย์")}
          onReveal={() => Promise.resolve("cmt_sk_1234567890")}
        />
        <Ui.Spinner label={say("Checking…", "กำลังตรวจ…")} />
      </Row>
      <Columns>
        <Ui.ProgressBar
          value={0.51}
          label={say("Reading refund.pdf", "กำลังอ่าน refund.pdf")}
          detail={say("41 / 80 · 12 s left", "41 / 80 · เหลือ 12 วินาที")}
        />
        <Ui.ProgressBar value={null} label={say("Waiting for a worker, 3 ahead", "รอคิว มีก่อนหน้า 3 งาน")} />
      </Columns>
    </Part>
  );
}
