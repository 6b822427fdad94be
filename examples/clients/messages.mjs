// Asks an assistant over the messaging API: the answer as it is written, then its sources. A session remembers what was said.
const { COMITY_URL, COMITY_SECRET_KEY } = process.env;

async function* frames(question, sessionId) {
  const reply = await fetch(`${COMITY_URL}/api/v1/messages`, {
    method: "POST",
    headers: { Authorization: `Bearer ${COMITY_SECRET_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ message: question, sessionId, stream: true, streamFormat: "delta" }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  let waiting = "";
  for await (const text of reply.body.pipeThrough(new TextDecoderStream())) {
    const lines = (waiting + text).split("\n");
    waiting = lines.pop();
    for (const line of lines) if (line.startsWith("data: ")) yield JSON.parse(line.slice(6));
  }
}

const question = process.argv.slice(2).join(" ") || "What can you help me with?";
for await (const frame of frames(question, "example-1")) {
  if (frame.__error) throw new Error(`${frame.code} ${frame.message}`);
  if (frame.__status === "finished") {
    console.log();
    frame.searchResults.data.forEach((result, i) => console.log(`[${i + 1}] ${result.document.path}`));
  } else {
    if (frame.reset) process.stdout.write("\n---\n"); // the model failed, and another one begins the answer again
    process.stdout.write(frame.delta);
  }
}
