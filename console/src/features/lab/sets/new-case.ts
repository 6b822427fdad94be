/** A case made by hand, and the file of a set that begins with it. */
export const NEW_SET = "new";

export interface CaseWanted {
  setId: string;
  name: string;
  question: string;
  expectedAnswer: string;
  expectedChunkIds: string[];
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The CSV file of a set that holds this case alone. */
export function fileOf(one: Pick<CaseWanted, "question" | "expectedAnswer" | "expectedChunkIds">, name: string): File {
  const row = ["case-1-1", quoted(one.question), quoted(one.expectedChunkIds.join("|")), quoted(one.expectedAnswer)].join(",");
  return new File([`no.,question,expected chunk id,expected answer\r\n${row}\r\n`], `${name}.csv`, { type: "text/csv" });
}
