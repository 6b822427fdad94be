import { BookOpen, FileText, Plus } from "lucide-react";
import { useState } from "react";
import * as Ui from "@/shared/ui";
import { Columns, Part, say } from "./frame";

export function Panels() {
  const [tab, setTab] = useState("curl");
  return (
    <Part title="States, callouts, code">
      <Columns>
        <Ui.Card>
          <Ui.Empty
            icon={BookOpen}
            title={say("No knowledge base yet", "ยังไม่มีคลังความรู้")}
            action={<Ui.Button icon={Plus}>{say("Create knowledge base", "สร้างคลังความรู้")}</Ui.Button>}
            more={{ label: say("Learn more", "อ่านเพิ่มเติม"), href: "#" }}
          >
            {say("A base holds the documents that assistants answer from.", "คลังความรู้เก็บเอกสารที่ผู้ช่วยใช้ตอบ")}
          </Ui.Empty>
        </Ui.Card>
        <Ui.Card>
          <Ui.ErrorState
            title={say("The documents could not be listed", "แสดงรายการเอกสารไม่ได้")}
            trouble={{
              message: say("The server did not answer in time.", "เซิร์ฟเวอร์ไม่ตอบภายในเวลา"),
              code: "500000 InternalError",
              requestId: "req_01JC",
            }}
            onRetry={() => undefined}
          />
        </Ui.Card>
        <Ui.ErrorCallout
          trouble={{
            message: say(
              "This base is used by FAQ bot. Take it out there first.",
              "คลังนี้ถูกใช้โดยผู้ช่วยตอบคำถาม นำออกจากที่นั่นก่อน",
            ),
            code: "409003 InUseException",
            requestId: "req_01JCQ8Z3",
          }}
          onRetry={() => undefined}
        />
        <div className="flex flex-col gap-3">
          <Ui.Callout tone="info">{say("Changes are live once published.", "การแก้ไขจะมีผลเมื่อเผยแพร่")}</Ui.Callout>
          <Ui.Callout tone="warning" title={say("Not published", "ยังไม่เผยแพร่")} onDismiss={() => undefined}>
            {say("Contacts still see v14.", "ผู้ติดต่อยังเห็น v14")}
          </Ui.Callout>
          <Ui.Callout tone="success">{say("All checks passed.", "ผ่านการตรวจทั้งหมด")}</Ui.Callout>
        </div>
        <Ui.CodeBlock
          label={say("Samples", "ตัวอย่าง")}
          samples={[
            {
              id: "curl",
              label: "cURL",
              language: "shell",
              code: 'curl -X POST https://example.test/api/v1/answers \\\n  -H "Authorization: Bearer $KEY" \\\n  -d \'{"question": "Where is my refund?"}\'',
            },
            {
              id: "json",
              label: "JSON",
              language: "json",
              code: '{\n  "answer": "In 7 days.",\n  "score": 0.82,\n  "grounded": true\n}',
            },
          ]}
        />
        <Ui.JsonView
          label={say("Reply", "คำตอบ")}
          value={{
            answer: say("In 7 days.", "ภายใน 7 วัน"),
            score: 0.82,
            sources: [{ page: 4, quote: "…" }],
            error: null,
          }}
        />
      </Columns>
      <Ui.Diff
        label={say("Prompt, v14 → draft", "พรอมต์ v14 → ฉบับร่าง")}
        before={"One\nTwo\nThree\nFour\nFive\nSix\nAnswer in English.\nBe short."}
        after={"One\nTwo\nThree\nFour\nFive\nSix\nAnswer in the contact's language.\nBe short.\nCite the page."}
      />
      <Ui.Tabs
        label="panel"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: "curl",
            label: say("Details", "รายละเอียด"),
            icon: FileText,
            content: <p>{say("Content", "เนื้อหา กฎุมพี ปื๊น ผู้ป้ำ")}</p>,
          },
          { value: "b", label: say("History", "ประวัติ"), count: 3, content: null },
        ]}
      />
    </Part>
  );
}
