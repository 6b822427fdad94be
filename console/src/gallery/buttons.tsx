import { Download, Pencil, Plus, Settings, Sparkles, Trash2, User } from "lucide-react";
import * as Ui from "@/shared/ui";
import { Part, Row, say } from "./frame";

export function Buttons() {
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
