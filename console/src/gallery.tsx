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
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { initReactI18next } from "react-i18next";
import { setFormat } from "@/shared/format";
import { messages } from "@/shared/i18n/messages";
import * as Ui from "@/shared/ui";
import en from "@/shared/ui/locales/en.json";
import th from "@/shared/ui/locales/th.json";
import { Buttons } from "./gallery/buttons";
import { Data } from "./gallery/data";
import { Fields } from "./gallery/fields";
import { lang, say, wanted } from "./gallery/frame";
import { Marks } from "./gallery/marks";
import { Overlays } from "./gallery/overlays";
import { Panels } from "./gallery/panels";
import { Talk } from "./gallery/talk";

for (const name of ["theme", "density", "thai"] as const) {
  const value = wanted.get(name);
  if (value) document.documentElement.dataset[name] = value;
}
document.documentElement.lang = lang;
setFormat({ language: lang });

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
  .use(messages)
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
