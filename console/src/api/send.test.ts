import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { context } from "./context";
import { ApiError } from "./errors";
import { reachability } from "./reachability";
import { send } from "./send";
import { streamPost, type AnswerFrame } from "./stream";

const answers: (Response | Error)[] = [];
const asked: Request[] = [];

beforeEach(() => {
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request);
    const answer = answers.shift();
    return answer instanceof Error || !answer
      ? Promise.reject(answer ?? new Error("no answer left"))
      : Promise.resolve(answer);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  answers.length = asked.length = 0;
  Object.assign(context, { workspace: null, csrfToken: null, signIn: null, renewToken: null });
  reachability.answered();
});

const refusal = (status: number, code: number, headers: Record<string, string> = {}) =>
  Response.json(
    { name: "XException", code, status, message: "No.", errors: [{ path: "name", rule: "unique", message: "Taken." }] },
    { status, headers },
  );
const post = () => new Request("http://localhost/api/v1/things", { method: "POST", body: '{"typed":"text"}' });

test("a refusal arrives in the documented shape with its request id and wait", async () => {
  answers.push(refusal(429, 429000, { "x-request-id": "r-1", "retry-after": "7" }));
  const error = await send(post()).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 429000,
    status: 429,
    message: "No.",
    requestId: "r-1",
    retryAfter: 7,
    errors: [{ path: "name" }],
  });
});

test("a 401 asks once for sign-in and repeats each call with the new token and the same body", async () => {
  const signIn = vi.fn(() => {
    context.csrfToken = "new";
    return Promise.resolve();
  });
  Object.assign(context, { csrfToken: "old", workspace: "siam", signIn });
  answers.push(refusal(401, 401000), refusal(401, 401000), Response.json({}), Response.json({}));
  await Promise.all([send(post()), send(post())]);
  expect(signIn).toHaveBeenCalledTimes(1);
  expect(asked.map((request) => request.headers.get("x-csrf-token"))).toEqual(["old", "old", "new", "new"]);
  expect(asked[3]?.headers.get("x-comity-workspace")).toBe("siam");
  expect(await asked[3]?.text()).toBe('{"typed":"text"}');
});

test("the wrong password of a sign-in is an error and opens no dialog", async () => {
  const signIn = vi.fn(() => Promise.resolve());
  context.signIn = signIn;
  answers.push(refusal(401, 401551));
  await expect(send(new Request("http://localhost/api/v1/sign-in", { method: "POST" }))).rejects.toMatchObject({
    code: 401551,
  });
  expect(signIn).not.toHaveBeenCalled();
});

test("a stale token is renewed and the call repeated once only", async () => {
  const renewToken = vi.fn(() => Promise.resolve());
  context.renewToken = renewToken;
  answers.push(refusal(403, 403557), refusal(403, 403557));
  await expect(send(post())).rejects.toMatchObject({ code: 403557 });
  expect(renewToken).toHaveBeenCalledTimes(1);
});

test("silence and a proxy's 503 are told as away, and the next answer as back", async () => {
  answers.push(new TypeError("failed to fetch"));
  await expect(send(post())).rejects.toMatchObject({ status: 0, isOffline: true });
  expect(reachability.read().reachable).toBe(false);
  answers.push(Response.json({}));
  await send(post());
  expect(reachability.read().reachable).toBe(true);
  answers.push(new Response("<html>", { status: 503 }));
  await expect(send(post())).rejects.toMatchObject({ status: 503, code: 503000 });
  expect(reachability.read().reachable).toBe(false);
});

const stream = (text: string) => new Response(text, { headers: { "comity-message-id": "m" } });

test("an answer that breaks off is taken up after its last frame, none twice", async () => {
  answers.push(
    stream('retry: 1\n\nid: m:1\ndata: {"__status":"active","content":"He"}\n\nid: m:2\ndata: {"__st'),
    stream(
      'id: m:2\ndata: {"__status":"active","content":"Hello"}\n\nid: m:3\ndata: {"__status":"finished","answer":"Hello"}\n\n',
    ),
  );
  const frames: AnswerFrame[] = [];
  const path = "/api/v1/assistants/a/messages";
  await streamPost({ path, body: {}, signal: new AbortController().signal, onFrame: (frame) => frames.push(frame) });
  expect(frames.map((frame) => frame.content ?? frame["answer"])).toEqual(["He", "Hello", "Hello"]);
  expect(new URL(asked[1]?.url ?? "").pathname).toBe("/api/v1/messages/m/stream");
  expect(asked[1]?.headers.get("last-event-id")).toBe("m:1");
});

test("an error frame is thrown in the documented shape", async () => {
  answers.push(
    stream(
      'data: {"__error":true,"name":"ModelProviderException","code":502900,"status":502,"message":"The model did not answer.","errors":[]}\n\n',
    ),
  );
  const options = {
    path: "/api/v1/messages",
    body: {},
    signal: new AbortController().signal,
    onFrame: () => undefined,
  };
  await expect(streamPost(options)).rejects.toMatchObject({ code: 502900, name: "ModelProviderException" });
});
