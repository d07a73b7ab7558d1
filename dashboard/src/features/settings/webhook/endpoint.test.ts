import { describe, expect, it } from "vitest";
import { type EndpointDraft, changesOf, draftOf } from "./endpoint";
import { pausesOf, writtenSchedule } from "./schedule";

describe("what is sent for an endpoint", () => {
  const saved: EndpointDraft = {
    ...draftOf(undefined),
    url: "https://shop.example/in",
    token: null,
    headers: [
      { name: "x-shop", value: null },
      { name: "x-key", value: null },
    ],
  };

  it("is only what was changed", () => {
    expect(changesOf(saved, saved)).toEqual({});
    expect(changesOf({ ...saved, url: " https://shop.example/new " }, saved)).toEqual({
      url: "https://shop.example/new",
    });
    expect(changesOf({ ...saved, timeout: 10 }, saved)).toEqual({ timeout: 10 });
  });

  it("clears what is emptied", () => {
    const limited = { ...saved, timeout: 10, rateLimit: 60 };
    expect(changesOf({ ...limited, timeout: "", rateLimit: "" }, limited)).toEqual({
      timeout: null,
      rate_limit: null,
    });
    expect(changesOf({ ...saved, token: "" }, saved)).toEqual({ token: "" });
  });

  it("names headers one by one", () => {
    const headers = [
      { name: "x-shop", value: "8" },
      { name: "X-New ", value: "1" },
    ];
    expect(changesOf({ ...saved, headers }, saved)).toEqual({
      headers: { "x-key": null, "x-shop": "8", "X-New": "1" },
    });
  });
});

describe("a schedule", () => {
  it("is written as people say it, and read again", () => {
    for (const pauses of [null, [], [5, 300, 1_800, 7_200, 86_400], [90]])
      expect(pausesOf(writtenSchedule(pauses))).toEqual(pauses);
    expect(writtenSchedule([5, 300, 90, 7_200]).text).toBe("5s, 5m, 90s, 2h");
  });

  it("is not guessed at", () => {
    for (const text of ["", "soon", "5s, later", "-5s"])
      expect(pausesOf({ kind: "own", text })).toBeUndefined();
    expect(pausesOf({ kind: "own", text: "10 1.5m" })).toEqual([10, 90]);
  });
});
