import { describe, expect, it } from "vitest";
import { nextWords } from "./next";
import { filtersOf, localMoment, momentOf, readSearch, statusesOf } from "./search";

describe("what happens next", () => {
  it("is said in Swahili too", () => {
    const next = "Next attempt in 4 min 10 s.";
    expect(nextWords({ next, status: "failed" }, "sw")).toBe(
      "Jaribio lijalo baada ya dakika 4 sekunde 10.",
    );
    expect(nextWords({ next, status: "failed" }, "en")).toBe(next);
  });

  it("is left as the server says it where there are no other words", () => {
    const next = "Something that is said one day.";
    expect(nextWords({ next, status: "pending" }, "sw")).toBe(next);
  });

  it("speaks of buttons and not of commands", () => {
    const next = "It will not be tried again; `kauli deliveries resend dlv_1` sends it once more.";
    expect(nextWords({ next, status: "exhausted" }, "en")).not.toContain("kauli deliveries");
    const removed = "Nothing: its endpoint was removed.";
    expect(nextWords({ next: removed, status: "exhausted" }, "en")).toBe(removed);
    expect(nextWords({ next: removed, status: "exhausted" }, "sw")).toContain("kimeondolewa");
  });
});

describe("the filters in the address", () => {
  it("take what is a filter and leave the rest", () => {
    const search = readSearch({
      chat: 255700000001,
      status: "failed,nonsense",
      view: "x",
      until: "",
    });
    expect(search).toEqual({ chat: "255700000001", status: "failed,nonsense" });
    expect(statusesOf(search)).toEqual(["failed"]);
    expect(filtersOf(3, search)).toEqual({ bot_id: 3, chat_id: "255700000001" });
  });

  it("carry moments to the API in UTC", () => {
    const time = new Date("2026-01-31T09:30:00Z");
    expect(momentOf(localMoment(time))).toBe("2026-01-31T09:30:00.000Z");
    expect(momentOf("nonsense")).toBeUndefined();
    expect(filtersOf(3, { since: "nonsense" })).toEqual({ bot_id: 3 });
  });
});
