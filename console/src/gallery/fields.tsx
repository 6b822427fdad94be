import { useState } from "react";
import * as Ui from "@/shared/ui";
import { Columns, Part, Row, say } from "./frame";

export function Fields() {
  const [name, setName] = useState(say("FAQ bot", "ผู้ช่วยตอบคำถาม ปื๊น ผู้ป้ำ"));
  const [prompt, setPrompt] = useState(
    say(
      "Answer {{user.name}} from <CONTEXT> only.\nNever mention {{user.plan}}.",
      "ตอบ {{user.name}} จาก <CONTEXT> เท่านั้น\nอย่าพูดถึง {{user.plan}}",
    ),
  );
  const [threshold, setThreshold] = useState(0.45);
  const [model, setModel] = useState("local");
  const [tags, setTags] = useState(["refund"]);
  const [on, setOn] = useState(true);
  const [way, setWay] = useState("fixed");
  const [view, setView] = useState("table");
  const [limit, setLimit] = useState<number | null>(5);
  const options = [
    {
      value: "local",
      label: say("Extractive", "แบบตัดข้อความ"),
      hint: say("No model, answers by quotation", "ไม่ใช้โมเดล ตอบด้วยข้อความอ้างอิง"),
    },
    { value: "gpt", label: "OpenAI" },
    { value: "own", label: "vLLM" },
  ];
  const labels = [
    { value: "refund", label: say("Refund", "คืนเงิน") },
    { value: "delivery", label: say("Delivery", "การจัดส่ง") },
    { value: "gold", label: say("Gold", "ทองคำ") },
  ];
  return (
    <Part title="Field">
      <Columns>
        <Ui.Field
          label={say("Name", "ชื่อ")}
          hint={say("Contacts see this name.", "ผู้ติดต่อเห็นชื่อนี้")}
          count={name.length}
          max={20}
        >
          <Ui.TextInput value={name} onChange={(event) => setName(event.target.value)} />
        </Ui.Field>
        <Ui.Field
          label={say("Target Endpoint", "ปลายทาง")}
          error={say("Use an address that begins with https.", "ใช้ที่อยู่ที่ขึ้นต้นด้วย https")}
        >
          <Ui.TextInput mono defaultValue="http://erp" />
        </Ui.Field>
        <Ui.Field label={say("Description", "คำอธิบาย")} optional>
          <Ui.TextArea placeholder={say("What it is for", "ใช้ทำอะไร")} minRows={2} />
        </Ui.Field>
        <Ui.Field
          label={say("Password", "รหัสผ่าน")}
          action={<a href="#forgot" className="text-accent-text">{say("Forgot it?", "ลืมรหัสผ่าน")}</a>}
        >
          <Ui.PasswordInput defaultValue="correct horse" />
        </Ui.Field>
        <Ui.Field label={say("Model", "โมเดล")}>
          <Ui.Select value={model} onChange={setModel} options={options} />
        </Ui.Field>
        <Ui.Field label={say("Topics", "หัวข้อ")}>
          <Ui.MultiSelect value={tags} onChange={setTags} options={labels} onCreate={() => undefined} />
        </Ui.Field>
        <Ui.Field
          label={say("Threshold", "เกณฑ์คะแนน")}
          hint={say("Below it the assistant says that it does not know.", "ต่ำกว่านี้ผู้ช่วยจะบอกว่าไม่ทราบ")}
        >
          <Ui.Slider
            label={say("Threshold", "เกณฑ์คะแนน")}
            value={threshold}
            onChange={setThreshold}
            min={0}
            max={1}
            step={0.01}
            marks={[say("Answers more", "ตอบมากขึ้น"), say("Surer", "แม่นยำขึ้น")]}
          />
        </Ui.Field>
        <Ui.Field label={say("Maximum ticket", "จำนวนทิกเก็ตสูงสุด")}>
          <Ui.NumberInput value={limit} onChange={setLimit} min={1} max={50} />
        </Ui.Field>
      </Columns>
      <Ui.Field label={say("Prompt", "พรอมต์")} hint={say("Press { for variables.", "กด { เพื่อเลือกตัวแปร")}>
        <Ui.PromptEditor
          value={prompt}
          onChange={setPrompt}
          variables={[{ name: "user.name", type: "text", sample: "Nok" }]}
          minRows={3}
        />
      </Ui.Field>
      <Columns>
        <div className="flex flex-col gap-3">
          <Ui.Switch
            checked={on}
            onChange={setOn}
            label={say("Answer in the contact's language", "ตอบเป็นภาษาของผู้ติดต่อ")}
            hint={say("Otherwise always in Thai.", "มิฉะนั้นตอบเป็นภาษาไทยเสมอ")}
          />
          <Ui.Switch checked={false} onChange={() => undefined} label={say("Locked", "ล็อกอยู่")} disabled />
          <Ui.Checkbox checked={on} onChange={setOn} label={say("Remember me on this device", "จดจำฉันบนอุปกรณ์นี้")} />
          <Ui.Checkbox checked="indeterminate" onChange={() => undefined} label={say("Some of them", "บางรายการ")} />
        </div>
        <Ui.RadioGroup
          cards
          label="way"
          value={way}
          onChange={setWay}
          options={[
            {
              value: "fixed",
              label: say("Fixed answer", "คำตอบตายตัว"),
              hint: say("Always the same words", "ใช้ถ้อยคำเดิมเสมอ"),
            },
            {
              value: "free",
              label: say("Composed", "เรียบเรียงใหม่"),
              hint: say("Written from the sources", "เขียนจากแหล่งข้อมูล"),
            },
          ]}
        />
      </Columns>
      <Row>
        <Ui.Segmented
          label="view"
          value={view}
          onChange={setView}
          options={[
            { value: "table", label: say("Table", "ตาราง"), count: 24 },
            { value: "board", label: say("Board", "บอร์ด") },
          ]}
        />
        <Ui.SearchInput value="" onSearch={() => undefined} shortcut="/" placeholder={say("Search name", "ค้นหาชื่อ")} />
        <Ui.Select
          compact
          label={say("Saved view", "มุมมอง")}
          prefix={say("Saved view", "มุมมอง")}
          value="mine"
          onChange={() => undefined}
          options={[{ value: "mine", label: say("Mine", "ของฉัน") }]}
        />
      </Row>
      <Ui.DropZone
        onFiles={() => undefined}
        hint={say("PDF, DOCX, XLSX, up to 100 MB each", "PDF, DOCX, XLSX ไม่เกินไฟล์ละ 100 MB")}
      />
    </Part>
  );
}
