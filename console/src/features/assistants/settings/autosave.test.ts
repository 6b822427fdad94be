import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiError } from "@/api";

import { Autosave, type AutosaveHooks } from "./autosave";

interface Draft {
  name: string;
  prompt: string;
}

const hooks = () =>
  ({
    send: vi.fn(async (changes: Partial<Draft>, revision: number) =>
      await Promise.resolve({ name: "a", prompt: "p", ...changes, revision: revision + 1 }),
    ),
    onSaving: vi.fn(),
    onSaved: vi.fn(),
    onRefused: vi.fn(),
    onConflict: vi.fn(),
    onWaiting: vi.fn(),
  }) satisfies AutosaveHooks<Draft>;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("saves all that was typed in one call, a moment after the last key", async () => {
  const made = hooks();
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b" });
  await vi.advanceTimersByTimeAsync(700);
  save.edit({ name: "bc", prompt: "q" });
  await vi.advanceTimersByTimeAsync(700);
  expect(made.send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(made.send.mock.calls).toEqual([[{ name: "bc", prompt: "q" }, 3]]);
  expect(save.isClean).toBe(true);
});

it("sends what was edited during a save in the next one, on the new revision", async () => {
  const made = hooks();
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b" });
  const flushed = save.flush();
  save.edit({ name: "bc" });
  await flushed;
  await vi.advanceTimersByTimeAsync(1000);
  expect(made.send.mock.calls).toEqual([[{ name: "b" }, 3], [{ name: "bc" }, 4]]);
});

it("never has two saves on their way, however many wait for one", async () => {
  const made = hooks();
  let isBusy = false;
  made.send.mockImplementation(async (changes, revision) => {
    expect(isBusy).toBe(false);
    isBusy = true;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    isBusy = false;
    return { name: "a", prompt: "p", ...changes, revision: revision + 1 };
  });
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b" });
  const flushed = [save.flush()];
  await vi.advanceTimersByTimeAsync(100);
  save.edit({ prompt: "q" });
  flushed.push(save.flush(), save.flush());
  save.edit({ name: "bc" });
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(flushed);
  expect(made.send.mock.calls).toEqual([[{ name: "b" }, 3], [{ prompt: "q", name: "bc" }, 4]]);
  expect(save.isClean).toBe(true);
});

it("holds a conflict until it is resolved, and then saves mine on theirs", async () => {
  const made = hooks();
  const theirs = { name: "x", prompt: "y", revision: 9 };
  const stale = { name: "StaleRevisionException", code: 409001, status: 409, message: "", errors: [{ path: "If-Match", rule: "stale", message: "", current: theirs }] };
  made.send.mockRejectedValueOnce(new ApiError(stale));
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b", prompt: "q" });
  await save.flush();
  expect(made.onConflict).toHaveBeenCalledWith(theirs, { name: "b", prompt: "q" });
  save.edit({ name: "bc" });
  await vi.advanceTimersByTimeAsync(5000);
  expect(made.send).toHaveBeenCalledTimes(1);
  save.resolve(9, ["prompt"]);
  await vi.advanceTimersByTimeAsync(10);
  expect(made.send).toHaveBeenLastCalledWith({ name: "bc" }, 9);
});

it("takes a newer revision that says the same for its own save, whose reply was lost", async () => {
  const made = hooks();
  const saved = { name: "b", prompt: "p", revision: 4 };
  const stale = { name: "StaleRevisionException", code: 409001, status: 409, message: "", errors: [{ path: "If-Match", rule: "stale", message: "", current: saved }] };
  made.send.mockRejectedValueOnce(new TypeError("Failed to fetch")).mockRejectedValueOnce(new ApiError(stale));
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b" });
  await save.flush();
  await vi.advanceTimersByTimeAsync(1500);
  expect(made.onConflict).not.toHaveBeenCalled();
  expect(made.onSaved).toHaveBeenCalledWith(saved, {});
  save.edit({ name: "bc" });
  await save.flush();
  expect(made.send).toHaveBeenLastCalledWith({ name: "bc" }, 4);
});

it("keeps a refused field edited and does not repeat it by itself", async () => {
  const made = hooks();
  const refused = { name: "ValidationException", code: 422000, status: 422, message: "", errors: [{ path: "name", rule: "minLength", message: "" }] };
  made.send.mockRejectedValueOnce(new ApiError(refused));
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "" });
  await save.flush();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(made.send).toHaveBeenCalledTimes(1);
  expect(save.isClean).toBe(false);
  save.edit({ name: "b" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(made.send).toHaveBeenLastCalledWith({ name: "b" }, 3);
});

it("tries again while the server is away", async () => {
  const made = hooks();
  made.send.mockRejectedValueOnce(new ApiError({ name: "", code: 0, status: 0, message: "", errors: [] }));
  const save = new Autosave<Draft>(3, made);
  save.edit({ name: "b" });
  await save.flush();
  expect(made.onWaiting).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1100);
  expect(made.send).toHaveBeenCalledTimes(2);
  expect(save.isClean).toBe(true);
});

it("goes on from what somebody else saved while nothing is edited here, and not while something is", async () => {
  const made = hooks();
  const save = new Autosave<Draft>(3, made);
  expect(save.follow(5)).toBe(true);
  expect(save.follow(4)).toBe(false);
  save.edit({ name: "b" });
  expect(save.follow(6)).toBe(false);
  await save.flush();
  expect(made.send).toHaveBeenLastCalledWith({ name: "b" }, 5);
});
