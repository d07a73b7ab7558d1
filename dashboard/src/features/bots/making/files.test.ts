import { expect, test } from "vitest";
import { ApiError } from "@/api";
import { faultyLine, nameFrom, readFiles } from "./files";

function refused(where: string[]) {
  return new ApiError(422, "file_unreadable", "", [{ where, message: "", kind: "" }]);
}

const FILES = [
  { name: "intents.json", text: "{}" },
  { name: "flow.json", text: '{\r\n"a": {\r\n}' },
];

test("the line of an error is shown with the one before it", () => {
  expect(faultyLine(refused(["file", "flow.json", "line", "2"]), FILES)).toEqual({
    file: "flow.json",
    number: 2,
    lines: [
      { number: 1, text: "{" },
      { number: 2, text: '"a": {' },
    ],
  });
  expect(faultyLine(refused(["file", "flow.json", "line", "1"]), FILES)?.lines).toHaveLength(1);
});

test("an error without a line has none", () => {
  expect(faultyLine(refused(["file", "flow.json"]), FILES)).toBeUndefined();
  expect(faultyLine(new Error("x"), FILES)).toBeUndefined();
});

test("a file of another encoding is no text", async () => {
  const utf16 = new File([new Uint8Array([0xff, 0xfe, 0x41, 0x00])], "a.json");
  expect(await readFiles([utf16])).toBe("not_text");
  expect(await readFiles([new File(["é"], "a.yaml")])).toEqual([{ name: "a.yaml", text: "é" }]);
  expect(await readFiles(Array.from({ length: 4 }, () => new File([""], "a")))).toBe("too_many");
});

test("a bot without a name is called like its file", () => {
  expect(nameFrom([{ name: "My Bot.YAML", text: "" }])).toBe("My Bot");
});
