import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { diffLines, fold, sideBySide } from "./diff-lines";
import { highlight } from "./highlight";
import { startShortcuts } from "@/shared/shortcuts";
import { setLook } from "@/shared/theme";
import { Diff, Filters, JsonView, KitProvider, SplitView, Table, Toaster, dismissToast, toast } from ".";
import { shownToasts } from "./toast-store";

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  act(() => shownToasts().forEach((one) => dismissToast(one.id)));
});
const wrap = (part: React.ReactNode) => render(<KitProvider>{part}</KitProvider>);

test("three toasts at most: the oldest gives way", () => {
  wrap(null);
  act(() => ["one", "two", "three", "four"].forEach((text) => toast(text)));
  expect(screen.queryByText("one")).toBeNull();
  expect(shownToasts().map((one) => one.text)).toEqual(["two", "three", "four"]);
});

test("a toast goes after 5 s, one with Undo after 8 s, an error stays", () => {
  vi.useFakeTimers();
  act(() => {
    toast("plain");
    toast({ text: "undoable", undo: () => undefined });
    toast({ text: "failed", tone: "danger" });
  });
  const texts = () => shownToasts().map((one) => one.text);
  act(() => vi.advanceTimersByTime(5001));
  expect(texts()).toEqual(["undoable", "failed"]);
  act(() => vi.advanceTimersByTime(3000));
  expect(texts()).toEqual(["failed"]);
  act(() => vi.advanceTimersByTime(600_000));
  expect(texts()).toEqual(["failed"]);
});

test("Ctrl Z undoes the newest toast, but not while somebody types", async () => {
  const undo = vi.fn();
  wrap(<input aria-label="text" />);
  act(() => void toast({ text: "Deleted", undo }));
  fireEvent.keyDown(screen.getByLabelText("text"), { code: "KeyZ", key: "ผ", ctrlKey: true });
  expect(undo).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { code: "KeyZ", key: "ผ", ctrlKey: true });
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText("Deleted")).toBeNull();
});

test("F8 moves the focus to the toasts and an error is an alert", () => {
  wrap(null);
  act(() => void toast({ text: "LINE refused the token.", tone: "danger" }));
  fireEvent.keyDown(document.body, { key: "F8" });
  expect(screen.getByRole("region", { name: /Notifications/ })).toHaveFocus();
  expect(screen.getByRole("alert")).toHaveTextContent("LINE refused the token.");
});

const NAMES = ["Refunds", "Branches", "Catalogue", "Contracts"];
function Held({ count = 4, onSelected }: { count?: number; onSelected?: (ids: string[]) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = Array.from({ length: count }, (_, place) => ({
    id: String(place),
    name: NAMES[place] ?? `Row ${place}`,
  }));
  return (
    <KitProvider>
      <Table
        label="Bases"
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        rowLink={(row, content) => <a href={`#${row.id}`}>{content}</a>}
        selected={selected}
        onSelect={(ids) => {
          setSelected(ids);
          onSelected?.([...ids]);
        }}
        columns={[{ id: "name", header: "Name", cell: (row) => row.name }]}
      />
    </KitProvider>
  );
}

test("arrows and the physical j and k move through the rows' links", async () => {
  render(<Held />);
  screen.getByRole("link", { name: "Refunds" }).focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(screen.getByRole("link", { name: "Branches" })).toHaveFocus();
  fireEvent.keyDown(document.activeElement as Element, { key: "่", code: "KeyJ" });
  expect(screen.getByRole("link", { name: "Catalogue" })).toHaveFocus();
  await userEvent.keyboard("{Home}");
  expect(screen.getByRole("link", { name: "Refunds" })).toHaveFocus();
});

test("x ticks a row and Shift x the range from the last one", async () => {
  const selected = vi.fn();
  render(<Held onSelected={selected} />);
  screen.getByRole("link", { name: "Refunds" }).focus();
  await userEvent.keyboard("x{ArrowDown}{ArrowDown}{Shift>}x{/Shift}");
  expect(selected).toHaveBeenLastCalledWith(["0", "1", "2"]);
  expect(screen.getByRole("checkbox", { name: "Select all" })).toBePartiallyChecked();
});

test("e edits by the row's menu, with a Thai layout too, and does nothing where single keys are switched off", () => {
  const edit = vi.fn();
  wrap(
    <Table
      label="Bases"
      rows={["Refunds", "Branches"]}
      rowId={(row) => row}
      rowLink={(row, content) => <a href={`#${row}`}>{content}</a>}
      rowMenu={(row) => [{ label: "Edit", shortcut: "e", onSelect: () => { edit(row); } }]}
      columns={[{ id: "name", header: "Name", cell: (row) => row }]}
    />,
  );
  const press = () => { fireEvent.keyDown(screen.getByRole("link", { name: "Branches" }), { key: "ำ", code: "KeyE" }); };
  act(() => { setLook("shortcuts", "off"); });
  press();
  expect(edit).not.toHaveBeenCalled();
  act(() => { setLook("shortcuts", "on"); });
  press();
  expect(edit).toHaveBeenCalledExactlyOnceWith("Branches");
});

test("j leads from the page into the list, and f to what narrows it", async () => {
  const stop = startShortcuts();
  wrap(<Filters><button type="button">Ready</button></Filters>);
  render(<Held />);
  await userEvent.keyboard("j");
  expect(screen.getByRole("link", { name: "Refunds" })).toHaveFocus();
  await userEvent.keyboard("f");
  expect(screen.getByRole("button", { name: "Ready" })).toHaveFocus();
  stop();
});

test("ten thousand rows are counted for readers and few stand in the document", async () => {
  render(<Held count={10_000} />);
  expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
  const table = screen.getByRole<HTMLTableElement>("table");
  await waitFor(() => expect(table.rows.length).toBeLessThan(100), { timeout: 10_000 });
});

test("a filtered table without rows names the words and clears them", async () => {
  const clear = vi.fn();
  wrap(
    <Table
      label="Bases"
      rows={[] as string[]}
      rowId={String}
      columns={[]}
      filtered={{ text: "refnd", onClear: clear }}
    />,
  );
  expect(screen.getByText("No match for “refnd”.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(clear).toHaveBeenCalledOnce();
});

test("a divider moves 5 per cent by arrow, stops at 30 and 70, and is remembered", async () => {
  const view = <SplitView id="test" left="L" right="R" leftLabel="Page" rightLabel="Chunks" />;
  const { unmount } = render(view);
  const divider = screen.getByRole("separator", { name: "Width of Page" });
  divider.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(divider).toHaveAttribute("aria-valuenow", "55");
  await userEvent.keyboard("{ArrowRight>5/}");
  expect(divider).toHaveAttribute("aria-valuenow", "70");
  unmount();
  render(view);
  expect(screen.getByRole("separator")).toHaveAttribute("aria-valuenow", "70");
});

test("JSON folds below its open depth and unfolds on demand", async () => {
  wrap(<JsonView label="Reply" value={{ sources: [{ page: 4 }], error: null }} openDepth={1} />);
  expect(screen.queryByText("page")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /sources/ }));
  await userEvent.click(screen.getByRole("button", { name: /1 key/ }));
  expect(screen.getByText("page")).toBeVisible();
});

test("a diff keeps both texts whole and pairs what was replaced", () => {
  const before = "a\nb\nc\nd";
  const after = "a\nB\nc\nd\ne";
  const lines = diffLines(before, after);
  const side = (gone: string) =>
    lines
      .filter((line) => line.kind !== gone)
      .map((line) => line.text)
      .join("\n");
  expect(side("added")).toBe(before);
  expect(side("removed")).toBe(after);
  expect(sideBySide(lines)[1]?.map((line) => line?.text)).toEqual(["b", "B"]);
});

test("equal lines far from a change fold to their count and open", async () => {
  const long = Array.from({ length: 14 }, (_, place) => `line ${place}`).join("\n");
  expect(fold(diffLines(long, `${long}\nnew`), 2)[0]).toMatchObject({ kind: "fold" });
  wrap(<Diff label="Prompt" before={long} after={`${long}\nnew`} />);
  expect(screen.queryByText("line 0")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "12 unchanged" }));
  expect(screen.getByText("line 0")).toBeVisible();
  expect(within(screen.getByRole("figure")).getByText("1 line added")).toBeVisible();
});

test("highlighting loses no character", () => {
  const json = '{"a": [1, true, "x\\"y"], "ก": null}';
  const shell = "curl -X POST 'https://x' # note";
  expect(
    highlight(json, "json")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(json);
  expect(
    highlight(shell, "shell")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(shell);
  expect(highlight(json, "json").find((piece) => piece.text === '"a"')?.kind).toBe("key");
});

test("the place for toasts is there before the first one, so that it is announced", () => {
  render(<Toaster />);
  expect(screen.getByRole("status")).toBeInTheDocument();
});
