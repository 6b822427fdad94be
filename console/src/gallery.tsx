/** Every part of the kit on one page, in development only: `/gallery.html?theme=dark&lang=th&density=compact&thai=looped`. */
import "@/shared/ui/tokens.css";

import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import i18next from "i18next";
import ICU from "i18next-icu";
import { BookOpen, Download, FileText, Pencil, Plus, Settings, Sparkles, Trash2, User } from "lucide-react";
import { type ReactNode, useState } from "react";
import { createRoot } from "react-dom/client";
import { initReactI18next } from "react-i18next";
import { setFormat } from "@/shared/format";
import * as Ui from "@/shared/ui";
import en from "@/shared/ui/locales/en.json";
import th from "@/shared/ui/locales/th.json";

const wanted = new URLSearchParams(location.search);
const lang = wanted.get("lang") ?? "en";
for (const name of ["theme", "density", "thai"] as const) {
  const value = wanted.get(name);
  if (value) document.documentElement.dataset[name] = value;
}
document.documentElement.lang = lang;
setFormat({ language: lang });

/** The sample words, English and Thai side by side. */
const say = (english: string, thai: string) => (lang === "th" ? thai : english);

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-h3">{title}</h2>
      {children}
    </section>
  );
}
const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
);
const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-2">{children}</div>
);

function Buttons() {
  return (
    <Part title="Button">
      <Row>
        <Ui.Button variant="primary" icon={Plus}>
          {say("Create assistant", "สร้างผู้ช่วย")}
        </Ui.Button>
        <Ui.Button icon={Pencil}>{say("Edit", "แก้ไข")}</Ui.Button>
        <Ui.Button variant="ghost">{say("Cancel", "ยกเลิก")}</Ui.Button>
        <Ui.Button variant="danger" icon={Trash2}>
          {say("Delete team", "ลบทีม")}
        </Ui.Button>
        <Ui.Button variant="primary" busy>
          {say("Publish", "เผยแพร่")}
        </Ui.Button>
        <Ui.Button icon={Download} busy>
          {say("Export", "ส่งออก")}
        </Ui.Button>
        <Ui.Button disabled>{say("Off", "ปิด")}</Ui.Button>
        <Ui.Button
          variant="primary"
          reason={say("Publishing needs Gen AI Editor", "การเผยแพร่ต้องใช้บทบาท Gen AI Editor")}
        >
          {say("Publish", "เผยแพร่")}
        </Ui.Button>
        <Ui.Button size="small">{say("Small", "เล็ก")}</Ui.Button>
        <Ui.IconButton icon={Settings} label={say("Settings", "ตั้งค่า")} shortcut="g s" />
        <Ui.IconButton icon={Sparkles} label="AI" pressed />
        <Ui.IconButton icon={User} label="Waiting" badge={4} variant="secondary" />
        <Ui.Menu
          items={[
            { label: say("Edit", "แก้ไข"), icon: Pencil, shortcut: "e" },
            { label: say("Export", "ส่งออก"), icon: Download },
            "separator",
            { label: say("Delete", "ลบ"), icon: Trash2, danger: true },
          ]}
        />
      </Row>
    </Part>
  );
}

function Fields() {
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

function Marks() {
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

interface Base {
  id: string;
  name: string;
  kind: string;
  documents: number;
  tone: Ui.Tone;
  word: string;
}
const BASES: Base[] = [
  {
    id: "1",
    name: say("Refunds and returns", "การคืนเงินและคืนสินค้า"),
    kind: "PDF",
    documents: 1204,
    tone: "success",
    word: say("Ready", "พร้อม"),
  },
  {
    id: "2",
    name: say("Product catalogue", "แคตตาล็อกสินค้า กฎุมพี ปื๊น ผู้ป้ำ"),
    kind: "CSV",
    documents: 86,
    tone: "info",
    word: say("Indexing 60 %", "กำลังจัดทำ 60 %"),
  },
  {
    id: "3",
    name: say("Branches", "สาขา"),
    kind: say("Web", "เว็บ"),
    documents: 0,
    tone: "danger",
    word: say("Failed", "ผิดพลาด"),
  },
];

function Data() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["2"]));
  const [sort, setSort] = useState<Ui.SortState>({ column: "name", descending: false });
  return (
    <Part title="Table">
      <Ui.Card flush className="overflow-hidden">
        <Ui.Table
          label={say("Knowledge bases", "คลังความรู้")}
          rows={BASES}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          rowLink={(row, content) => <a href={`#${row.id}`}>{content}</a>}
          rowMenu={() => [{ label: say("Delete", "ลบ"), danger: true }]}
          selected={selected}
          onSelect={setSelected}
          sort={sort}
          onSort={setSort}
          columns={[
            { id: "name", header: say("Name", "ชื่อ"), cell: (row) => row.name, sort: true, minWidth: 180 },
            { id: "kind", header: say("Type", "ชนิด"), cell: (row) => row.kind, width: 96 },
            {
              id: "documents",
              header: say("Documents", "เอกสาร"),
              cell: (row) => row.documents.toLocaleString("en"),
              align: "right",
              width: 120,
              sort: true,
              hideBelow: "md",
            },
            {
              id: "health",
              header: say("Health", "สถานะ"),
              cell: (row) => <Ui.Status tone={row.tone}>{row.word}</Ui.Status>,
              width: 160,
            },
          ]}
        />
      </Ui.Card>
      <div className="grid gap-4 md:grid-cols-3">
        <Ui.Tile
          label={say("Conversations", "การสนทนา")}
          value="1,284"
          delta={{ direction: "up", good: true, text: say("8 % more than last week", "มากกว่าสัปดาห์ก่อน 8 %") }}
          series={[3, 5, 4, 6, 8, 7, 11]}
          definition="…"
        />
        <Ui.Tile
          label={say("Answered without a person", "ตอบได้โดยไม่ใช้คน")}
          value="71 %"
          delta={{ direction: "down", good: false, text: say("2 % less than last week", "น้อยกว่าสัปดาห์ก่อน 2 %") }}
          series={[9, 8, 8, 7, 7, 6, 6]}
          link={(content) => <a href="#rows">{content}</a>}
        />
        <Ui.Tile
          label={say("Waiting", "รอรับเรื่อง ปื๊น")}
          value="0"
          delta={{ direction: "flat", text: say("As last week", "เท่าสัปดาห์ก่อน") }}
        />
      </div>
    </Part>
  );
}

function Panels() {
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

function Talk() {
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

function Overlays() {
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

function Gallery() {
  const [changes, setChanges] = useState(3);
  return (
    <div className="min-h-dvh bg-canvas">
      <Ui.PageHeader
        title={say("FAQ bot", "ผู้ช่วยตอบคำถาม")}
        crumbs={[{ label: say("Assistants", "ผู้ช่วย"), to: "/" }]}
        chips={
          <>
            <Ui.Status tone="success">{say("Live v14", "เผยแพร่ v14")}</Ui.Status>
            <Ui.Status>{say("Draft changed", "ฉบับร่างแก้ไข")}</Ui.Status>
          </>
        }
        state={say("Saved 14:02", "บันทึก 14:02")}
        actions={
          <>
            <Ui.Button>{say("Test", "ทดสอบ")}</Ui.Button>
            <Ui.Button variant="primary">{say("Publish", "เผยแพร่")}</Ui.Button>
            <Ui.Menu items={[{ label: say("Copy", "คัดลอก") }]} />
          </>
        }
        tabs={
          <Ui.LinkTabs
            label="tabs"
            tabs={[
              { label: say("Settings", "ตั้งค่า"), to: "/", exact: true },
              { label: say("Versions", "เวอร์ชัน"), to: "/v", count: 14 },
              { label: say("Chat Sandbox", "แชตทดสอบ"), to: "/s" },
            ]}
          />
        }
      />
      <main className="flex max-w-page flex-col gap-8 p-4 lg:p-6">
        <Buttons />
        <Fields />
        <Marks />
        <Data />
        <Panels />
        <Talk />
        <Overlays />
      </main>
      <Ui.SaveBar changes={changes} onSave={() => setChanges(0)} onDiscard={() => setChanges(0)} />
    </div>
  );
}

const rootRoute = createRootRoute();
const routeTree = rootRoute.addChildren(
  (["/", "/v", "/s"] as const).map((path) =>
    createRoute({ getParentRoute: () => rootRoute, path, component: Gallery }),
  ),
);
const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ["/"] }) });

await i18next
  .use(ICU)
  .use(initReactI18next)
  .init({
    lng: lang,
    fallbackLng: "en",
    resources: { en: { ui: en }, th: { ui: th } },
    interpolation: { escapeValue: false },
  });
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <Ui.KitProvider>
      <RouterProvider router={router as never} />
    </Ui.KitProvider>,
  );
}
