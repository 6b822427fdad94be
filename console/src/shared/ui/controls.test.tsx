import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { marks, openVariable } from "./prompt-marks";
import {
  Button,
  Combobox,
  ConfirmDialog,
  Field,
  KitProvider,
  Menu,
  NumberInput,
  PromptEditor,
  SaveBar,
  SearchInput,
  Slider,
  TextInput,
} from ".";
import { copyText } from "./copying";

test("a field names its control and gives it the hint", () => {
  render(
    <Field label="Name" hint="Contacts see it." optional>
      <TextInput />
    </Field>,
  );
  const input = screen.getByRole("textbox", { name: /Name \(optional\)/ });
  expect(input).toHaveAccessibleDescription("Contacts see it.");
  expect(input).not.toHaveAttribute("aria-invalid");
});

test("an error takes the place of the hint and marks the control", () => {
  render(
    <Field label="Name" hint="Contacts see it." error="Give it a name.">
      <TextInput />
    </Field>,
  );
  expect(screen.queryByText("Contacts see it.")).toBeNull();
  expect(screen.getByRole("textbox")).toHaveAccessibleDescription("Give it a name.");
  expect(screen.getByRole("textbox")).toBeInvalid();
});

test("the counter appears at 80 per cent of the limit", () => {
  const field = (count: number) => (
    <Field label="Name" count={count} max={10}>
      <TextInput />
    </Field>
  );
  const { rerender } = render(field(7));
  expect(screen.queryByText("7/10")).toBeNull();
  rerender(field(8));
  expect(screen.getByText("8/10")).toBeVisible();
  expect(screen.getByRole("textbox")).toHaveAccessibleDescription("8 of 10 characters");
});

test("a busy button takes no click and keeps its label", async () => {
  const press = vi.fn();
  render(
    <Button busy onClick={press}>
      Publish
    </Button>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Publish" }));
  expect(press).not.toHaveBeenCalled();
  expect(screen.getByRole("button")).toHaveAttribute("aria-busy", "true");
});

test("a button that is off with a reason can be reached and does nothing", async () => {
  const press = vi.fn();
  render(
    <KitProvider>
      <Button reason="Needs Editor" onClick={press}>
        Publish
      </Button>
    </KitProvider>,
  );
  await userEvent.tab();
  expect(screen.getByRole("button")).toHaveFocus();
  expect(await screen.findByRole("tooltip")).toHaveTextContent("Needs Editor");
  await userEvent.keyboard("{Enter}");
  expect(press).not.toHaveBeenCalled();
});

test("an arrow key moves 0.45 to 0.46", async () => {
  function Held() {
    const [value, setValue] = useState<number | null>(0.45);
    return <NumberInput value={value} onChange={setValue} min={0} max={1} step={0.01} />;
  }
  render(<Held />);
  await userEvent.type(screen.getByRole("spinbutton"), "{ArrowUp}");
  expect(screen.getByRole("spinbutton")).toHaveValue("0.46");
});

test("a number out of range is drawn in on leaving", async () => {
  function Held() {
    const [value, setValue] = useState<number | null>(5);
    return <NumberInput value={value} onChange={setValue} min={1} max={50} />;
  }
  render(<Held />);
  await userEvent.clear(screen.getByRole("spinbutton"));
  await userEvent.type(screen.getByRole("spinbutton"), "99");
  await userEvent.tab();
  expect(screen.getByRole("spinbutton")).toHaveValue("50");
});

test("a combobox finds by substring and picks by key", async () => {
  const pick = vi.fn();
  const options = [
    { value: "th", label: "ไทย", hint: "Thai" },
    { value: "en", label: "English" },
  ];
  render(<Combobox label="Language" value={null} onChange={pick} options={options} />);
  await userEvent.type(screen.getByRole("combobox"), "thai");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await userEvent.keyboard("{Enter}");
  expect(pick).toHaveBeenCalledWith("th");
});

test("a search waits for the typing to end, and Enter does not wait", async () => {
  const search = vi.fn();
  render(<SearchInput value="" onSearch={search} delay={60_000} />);
  await userEvent.type(screen.getByRole("searchbox"), "refund");
  expect(search).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(search).toHaveBeenCalledExactlyOnceWith("refund");
});

test("a save bar counts the changes and leaves when there is none", async () => {
  const save = vi.fn();
  const discard = vi.fn();
  const { rerender } = render(<SaveBar changes={3} onSave={save} onDiscard={discard} />);
  expect(screen.getByRole("status")).toHaveTextContent("3 unsaved changes");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect([save.mock.calls.length, discard.mock.calls.length]).toEqual([1, 1]);
  rerender(<SaveBar changes={0} onSave={save} onDiscard={discard} />);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a typed name keeps the red button off until it is exact, and Cancel has the focus", async () => {
  const remove = vi.fn();
  render(
    <ConfirmDialog
      open
      onOpenChange={() => undefined}
      title="Delete Shop?"
      action="Delete"
      typed="Shop"
      onConfirm={remove}
    />,
  );
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
  await userEvent.type(screen.getByRole("textbox"), "shop");
  expect(screen.getByRole("button", { name: "Delete" })).toBeDisabled();
  await userEvent.clear(screen.getByRole("textbox"));
  await userEvent.type(screen.getByRole("textbox"), "Shop");
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(remove).toHaveBeenCalledOnce();
});

test("marks cut a prompt into its own text, and tell known from unknown variables", () => {
  const text = "ตอบ {{user.name}} จาก <CONTEXT> ไม่ใช่ {{user.plan}}";
  const parts = marks(text, new Set(["user.name"]), ["<CONTEXT>"]);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter((part) => part.kind !== "text").map((part) => part.kind)).toEqual([
    "variable",
    "placeholder",
    "unknown",
  ]);
});

test("an open brace asks for variables, a closed one does not", () => {
  expect(openVariable("Hi {{us", 7)).toEqual({ start: 3, typed: "us" });
  expect(openVariable("Hi {{user.name}}", 16)).toBeNull();
});

test("typing a brace in the prompt offers the variables and Enter puts one in", async () => {
  function Held() {
    const [value, setValue] = useState("");
    return <PromptEditor value={value} onChange={setValue} variables={[{ name: "user.name" }, { name: "bot.name" }]} />;
  }
  render(<Held />);
  await userEvent.type(screen.getByRole("textbox"), "Hi {{{{bot");
  expect(screen.getByRole("option", { name: "bot.name" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("textbox")).toHaveValue("Hi {{bot.name}}");
});

test("a refused confirmation keeps the dialog and what the caller shows in it, and the next yes closes it", async () => {
  const remove = vi.fn().mockRejectedValueOnce(new Error("in use")).mockResolvedValueOnce(undefined);
  const close = vi.fn();
  render(
    <ConfirmDialog open onOpenChange={close} title="Delete?" action="Delete" onConfirm={remove}>
      Used by Help desk
    </ConfirmDialog>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(screen.getByText("Used by Help desk")).toBeVisible();
  expect(close).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(close).toHaveBeenCalledWith(false);
});

test("a slider names both of its controls, each by itself", () => {
  render(
    <Field label="Threshold">
      <Slider label="Threshold" value={0.45} min={0} max={1} step={0.01} onChange={() => undefined} />
    </Field>,
  );
  expect(screen.getByRole("slider", { name: "Threshold" })).toBeVisible();
  expect(screen.getByRole("spinbutton", { name: "Threshold" })).toHaveValue("0.45");
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "execCommand");
});

test("without the clipboard of a secure page a text is copied by a field, and the focus returns", async () => {
  vi.stubGlobal("navigator", { ...navigator, clipboard: undefined });
  let copied = "";
  const command = () => {
    copied = (document.activeElement as HTMLTextAreaElement).value;
    return true;
  };
  Object.defineProperty(document, "execCommand", { value: command, configurable: true });
  render(<button>Copy</button>);
  screen.getByRole("button").focus();
  expect(await copyText("cmt_sk_1")).toBe(true);
  expect(copied).toBe("cmt_sk_1");
  expect(document.querySelector("textarea")).toBeNull();
  expect(screen.getByRole("button")).toHaveFocus();
});

test("a dialog that a menu opened gives the focus back to the menu's button", async () => {
  function Page() {
    const [asked, setAsked] = useState(false);
    return (
      <>
        <Menu trigger={<Button>More</Button>} items={[{ label: "Delete", onSelect: () => setAsked(true) }]} />
        {asked && (
          <ConfirmDialog
            open
            onOpenChange={setAsked}
            title="Delete?"
            action="Delete for good"
            onConfirm={() => undefined}
          />
        )}
      </>
    );
  }
  render(<Page />);
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  expect(await screen.findByRole("button", { name: "Cancel" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.getByRole("button", { name: "More" })).toHaveFocus());
});
