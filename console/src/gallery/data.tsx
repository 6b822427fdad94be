import { useState } from "react";
import * as Ui from "@/shared/ui";
import { Part, say } from "./frame";

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

export function Data() {
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
