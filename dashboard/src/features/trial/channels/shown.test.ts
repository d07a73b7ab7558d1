import { describe, expect, it } from "vitest";
import { type Channel, type Reply, safeLink, viewOf } from "./shown";

function withButtons(...titles: string[]): Reply {
  const buttons = titles.map((title, index) => ({ id: `b${index}`, title }));
  return { type: "buttons", lines: ["Which?", "Choose."], buttons };
}

const many = (count: number) =>
  withButtons(...Array.from({ length: count }, (_, index) => `Choice ${index + 1}`));
const kinds = (reply: Reply, channel: Channel) =>
  viewOf(reply, channel).shown.map((one) => one.kind);

describe("how a channel shows a reply", () => {
  it("joins lines of text everywhere", () => {
    for (const channel of ["web", "whatsapp", "telegram"] as const) {
      const view = viewOf({ type: "text", lines: ["One", "", "Two"] }, channel);
      expect(view).toEqual({ shown: [{ kind: "text", text: "One\n\nTwo" }], warnings: [] });
    }
  });

  it("has buttons on WhatsApp up to three, a list up to ten, and numbers above", () => {
    expect(kinds(many(3), "whatsapp")).toEqual(["buttons"]);
    expect(kinds(many(4), "whatsapp")).toEqual(["list"]);
    expect(kinds(many(10), "whatsapp")).toEqual(["list"]);
    expect(kinds(many(11), "whatsapp")).toEqual(["numbered"]);
    expect(viewOf(many(11), "whatsapp").warnings).toEqual([
      { what: "numbered", count: 11, most: 10 },
    ]);
    expect(kinds(many(11), "web")).toEqual(["buttons"]);
  });

  it("cuts titles that are too long for WhatsApp, and says so", () => {
    const fits = "12345678901234567890";
    const view = viewOf(withButtons(fits, `${fits}1`), "whatsapp");
    const [shown] = view.shown;
    expect(shown?.kind === "buttons" && shown.buttons.map((one) => one.title)).toEqual([
      fits,
      "1234567890123456789…",
    ]);
    expect(view.warnings).toEqual([{ what: "cut", title: `${fits}1`, most: 20 }]);
    const list = viewOf(withButtons(`${fits}1234`, `${fits}12345`, "c", "d"), "whatsapp");
    expect(list.warnings).toEqual([{ what: "cut", title: `${fits}12345`, most: 24 }]);
    expect(viewOf(withButtons(`${fits}1`), "web").warnings).toEqual([]);
  });

  it("has Telegram's keyboard", () => {
    const [shown] = viewOf(many(2), "telegram").shown;
    expect(shown).toMatchObject({ kind: "buttons", place: "keyboard", text: "Which?\nChoose." });
  });

  it("reads what the middleware made, whatever that is", () => {
    const value = {
      action: {
        button: "Open",
        sections: [{ rows: [{ id: "a", title: "A" }, { title: "no id" }, 5] }, null],
      },
    };
    const list = { type: "payload", kind: "send_button", text: "Pick", value } as const;
    expect(viewOf(list, "whatsapp").shown).toEqual([
      {
        kind: "list",
        text: "Pick",
        opens: "Open",
        buttons: [{ id: "a", title: "A", full: "A" }],
      },
    ]);
    const replies = { action: { buttons: [{ reply: { id: "y", title: "Yes" } }, "x"] } };
    const buttons = { type: "payload", text: "Sure?", value: replies } as const;
    expect(kinds(buttons, "web")).toEqual(["buttons"]);
    expect(kinds({ type: "payload", text: "Bare", value: { action: 5 } }, "web")).toEqual(["text"]);
  });

  it("lists media", () => {
    const media = { type: "media", kind: "images", items: [{ link: "https://x.example/a" }] };
    expect(viewOf(media as Reply, "web").shown).toEqual([
      { kind: "media", media: "images", items: [{ link: "https://x.example/a", caption: "" }] },
    ]);
  });
});

describe("links", () => {
  it("are opened only where they lead into the web", () => {
    expect(safeLink("https://x.example/a b")).toBe("https://x.example/a%20b");
    expect(safeLink("http://x.example")).toBe("http://x.example/");
    for (const link of ["javascript:alert(1)", "data:text/html,x", "/a", "", "ftp://x", "x"])
      expect(safeLink(link)).toBeNull();
  });
});
