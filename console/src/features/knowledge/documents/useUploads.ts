import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { uuid } from "@/api";

import { keys } from "../reading";
import { sendFiles, type Sent } from "./upload";

/** The files sent to a base from this page, the newest first, and how to send more. */
export function useUploads(baseId: string) {
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent[]>([]);
  const tell = (id: string, change: Partial<Sent>) => {
    setSent((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
    if (change.state === "taken") void queries.invalidateQueries({ queryKey: keys.documents(baseId) });
  };
  const start = (files: File[]) => {
    const named = files.map((file) => ({ id: uuid(), file }));
    setSent((all) => [...named.map(({ id, file }): Sent => ({ id, name: file.name, sizeBytes: file.size, state: "waiting" })), ...all]);
    void sendFiles(baseId, named, tell);
  };
  const clear = () => { setSent((all) => all.filter((one) => one.state === "waiting" || one.state === "sending")); };
  return { sent, start, clear };
}
