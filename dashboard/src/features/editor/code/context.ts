/** What is being written where the cursor is, seen from the text alone, for it may be broken. */
import type { SourceFormat } from "@/flow/document";
import { inJson } from "./json_context";
import type { Written } from "./written";
import { inYaml } from "./yaml_context";

/** What is being written at a position. */
export function writtenAt(text: string, at: number, format: SourceFormat): Written | null {
  return format === "json" ? inJson(text.slice(0, at)) : inYaml(text.slice(0, at));
}
