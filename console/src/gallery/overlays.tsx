import { useState } from "react";
import * as Ui from "@/shared/ui";
import { Part, Row, say, wanted } from "./frame";

export function Overlays() {
  const [open, setOpen] = useState(wanted.get("open"));
  const close = () => setOpen(null);
  return (
    <Part title="Dialog, Sheet, Toast, Steps">
      <Row>
        <Ui.Button onClick={() => setOpen("dialog")}>Dialog</Ui.Button>
        <Ui.Button onClick={() => setOpen("confirm")}>Confirm</Ui.Button>
        <Ui.Button onClick={() => setOpen("sheet")}>Sheet</Ui.Button>
        <Ui.Button
          onClick={() =>
            Ui.toast({ text: say("v15 is live.", "v15 เผยแพร่แล้ว"), tone: "success", undo: () => undefined })
          }
        >
          Toast
        </Ui.Button>
      </Row>
      <Ui.Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title={say("Publish v15", "เผยแพร่ v15")}
        description={say("Contacts see it at once.", "ผู้ติดต่อจะเห็นทันที")}
        footer={
          <>
            <Ui.Button onClick={close}>{say("Cancel", "ยกเลิก")}</Ui.Button>
            <Ui.Button variant="primary">{say("Publish", "เผยแพร่")}</Ui.Button>
          </>
        }
      >
        <Ui.Field label={say("Note", "หมายเหตุ")} optional>
          <Ui.TextArea />
        </Ui.Field>
      </Ui.Dialog>
      <Ui.ConfirmDialog
        open={open === "confirm"}
        onOpenChange={close}
        title={say("Delete workspace Shop?", "ลบเวิร์กสเปซ Shop หรือไม่")}
        action={say("Delete workspace", "ลบเวิร์กสเปซ")}
        typed="Shop"
        consequences={[
          say("24 knowledge bases are gone for good", "คลังความรู้ 24 แห่งจะหายถาวร"),
          say("6 people lose access", "6 คนจะเข้าใช้ไม่ได้"),
        ]}
        onConfirm={() => undefined}
      />
      <Ui.Sheet open={open === "sheet"} onOpenChange={close} title={say("Why this answer?", "ทำไมตอบแบบนี้")}>
        <p>{say("Three passages were read.", "อ่านข้อความสามตอน")}</p>
      </Ui.Sheet>
      <Ui.Steps
        label="steps"
        current="b"
        done={["a"]}
        steps={[
          { id: "a", label: say("Your account", "บัญชีของคุณ"), hint: "nok@example.test" },
          { id: "b", label: say("Knowledge", "ความรู้"), hint: say("What to answer from", "แหล่งที่ใช้ตอบ") },
          { id: "c", label: say("Review", "ตรวจทาน") },
        ]}
      />
      <div className="h-60 rounded-card border border-border bg-surface">
        <Ui.SplitView
          id="gallery"
          leftLabel={say("Page", "หน้า")}
          rightLabel={say("Chunks", "ส่วนย่อย")}
          left={<p className="p-4">{say("Page", "หน้า")}</p>}
          right={<p className="p-4">{say("Chunks", "ส่วนย่อย")}</p>}
        />
      </div>
    </Part>
  );
}
