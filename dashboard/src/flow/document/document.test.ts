import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedBots } from "../testing/corpus";
import { anyJson, anyObject } from "../testing/json";
import {
  JsonNumber,
  JsonObject,
  clean,
  docOf,
  equal,
  isList,
  isObject,
  locate,
  parse,
  parseDoc,
  readSource,
  valueAt,
  write,
  writeDoc,
  writePretty,
  writeSource,
} from ".";

describe("the text of a document", () => {
  it.each([
    '{"intents":{},"flows":{"choice":{"10":"a","2":"b","1":"c"}}}',
    '{"__proto__":{"constructor":1},"toString":2}',
    "[1.0,-0.0,1e16,1.5e300,12345678901234567890123,0.00001]",
    '["\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\/ \u007f\u2028é🍕"]',
    "[[],{},[{}],null,true,false]",
  ])("comes back letter for letter: %s", (text) => {
    expect(write(parse(text))).toBe(text);
  });

  it("comes back whatever is in it", () => {
    fc.assert(fc.property(anyJson, (json) => write(parse(write(json))) === write(json)));
    fc.assert(fc.property(anyJson, (json) => equal(parse(writePretty(json)), json)));
  });

  it("agrees with the JSON of the browser", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(write(parse(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps the last of two equal keys, at the place of the first", () => {
    expect(write(parse('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
  });

  it("refuses what is no JSON, and says where", () => {
    expect(() => parse('{"a":\n  nul}')).toThrow("Line 2, column 3: expected_value");
    expect(() => parse("")).toThrow("unexpected_end");
  });

  it("takes a draft apart and puts it together", () => {
    const text = '{"intents":{"greet":["hi"]},"flows":{"greet":{"message":"Hi"}}}';
    expect(writeDoc(parseDoc(text))).toBe(text);
    expect(writeDoc(docOf(parse("[]")))).toBe('{"intents":{},"flows":{}}');
  });

  it("loses what no database holds", () => {
    expect(clean("a\0b\ud800c🍕")).toBe("ab?c🍕");
  });
});

describe("a map", () => {
  type Step = readonly ["set" | "delete" | "rename" | "after" | "first", number, number];
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom("set", "delete", "rename", "after", "first"),
      fc.nat(150),
      fc.nat(150),
    ),
    { maxLength: 300 },
  );

  const change = (map: JsonObject, [what, a, b]: Step, value: number): JsonObject => {
    const [key, other] = [`k${a}`, `k${b}`];
    const number = new JsonNumber(String(value));
    if (what === "set") return map.set(key, number);
    if (what === "delete") return map.delete(key);
    if (what === "rename") return map.has(other) ? map : map.rename(key, other);
    return what === "after" ? map.insertAfter(other, key, number) : map.insertFirst(key, number);
  };

  const changePlain = (entries: [string, string][], [what, a, b]: Step, value: number): void => {
    const at = entries.findIndex(([key]) => key === `k${a}`);
    const other = entries.findIndex(([key]) => key === `k${b}`);
    const entry: [string, string] = [`k${a}`, String(value)];
    if (what === "delete") {
      if (at >= 0) entries.splice(at, 1);
    } else if (what === "rename") {
      if (at >= 0 && other < 0) entries[at] = [`k${b}`, entries[at]?.[1] ?? ""];
    } else if (at >= 0) entries[at] = entry;
    else if (what === "set" || (what === "after" && other < 0)) entries.push(entry);
    else entries.splice(what === "after" ? other + 1 : 0, 0, entry);
  };

  it("does what a list of pairs does, and leaves the old map as it was", () => {
    fc.assert(
      fc.property(fc.nat(200), steps, (size, all) => {
        const plain = Array.from({ length: size }, (_, at): [string, string] => [`k${at}`, "0"]);
        let map = JsonObject.of(plain.map(([key, text]) => [key, new JsonNumber(text)]));
        for (const [number, step] of all.entries()) {
          const before = map;
          const text = write(before);
          map = change(map, step, number);
          changePlain(plain, step, number);
          expect(write(before)).toBe(text);
        }
        expect([...map].map(([key, value]) => [key, write(value)])).toEqual(plain);
        expect(map.size).toBe(plain.length);
        for (const [key, value] of plain) expect(write(map.get(key) ?? null)).toBe(value);
        expect(map.has("none")).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("shares with the old map all but a piece", () => {
    const map = JsonObject.of(Array.from({ length: 5_000 }, (_, at) => [`s${at}`, [String(at)]]));
    const changed = map.set("s2500", "other");
    const same = [...map].filter(([key, value]) => changed.get(key) === value);
    expect(same).toHaveLength(4_999);
    expect(changed.set("s2500", "other")).toBe(changed);
    expect(changed.map((value) => value)).toBe(changed);
  });
});

describe("YAML", () => {
  const text = readFileSync(new URL("./yaml_readings.json", import.meta.url), "utf8");
  const cases = parse(text);

  const pairs = (isList(cases) ? cases : []).flatMap((one) => {
    const [source, expected] = isList(one) ? one : [];
    return typeof source === "string" ? [{ source, expected }] : [];
  });

  it.each(pairs)("is read as the server reads it: $source", ({ source, expected }) => {
    const read = readSource(source, "yaml");
    if (expected === null) expect(read.ok).toBe(false);
    else if (expected === "[]") expect(read.ok && read.value.value).toBe(null);
    else expect(read.ok && write([read.value.value])).toBe(expected);
  });

  it("comes back as it was written, whatever is in it", () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, anyObject), (json) => {
        const written = writeSource(json, "yaml");
        const read = readSource(written, "yaml");
        expect(read.ok ? write(read.value.value) : written).toBe(write(json));
      }),
      { numRuns: 500 },
    );
  });

  it("reads as an author would write it", () => {
    const flows = parse(
      '{"greet":{"message":["Habari! Karibu.","Agiza: 1 au 2"],"buttons":[{"1":"Ndiyo"}],"next_state":"end"}}',
    );
    expect(writeSource(flows, "yaml")).toBe(
      `greet:
  message:
    - Habari! Karibu.
    - "Agiza: 1 au 2"
  buttons:
    - "1": Ndiyo
  next_state: end
`,
    );
  });

  it("knows the line of what is wrong", () => {
    const wrong = [
      "a: 1\nb: [1,\nc: 2\n",
      "a: &x 1\nb: *y\n",
      "a: !!python/name:x y\n",
      "a:\n\t- b\n",
    ];
    expect(
      wrong.map((one) => {
        const read = readSource(one, "yaml");
        return read.ok ? null : [read.error.line, read.error.problem];
      }),
    ).toEqual([
      [3, "bad_indent"],
      [2, "bad_alias"],
      [1, "tag_refused"],
      [2, "tab_as_indent"],
    ]);
  });

  it("tells of keys that come twice", () => {
    const read = readSource("a: 1\nb: 2\na: 3\n", "yaml");
    expect(read.ok && read.value.twice).toEqual([{ key: "a", offset: 10 }]);
  });
});

describe("finding the place of a value", () => {
  const json = `{
  "flows": {
    "a": {
      "message": ["x", "y"]
    },
    "b": {"buttons": [{"1": "Yes"}]}
  }
}`;
  const yaml = `flows:
  a:
    message:
      - x
      - y

  # about b
  b:
    buttons: [{"1": Yes}]
`;

  it.each([
    ["json", json, ["flows", "a"], 3, 5],
    ["json", json, ["flows", "a", "message", 1], 4, 4],
    ["json", json, ["flows", "b", "buttons", 0, "1"], 6, 6],
    ["json", json, ["flows", "a", "nothing"], 3, 5],
    ["yaml", yaml, ["flows", "a"], 2, 5],
    ["yaml", yaml, ["flows", "a", "message", 1], 5, 5],
    ["yaml", yaml, ["flows", "b"], 8, 9],
    ["yaml", yaml, ["nothing"], 1, 9],
  ] as const)("%s %# %s", (format, text, path, line, endLine) => {
    const read = readSource(text, format);
    if (!read.ok) throw new Error(read.error.problem);
    expect(locate(read.value, path)).toMatchObject({ line, endLine });
  });

  it("finds every value of a written document where it stands", () => {
    for (const format of ["json", "yaml"] as const) {
      fc.assert(
        fc.property(anyObject, (map) => {
          const text = writeSource(map, format);
          const read = readSource(text, format);
          if (!read.ok) throw new Error(read.error.detail);
          for (const key of map.keys()) {
            const { from, to } = locate(read.value, [key]);
            const part = readSource(text.slice(from, to), format === "json" ? "yaml" : format);
            const value =
              part.ok && isObject(part.value.value) ? part.value.value.get(key) : undefined;
            if (format === "yaml") expect(equal(value, map.get(key))).toBe(true);
            expect(to).toBeGreaterThan(from);
          }
        }),
        { numRuns: 200 },
      );
    }
  });

  it("tells the nearest value where a path leads nowhere", () => {
    expect(valueAt(parse(json), ["flows", "a", "message", 1])).toBe("y");
    expect(valueAt(parse(json), ["flows", 3])).toBe(undefined);
  });
});

describe("the published bots", () => {
  const bots = publishedBots();

  it.runIf(bots.length)("come back from JSON and YAML as they are", () => {
    expect(bots).toHaveLength(13);
    for (const { doc } of bots) {
      expect(writeDoc(parseDoc(writeDoc(doc)))).toBe(writeDoc(doc));
      for (const format of ["json", "yaml"] as const) {
        const read = readSource(writeSource(doc.flows, format), format);
        expect(read.ok && write(read.value.value)).toBe(write(doc.flows));
      }
    }
  });
});
