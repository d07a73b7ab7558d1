/** What is being written where the cursor is, seen from the text alone, for it may be broken. */
import type { SourceFormat } from "@/flow/document";

export interface Written {
  /** The keys around the cursor, from the outermost; `-` stands for a list. */
  readonly path: readonly string[];
  /** Whether a key is being written, or a value. */
  readonly at: "key" | "value";
  /** Where what is being written begins. */
  readonly from: number;
  /** What is there of it. */
  readonly typed: string;
  /** The quote it is written in; empty for none. */
  readonly quote: "" | '"' | "'";
}

/** What is being written at a position. */
export function writtenAt(text: string, at: number, format: SourceFormat): Written | null {
  return format === "json" ? inJson(text.slice(0, at)) : inYaml(text.slice(0, at));
}

interface Level {
  readonly list: boolean;
  key: string | null;
}

/** Walk through the JSON before the cursor, whatever comes behind it. */
function inJson(text: string): Written | null {
  const levels: Level[] = [];
  const token = /"((?:[^"\\\n]|\\.)*)("?)|[{}[\],:]|[^\s{}[\],:"]+/g;
  let value = false;
  let last: { text: string; from: number; open: boolean } | null = null;
  for (const found of text.matchAll(token)) {
    const [whole, inner = "", close = ""] = found;
    const level = levels.at(-1);
    last = null;
    if (whole === "{" || whole === "[") levels.push({ list: whole === "[", key: null });
    else if (whole === "}" || whole === "]") levels.pop();
    else if (whole.startsWith('"')) {
      if (close === "") last = { text: inner, from: found.index + 1, open: true };
      else if (level && !value) level.key = inner;
    } else if (whole !== ":" && whole !== ",") {
      last = { text: whole, from: found.index, open: false };
    }
    value = whole === ":" || (value && (last !== null || whole.startsWith('"')));
    if (whole === "{" || whole === "[" || whole === ",") value = false;
  }
  const typed = last !== null && text.length === last.from + last.text.length ? last : null;
  const level = levels.at(-1);
  if (!level || (last !== null && typed === null)) return null;
  const outer = levels.slice(0, -1).map(({ list, key }) => (list ? "-" : (key ?? "")));
  const path = level.list ? [...outer, "-"] : value ? [...outer, level.key ?? ""] : outer;
  return {
    path,
    at: value || level.list ? "value" : "key",
    from: typed?.from ?? text.length,
    typed: typed?.text ?? "",
    quote: typed?.open === true ? '"' : "",
  };
}

const LINE =
  /^(\s*)((?:-\s+)*)(?:("[^"]*"|'[^']*'|[^\s"'#-][^:#]*?|-[^\s:][^:]*?)(\s*:(?=\s|$))\s*)?(.*)$/;

/** Go up from the line of the cursor to less and less indented ones. */
function inYaml(text: string): Written | null {
  const lines = text.split("\n");
  const here = LINE.exec(lines.pop() ?? "");
  if (!here) return null;
  const [, space = "", dashes = "", key, , rest = ""] = here;
  const quoted = /^(["'])([^"']*)$/.exec(rest);
  const typed = quoted?.[2] ?? rest;
  if (rest.startsWith("#") || (!quoted && /["'{}[\]|>]/.test(rest))) return null;
  const path = above(lines, space.length, dashes);
  const inside = key === undefined ? path : [...path, bare(key)];
  const quote = quoted?.[1] === '"' ? '"' : quoted?.[1] === "'" ? "'" : "";
  const listed = dashes !== "" && key === undefined;
  return {
    path: inside,
    at: key === undefined && !listed ? "key" : "value",
    from: text.length - typed.length,
    typed,
    quote,
  };
}

function above(lines: readonly string[], indent: number, dashes: string): string[] {
  const path = dashes === "" ? [] : ["-"];
  let deepest = dashes === "" ? indent : indent + 1;
  for (const line of lines.toReversed()) {
    const found = LINE.exec(line);
    const key = found?.[3];
    if (!found || line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const [, space = "", dash = ""] = found;
    const column = space.length + dash.length;
    if (column < deepest && key !== undefined) {
      path.unshift(bare(key));
      deepest = column;
    }
    if (dash !== "" && space.length < deepest) {
      path.unshift("-");
      deepest = space.length + 1;
    }
    if (deepest === 0) break;
  }
  return path;
}

function bare(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key.trim();
}
