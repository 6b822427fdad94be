// What a story takes for granted: an account, a workspace, and things made in it by the API as the console makes them.
const ACCOUNT = { displayName: "Nok", email: "nok@example.com", password: "Abcdef1!story" };
const WORKSPACE = { name: "Baan Sabai", slug: "baan-sabai", timeZone: "Asia/Bangkok", language: "en" };
const READY_MS = 120_000;

/** Sets Comity up and signs the browser in; gives the API as that person uses it, and the workspace's slug. */
export async function setUp(context, server) {
  const data = { token: new URL(server.link).searchParams.get("token"), account: ACCOUNT, workspace: WORKSPACE };
  const headers = { Origin: server.url, "X-Comity-Workspace": WORKSPACE.slug };
  const { csrfToken } = await accepted(await context.request.post(`${server.url}/api/v1/setup`, { data, headers }));
  return { api: new Api(context.request, server.url, { ...headers, "X-CSRF-Token": csrfToken }), workspace: WORKSPACE.slug };
}

async function accepted(reply) {
  if (!reply.ok()) throw new Error(`${reply.status()} ${reply.url()}: ${await reply.text()}`);
  return reply.status() === 204 ? null : reply.json();
}

class Api {
  #request;
  #url;
  #headers;

  constructor(request, url, headers) {
    this.#request = request;
    this.#url = url;
    this.#headers = headers;
  }

  async get(path) {
    return accepted(await this.#request.get(`${this.#url}/api/v1${path}`, { headers: this.#headers }));
  }

  async post(path, data = {}) {
    return accepted(await this.#request.post(`${this.#url}/api/v1${path}`, { headers: this.#headers, data }));
  }

  /** A base that holds the text as a document, once it can be searched. */
  async base(name, text) {
    const base = await this.post("/knowledge-bases", { name, type: "documents" });
    const file = { name: `${name.toLowerCase()}.md`, mimeType: "text/markdown", buffer: Buffer.from(text) };
    const address = `${this.#url}/api/v1/knowledge-bases/${base.id}/documents`;
    await accepted(await this.#request.post(address, { headers: this.#headers, multipart: { "files[]": file } }));
    await this.ready(base.id);
    return base;
  }

  /** Waits until what is read at `path` is as `isSo` wants it. */
  async until(path, isSo) {
    const end = Date.now() + READY_MS;
    for (;;) {
      const { data } = await this.get(path);
      if (isSo(data)) return;
      if (Date.now() > end) throw new Error(`${path} is not as it should be: ${JSON.stringify(data).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Waits until every document of the base can be searched. */
  async ready(baseId) {
    await this.until(`/knowledge-bases/${baseId}/documents`, (rows) => rows.length > 0 && rows.every(({ state }) => state === "ready"));
  }

  /** A published assistant that searches the base. */
  async assistant(name, base, fields = {}) {
    const search = await this.post("/fulfillments", { kind: "search", name: base.name, description: "", knowledgeBaseId: base.id });
    const assistant = await this.post("/assistants", { name, fulfillmentIds: [search.id], ...fields });
    await this.post(`/assistants/${assistant.id}/publish`, { note: "" });
    return assistant;
  }

  /** Asks by an assistant's secret key, as a customer's system does. */
  async asCustomer(secretKey, data) {
    return accepted(await this.#request.post(`${this.#url}/api/v1/messages`, { headers: { Authorization: `Bearer ${secretKey}` }, data }));
  }
}
