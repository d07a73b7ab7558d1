import { type Result, ok } from "../result";
import type { Path } from "./json";
import type { Json } from "./object";
import { type Placed, readJson } from "./parse";
import { Lines, type SourceError, type SourceFormat, type Span, placeAt } from "./source";
import { writePretty } from "./write";
import { readYaml } from "./yaml_read";
import { writeYaml } from "./yaml_write";

/** A text that was read: what is in it, and where. */
export interface ReadSource extends Placed {
  readonly lines: Lines;
}

/** Read a text that an author wrote. */
export function readSource(text: string, format: SourceFormat): Result<ReadSource, SourceError> {
  const read = format === "json" ? readJson(text) : readYaml(text);
  return read.ok ? ok({ ...read.value, lines: new Lines(text) }) : read;
}

/** A value as an author reads and changes it. */
export function writeSource(value: Json, format: SourceFormat): string {
  return format === "json" ? writePretty(value) : writeYaml(value);
}

/** Where the value at a path stands, its key included; else the nearest value around it. */
export function locate(source: ReadSource, path: Path): Span {
  return source.lines.span(placeAt(source.place, path));
}
