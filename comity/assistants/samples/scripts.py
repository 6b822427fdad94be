"""The samples of cURL, Python and JavaScript: (whole answer, stream) each. Nothing to install is needed."""

CURL = (
    """
# export @KEY@=cmt_sk_...   (API tab, Reveal)
curl -sS "@URL@" \\
  -H "Authorization: Bearer $@KEY@" \\
  -H "Content-Type: application/json" \\
  -d '{"message": "@QUESTION@", "sessionId": "example-1"}'
""",
    """
# export @KEY@=cmt_sk_...   (API tab, Reveal)
curl -sS -N "@URL@" \\
  -H "Authorization: Bearer $@KEY@" \\
  -H "Content-Type: application/json" \\
  -d '{"message": "@QUESTION@", "sessionId": "example-1", "stream": true}'
""",
)

PYTHON = (
    '''
"""export @KEY@=cmt_sk_...   (API tab, Reveal)"""
import json
import os
import urllib.request

request = urllib.request.Request(
    "@URL@",
    data=json.dumps({"message": "@QUESTION@", "sessionId": "example-1"}).encode(),
    headers={"Authorization": f"Bearer {os.environ['@KEY@']}", "Content-Type": "application/json"},
)
with urllib.request.urlopen(request, timeout=130) as reply:
    answer = json.load(reply)

print(answer["answer"])
for result in answer["searchResults"]["data"]:
    print("-", result["document"]["path"])
''',
    '''
"""export @KEY@=cmt_sk_...   (API tab, Reveal)"""
import json
import os
import urllib.request

request = urllib.request.Request(
    "@URL@",
    data=json.dumps({"message": "@QUESTION@", "sessionId": "example-1", "stream": True}).encode(),
    headers={"Authorization": f"Bearer {os.environ['@KEY@']}", "Content-Type": "application/json"},
)
shown = ""
with urllib.request.urlopen(request, timeout=130) as reply:
    for line in reply:
        if not line.startswith(b"data: "):
            continue
        frame = json.loads(line[6:])
        if frame.get("__error"):
            raise SystemExit(f"{frame['code']} {frame['message']}")
        text = frame["content"] if frame["__status"] == "active" else frame["answer"]
        # Each frame holds the whole text so far; now and then an answer begins again.
        print(text[len(shown):] if text.startswith(shown) else "\\n" + text, end="", flush=True)
        shown = text
print()
''',
)

JAVASCRIPT = (
    """
// For code on your server: a browser must never hold the secret key.
export async function ask(message, sessionId, secretKey) {
  const reply = await fetch("@URL@", {
    method: "POST",
    headers: { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({ message, sessionId }),
  });
  const body = await reply.json();
  if (!reply.ok) throw new Error(`${body.code} ${body.message}`);
  return body; // { answer, inspection, searchResults, sessionId, messageId, actions }
}

// const { answer } = await ask("@QUESTION@", "example-1", secretKey);   secretKey: from @KEY@
""",
    """
// For code on your server: a browser must never hold the secret key.
export async function ask(message, sessionId, secretKey, onText) {
  const reply = await fetch("@URL@", {
    method: "POST",
    headers: { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({ message, sessionId, stream: true }),
  });
  if (!reply.ok) throw new Error((await reply.json()).message);
  const decoder = new TextDecoder();
  let waiting = "";
  for await (const bytes of reply.body) {
    waiting += decoder.decode(bytes, { stream: true });
    const lines = waiting.split("\\n");
    waiting = lines.pop();
    for (const line of lines.filter((one) => one.startsWith("data: "))) {
      const frame = JSON.parse(line.slice(6));
      if (frame.__error) throw new Error(`${frame.code} ${frame.message}`);
      if (frame.__status === "finished") return frame;
      onText(frame.content); // the whole text so far
    }
  }
  throw new Error("The stream ended early. Read on at GET /api/v1/messages/{id}/stream.");
}

// await ask("@QUESTION@", "example-1", secretKey, (text) => console.log(text));   secretKey: from @KEY@
""",
)

NODE = (
    """
// export @KEY@=cmt_sk_...   (API tab, Reveal)
const reply = await fetch("@URL@", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.@KEY@}`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ message: "@QUESTION@", sessionId: "example-1" }),
});
const body = await reply.json();
if (!reply.ok) throw new Error(`${body.code} ${body.message}`);

console.log(body.answer);
for (const result of body.searchResults.data) console.log("-", result.document.path);
""",
    """
// export @KEY@=cmt_sk_...   (API tab, Reveal)
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

const reply = await fetch("@URL@", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.@KEY@}`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ message: "@QUESTION@", sessionId: "example-1", stream: true }),
});
if (!reply.ok) throw new Error((await reply.json()).message);

let shown = "";
for await (const line of createInterface({ input: Readable.fromWeb(reply.body) })) {
  if (!line.startsWith("data: ")) continue;
  const frame = JSON.parse(line.slice(6));
  if (frame.__error) throw new Error(`${frame.code} ${frame.message}`);
  const text = frame.__status === "active" ? frame.content : frame.answer;
  // Each frame holds the whole text so far; now and then an answer begins again.
  process.stdout.write(text.startsWith(shown) ? text.slice(shown.length) : `\\n${text}`);
  shown = text;
}
console.log();
""",
)
