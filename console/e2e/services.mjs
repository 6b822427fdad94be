// What Comity calls in a story, on real sockets of this machine: a language model, another system's API, an MCP server.
import { once } from "node:events";
import { createServer } from "node:http";

/** A server on a free port; gives `place` (`host:port`) and `url`. It ends with the story's process. */
async function listen(answer) {
  const server = createServer(async (request, response) => {
    const pieces = await request.toArray();
    answer({ method: request.method, path: request.url, headers: request.headers, text: Buffer.concat(pieces).toString() }, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = `127.0.0.1:${server.address().port}`;
  return { place, url: `http://${place}` };
}

/**
 * A model behind OpenAI's streaming `chat/completions`. `reply` reads a request and says what comes back: `{ text }`, or
 * `{ call, arguments }` to have a tool called.
 */
export async function startModel(reply) {
  const { place, url } = await listen(({ text }, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const chunk of chunksOf(reply(JSON.parse(text)))) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    response.end("data: [DONE]\n\n");
  });
  return { place, url: `${url}/v1` };
}

function* chunksOf({ text = "", call, arguments: given = {} }) {
  const choice = (delta, finish_reason = null) => ({ id: "chat", choices: [{ index: 0, delta, finish_reason }] });
  for (const piece of text.match(/\S+\s*/g) ?? []) yield choice({ content: piece });
  if (call) yield choice({ tool_calls: [{ index: 0, id: "call-0", type: "function", function: { name: call, arguments: JSON.stringify(given) } }] });
  yield choice({}, call ? "tool_calls" : "stop");
  yield { id: "chat", choices: [], usage: { prompt_tokens: 120, completion_tokens: 24 } };
}

/** A JSON API of one's own: `reply` reads a request, what it returns is sent. `asked` keeps every request. */
export async function startApi(reply) {
  const asked = [];
  const { place, url } = await listen((request, response) => {
    asked.push(request);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(reply(request)));
  });
  return { place, url, asked };
}

/** An MCP server over streamable HTTP. `tools`: each with `name`, `description`, `inputSchema` and `run`, which makes its text of the arguments. */
export function startMcp(tools) {
  const results = {
    initialize: () => ({ protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "story", version: "1" } }),
    "tools/list": () => ({ tools: tools.map((tool) => ({ ...tool, run: undefined })) }),
    "tools/call": ({ name, arguments: given }) => ({ content: [{ type: "text", text: tools.find((tool) => tool.name === name).run(given) }] }),
  };
  return startApi(({ text }) => {
    const { id, method, params } = JSON.parse(text);
    return id === undefined ? {} : { jsonrpc: "2.0", id, result: results[method](params) };
  });
}

/** A website of one's own: `pages` by their paths, each an HTML text that may be changed while it is served. `asked` keeps every path. */
export async function startSite(pages) {
  const asked = [];
  const { place, url } = await listen(({ path }, response) => {
    asked.push(path);
    const type = path.endsWith(".txt") ? "text/plain" : "text/html; charset=utf-8";
    response.writeHead(path in pages ? 200 : 404, { "Content-Type": type });
    response.end(pages[path] ?? "");
  });
  return { place, url, asked };
}
