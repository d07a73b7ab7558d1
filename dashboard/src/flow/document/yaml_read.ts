import {
  type Alias,
  type Node,
  type Pair,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from "yaml";
import { type Result, failed, ok } from "../result";
import { isList, isObject } from "./json";
import { type Json, JsonObject } from "./object";
import { DEEPEST, type Placed } from "./parse";
import { Lines, type Place, type SourceError, type SourceProblem, type TwiceKey } from "./source";
import { resolved } from "./yaml_scalars";

const MOST_VALUES = 1_000_000;
const TEXT_TAGS = new Set(["!", "!!str", "tag:yaml.org,2002:str"]);
const PROBLEMS = new Map<YAMLError["code"], SourceProblem>([
  ["BAD_ALIAS", "bad_alias"],
  ["BAD_DQ_ESCAPE", "bad_escape"],
  ["BAD_INDENT", "bad_indent"],
  ["MULTIPLE_DOCS", "more_than_one_value"],
  ["NON_STRING_KEY", "key_not_text"],
  ["BLOCK_AS_IMPLICIT_KEY", "bad_indent"],
  ["MULTILINE_IMPLICIT_KEY", "expected_colon"],
  ["TAB_AS_INDENT", "tab_as_indent"],
  ["TAG_RESOLVE_FAILED", "tag_refused"],
]);

/** Read YAML as the server reads it, with the place of every value. */
export function readYaml(text: string): Result<Placed, SourceError> {
  const document = parseDocument(text, {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const lines = new Lines(text);
  const error = document.errors.find(isUnclosed) ?? document.errors[0];
  if (error) {
    const problem = isUnclosed(error)
      ? "unclosed_text"
      : (PROBLEMS.get(error.code) ?? "unreadable");
    const offset = problem === "unclosed_text" ? opening(document.contents) : error.pos[0];
    return failed(lines.error(problem, offset, error.message));
  }
  try {
    return ok(new Reading(text).document(document.contents));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return failed(lines.error(fault.problem, fault.offset, fault.message));
  }
}

/** A quote that is never closed brings other errors with it, and is what is to be mended. */
function isUnclosed({ message }: YAMLError): boolean {
  return /closing ["']quote/.test(message);
}

/** Where the last text in quotes begins: the one that is never closed. */
function opening(contents: Node | null): number {
  let offset = 0;
  visit(contents, {
    Scalar: (_key, { type, range }) => {
      if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") offset = range?.[0] ?? offset;
    },
  });
  return offset;
}

class Fault extends Error {
  constructor(
    readonly problem: SourceProblem,
    readonly offset: number,
    detail = "",
  ) {
    super(detail);
  }
}

interface Held {
  readonly value: Json;
  readonly place: Place;
}

interface Anchored {
  readonly value: Json;
  readonly values: number;
}

class Reading {
  #values = 0;
  #depth = 0;
  readonly #anchors = new Map<string, Anchored>();
  readonly #twice: TwiceKey[] = [];

  constructor(readonly text: string) {}

  document(contents: unknown): Placed {
    const held = isNode(contents) ? this.#node(contents) : NOTHING;
    return { ...held, twice: this.#twice };
  }

  #node(node: Node): Held {
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) return this.#alias(node, offset);
    const before = this.#values;
    this.#count(1, offset);
    checkTag(node.tag, offset);
    const held = isMap(node)
      ? this.#map(node)
      : isSeq(node)
        ? this.#list(node)
        : this.#scalar(node);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, { value: held.value, values: this.#values - before });
    return held;
  }

  #scalar(node: Node): Held {
    const value = isScalar(node) ? textOf(node) : "";
    const bare = isScalar(node) && node.type === "PLAIN" && (node.tag ?? "!") === "!";
    return { value: bare ? resolved(value) : value, place: this.#place(node) };
  }

  #alias(node: Alias, offset: number): Held {
    const anchored = this.#anchors.get(node.source);
    if (anchored === undefined) throw new Fault("bad_alias", offset, node.source);
    this.#count(anchored.values, offset);
    return { value: anchored.value, place: this.#place(node) };
  }

  #list(node: YAMLSeq): Held {
    const inner = new Map<number, Place>();
    this.#deeper(node);
    const items = node.items.map((item, index) => {
      const held = isNode(item) ? this.#node(item) : NOTHING;
      inner.set(index, held.place);
      return held.value;
    });
    this.#depth -= 1;
    return { value: items, place: { ...this.#place(node), inner } };
  }

  #map(node: YAMLMap): Held {
    const held = new Map<string, Json>();
    const inner = new Map<string, Place>();
    this.#deeper(node);
    for (const pair of node.items) {
      const key = keyOf(pair, node);
      const read = isNode(pair.value) ? this.#node(pair.value) : NOTHING;
      if (key.merges) {
        for (const [name, value] of merged(read.value, key.offset)) {
          if (!held.has(name)) held.set(name, value);
        }
        continue;
      }
      if (inner.has(key.text)) this.#twice.push({ key: key.text, offset: key.offset });
      held.set(key.text, read.value);
      const end = isNode(pair.value) ? read.place.to : key.offset + key.text.length;
      inner.set(key.text, { ...read.place, to: end, key: key.offset });
    }
    this.#depth -= 1;
    return { value: JsonObject.of(held), place: { ...this.#place(node), inner } };
  }

  #deeper(node: Node): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Fault("too_deep", node.range?.[0] ?? 0);
  }

  #count(values: number, offset: number): void {
    this.#values += values;
    if (this.#values > MOST_VALUES) throw new Fault("too_large", offset);
  }

  /** Where a node stands, the blank lines behind it left out. */
  #place(node: Node): Place {
    const from = node.range?.[0] ?? 0;
    let to = node.range?.[1] ?? from;
    while (to > from && /\s/.test(this.text[to - 1] ?? "")) to -= 1;
    return { from, to };
  }
}

const NOTHING: Held = { value: null, place: { from: 0, to: 0 } };

function textOf(scalar: Scalar): string {
  return typeof scalar.value === "string" ? scalar.value : (scalar.source ?? "");
}

function keyOf(pair: Pair, map: YAMLMap): { text: string; offset: number; merges: boolean } {
  const { key } = pair;
  const offset = (isNode(key) ? key.range?.[0] : map.range?.[0]) ?? 0;
  if (key === null) throw new Fault("expected_key", offset);
  if (!isScalar(key)) throw new Fault("key_not_text", offset);
  checkTag(key.tag, offset);
  const text = textOf(key);
  if (text === "" && key.type === "PLAIN") throw new Fault("expected_key", offset);
  return { text, offset, merges: text === "<<" && key.type === "PLAIN" };
}

function merged(value: Json, offset: number): Map<string, Json> {
  const all = new Map<string, Json>();
  for (const one of isList(value) ? value : [value]) {
    if (!isObject(one)) throw new Fault("bad_merge", offset);
    for (const [key, item] of one) if (!all.has(key)) all.set(key, item);
  }
  return all;
}

function checkTag(tag: string | undefined, offset: number): void {
  if (tag !== undefined && !TEXT_TAGS.has(tag)) throw new Fault("tag_refused", offset, tag);
}
