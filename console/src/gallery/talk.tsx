import * as Ui from "@/shared/ui";
import { Part, say } from "./frame";

export function Talk() {
  return (
    <Part title="Voices">
      <div className="flex flex-col gap-4 rounded-card border border-border bg-canvas p-4">
        <Ui.VoiceBubble voice="system">{say("Conversation started", "เริ่มการสนทนา")}</Ui.VoiceBubble>
        <Ui.VoiceBubble voice="contact" name={say("Nok", "นก")} time="14:02">
          {say("Where is my refund?", "เงินคืนของฉันถึงไหนแล้วคะ")}
        </Ui.VoiceBubble>
        <Ui.VoiceBubble voice="flow" version="v3" time="14:02">
          {say("Which order is it about?", "เกี่ยวกับคำสั่งซื้อใด")}
        </Ui.VoiceBubble>
        <Ui.VoiceBubble
          voice="ai"
          name={say("FAQ bot", "ผู้ช่วยตอบคำถาม")}
          version="v14"
          time="14:03"
          status="✓✓"
          actions={
            <button type="button" className="text-accent-text">
              {say("Why this answer?", "ทำไมตอบแบบนี้")}
            </button>
          }
          streaming
        >
          {say("Refunds arrive within 7 days of approval.", "เงินคืนจะเข้าภายใน 7 วันหลังอนุมัติ ผู้ป้ำ ปื๊น")}
        </Ui.VoiceBubble>
        <Ui.VoiceBubble voice="agent" name={say("Araya", "อารยา")} time="14:05">
          {say("I have looked it up for you.", "ตรวจสอบให้แล้ว")}
        </Ui.VoiceBubble>
        <Ui.VoiceBubble voice="campaign" time="15:00">
          {say("New this week", "มาใหม่สัปดาห์นี้")}
        </Ui.VoiceBubble>
        <Ui.VoiceBubble voice="note" name={say("Araya", "อารยา")} time="15:02">
          {say("Asked finance, they answer tomorrow.", "ถามฝ่ายการเงินแล้ว จะตอบพรุ่งนี้")}
        </Ui.VoiceBubble>
      </div>
    </Part>
  );
}
