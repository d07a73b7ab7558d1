import type { Written } from "./written";

/** A line: its indentation, the dashes of lists, a key with its colon, and what comes behind. */
const LINE =
  /^(\s*)((?:-\s+)*)(?:("[^"]*"|'[^']*'|[^\s"'#-][^:#]*?|-[^\s:][^:]*?)\s*:(?=\s|$)\s*)?(.*)$/;

interface Line {
  readonly indent: number;
  readonly dashes: number;
  readonly key: string | null;
  readonly rest: string;
}

/** Go up from the line of the cursor to less and less indented ones. */
export function inYaml(text: string): Written | null {
  const lines = text.split("\n");
  const here = lineOf(lines.pop() ?? "");
  const [, quote, inner] = /^(["']?)([^"'{}[\]|>#]*)$/.exec(here.rest) ?? [];
  if (quote === undefined || inner === undefined) return null;
  const listed = here.dashes > 0 && here.key === null;
  const path = above(lines, here);
  return {
    path: here.key === null ? path : [...path, here.key],
    at: here.key === null && !listed ? "key" : "value",
    from: text.length - inner.length,
    typed: inner,
    quote: quote === '"' || quote === "'" ? quote : "",
  };
}

function lineOf(text: string): Line {
  const [, indent = "", dashes = "", key, rest = ""] = LINE.exec(text) ?? [];
  return {
    indent: indent.length,
    dashes: dashes.length,
    key: key === undefined ? null : bare(key),
    rest,
  };
}

/** The keys above a line, each less indented than what it holds. */
function above(lines: readonly string[], { indent, dashes }: Line): string[] {
  const path = dashes > 0 ? ["-"] : [];
  let deepest = dashes > 0 ? indent + 1 : indent;
  for (const text of lines.toReversed()) {
    if (deepest === 0) break;
    if (/^\s*(?:#|$)/.test(text)) continue;
    const line = lineOf(text);
    if (line.key !== null && line.indent + line.dashes < deepest) {
      path.unshift(line.key);
      deepest = line.indent + line.dashes;
    }
    if (line.dashes > 0 && line.indent < deepest) {
      path.unshift("-");
      deepest = line.indent + 1;
    }
  }
  return path;
}

function bare(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key.trim();
}
