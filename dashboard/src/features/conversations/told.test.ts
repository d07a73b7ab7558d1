import { expect, test } from "vitest";
import { readReply, readTrace, safeLink } from "./told";

test("a trace is read, and what is missing or of another kind is nothing", () => {
  const events = [
    { kind: "flow_finished", root: "order" },
    { kind: "answer_rejected", state: "phone", validator: "phone" },
    "no event",
  ];
  expect(
    readTrace({ state: "a", next_state: "b", intent: "order", confidence: 0.9, events }),
  ).toEqual({
    state: "a",
    nextState: "b",
    intent: "order",
    confidence: 0.9,
    events: [
      { kind: "flow_finished", name: "order" },
      { kind: "answer_rejected", name: "phone" },
    ],
  });
  expect(readTrace({ state: 5, events: "none", intent: null })).toEqual({
    state: "",
    nextState: "",
    intent: null,
    confidence: null,
    events: [],
  });
});

test("every kind of reply is text, buttons and media", () => {
  expect(readReply({ type: "text", lines: ["a", "", "b"] }).text).toBe("a\n\nb");
  expect(
    readReply({
      type: "buttons",
      lines: ["Sure?"],
      buttons: [{ id: "1", title: "Yes" }, { id: "2" }],
    }),
  ).toEqual({ text: "Sure?", buttons: ["Yes", "2"], media: [] });
  expect(readReply({ type: "payload", kind: "send_button", value: {}, text: "Choose" }).text).toBe(
    "Choose",
  );
  expect(
    readReply({ type: "media", kind: "images", items: [{ link: "https://a.example/b" }] }),
  ).toEqual({
    text: "",
    buttons: [],
    media: [{ kind: "images", link: "https://a.example/b", caption: "" }],
  });
});

test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "x", ""])(
  "%s is never a link",
  (link) => expect(safeLink(link)).toBeNull(),
);

test("addresses of the web are", () => {
  expect(safeLink("https://shop.example/pizza.png")).toBe("https://shop.example/pizza.png");
});
