import type { Written } from "./written";

/** A list or map that is open. */
interface Level {
  readonly list: boolean;
  /** The key that was read last. */
  key: string;
  /** Whether its colon was read, so that a value comes. */
  valued: boolean;
}

const TOKEN = /"((?:[^"\\\n]|\\.)*)("?)|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Walk through the JSON before the cursor, whatever comes behind it. */
export function inJson(text: string): Written | null {
  const levels: Level[] = [];
  let end = "";
  for (const found of text.matchAll(TOKEN)) {
    const [whole, inner = "", quote = ""] = found;
    take(levels, whole, quote === "" ? null : inner);
    end = found.index + whole.length === text.length ? whole : "";
  }
  const level = levels.at(-1);
  if (level === undefined || /^".*"$/.test(end)) return null;
  const quote = end.startsWith('"') ? '"' : "";
  const typed = /^[{}[\],:]$/.test(end) ? "" : end.slice(quote.length);
  const valued = level.list || level.valued;
  const around = levels.map(({ list, key }) => (list ? "-" : key));
  return {
    path: valued ? around : around.slice(0, -1),
    at: valued ? "value" : "key",
    from: text.length - typed.length,
    typed,
    quote,
  };
}

/** One more token; `closed` is what is in quotes, if they are closed. */
function take(levels: Level[], token: string, closed: string | null): void {
  if (token === "{" || token === "[") {
    levels.push({ list: token === "[", key: "", valued: false });
    return;
  }
  if (token === "}" || token === "]") {
    levels.pop();
    return;
  }
  const level = levels.at(-1);
  if (level === undefined) return;
  if (token === "," || token === ":") level.valued = token === ":";
  else if (closed !== null && !level.valued) level.key = closed;
}
