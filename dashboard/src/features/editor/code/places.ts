/** Where a finding is shown: the line of what it is about. */
import { type Path, type ReadSource, isObject, locate, valueAt } from "@/flow/document";
import type { Finding } from "../findings";

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

/** The keys of a state that a finding may be about, the first that is there counts. */
const KEYS: readonly (readonly [code: RegExp, keys: readonly string[]])[] = [
  [/^button|^too_many_buttons|^interactive/, ["buttons", "type"]],
  [/validator|pattern|parameter/, ["validators"]],
  [/^media/, ["images", "videos", "audios", "documents", "stickers"]],
  [/^text_too_long|^middleware|^variable/, ["message"]],
];

/** The findings as marks in the text. */
export function marksOf(source: ReadSource, findings: readonly Finding[]): readonly Mark[] {
  return findings.map((finding) => {
    const { from } = locate(source, pathOf(source, finding));
    const end = source.lines.text.indexOf("\n", from);
    const to = end < 0 ? source.lines.text.length : end;
    const { severity } = finding;
    return {
      from,
      to: Math.max(from, to),
      severity: severity === "error" || severity === "warning" ? severity : "info",
      message: [finding.message, finding.mend].filter(Boolean).join("\n"),
    };
  });
}

function pathOf(source: ReadSource, { state, code, message }: Finding): Path {
  if (state === null) return [/intent|phrase/.test(code) ? "intents" : "flows"];
  const path = ["flows", state];
  if (valueAt(source.value, path) === undefined) return ["flows"];
  const quoted = /'([^']*)'/.exec(message)?.[1];
  if (code === "unknown_key" && quoted !== undefined) return [...path, quoted];
  if (code === "dangling_target") return leading(source, path, quoted);
  const keys = KEYS.find(([pattern]) => pattern.test(code))?.[1] ?? [];
  const key = keys.find((one) => valueAt(source.value, [...path, one]) !== undefined);
  return key === undefined ? path : [...path, key];
}

/** The way to what leads to a name within a state; the state itself where nothing is found. */
function leading(source: ReadSource, path: Path, name: string | undefined): Path {
  const value = valueAt(source.value, path);
  for (const [key, held] of isObject(value) ? value : []) {
    if (held === name) return [...path, key];
    if (key !== "choices" || !isObject(held)) continue;
    for (const [choice, target] of held) if (target === name) return [...path, key, choice];
  }
  return path;
}
