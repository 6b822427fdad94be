// Asks an assistant with OpenAI's own client: the answer by whole checked sentences, then its sources.
import OpenAI from "openai";

const { COMITY_URL, COMITY_SECRET_KEY } = process.env;
const client = new OpenAI({ baseURL: `${COMITY_URL}/api/v1/openai`, apiKey: COMITY_SECRET_KEY });
const content = process.argv.slice(2).join(" ") || "What can you help me with?";
const stream = await client.chat.completions.create({
  model: "comity",
  messages: [{ role: "user", content }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
  if (chunk.comity) {
    console.log();
    chunk.comity.searchResults.data.forEach((result, i) => console.log(`[${i + 1}] ${result.document.path}`));
  }
}
