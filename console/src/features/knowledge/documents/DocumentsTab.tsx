import { useBase } from "../useBase";
import { CsvFile } from "../csv/CsvFile";
import { Documents } from "./Documents";

/** What a base holds: its documents, or the one file of a CSV base. */
export default function DocumentsTab() {
  const base = useBase();
  return base.type === "csv" ? <CsvFile base={base} /> : <Documents base={base} />;
}
