/**
 * A JSON value that keeps its form: maps keep the order of their keys, numbers their digits.
 * Values are never changed in place, so two documents share whatever they have in common.
 */
export type Json = null | boolean | string | JsonNumber | JsonList | JsonObject;

export type JsonList = readonly Json[];

/** A number as it was written, so that `1.0` and integers of any length stay what they are. */
export class JsonNumber {
  constructor(readonly text: string) {}

  get value(): number {
    return Number(this.text);
  }

  get isInteger(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

export type Entry = readonly [key: string, value: Json];
type Chunk = readonly Entry[];

const CHUNK = 64;
const SMALL = 8;
const KEPT_INDEXES = 8;

/**
 * A map of JSON values in the order of its keys, never changed in place.
 *
 * The entries lie in chunks, and a changed map shares all chunks but one with the map it was
 * made from: a long history of a flow of thousands of states stays small.
 */
export class JsonObject {
  static readonly empty = new JsonObject([], 0);

  #index: Map<string, number> | null = null;

  private constructor(
    private readonly chunks: readonly Chunk[],
    readonly size: number,
  ) {}

  /** A map of these entries; where a key comes twice, the last value at the first place. */
  static of(entries: Iterable<Entry>): JsonObject {
    const held = new Map<string, Json>();
    for (const [key, value] of entries) held.set(key, value);
    return JsonObject.#chunked([...held]);
  }

  static #chunked(entries: Chunk): JsonObject {
    const chunks: Chunk[] = [];
    for (let at = 0; at < entries.length; at += CHUNK) chunks.push(entries.slice(at, at + CHUNK));
    return new JsonObject(chunks, entries.length);
  }

  get(key: string): Json | undefined {
    return this.#entryOf(key)?.[1];
  }

  has(key: string): boolean {
    return this.#entryOf(key) !== undefined;
  }

  *entries(): IterableIterator<Entry, undefined> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *keys(): IterableIterator<string, undefined> {
    for (const chunk of this.chunks) for (const [key] of chunk) yield key;
  }

  *values(): IterableIterator<Json, undefined> {
    for (const chunk of this.chunks) for (const [, value] of chunk) yield value;
  }

  [Symbol.iterator](): IterableIterator<Entry, undefined> {
    return this.entries();
  }

  /** The map with a value at its place, or behind all others where the key is new. */
  set(key: string, value: Json): JsonObject {
    const place = this.#placeOf(key);
    if (place === undefined) return this.#inserted([key, value], this.chunks.length - 1, Infinity);
    const [chunk, offset] = place;
    const before = this.#at(chunk, offset);
    if (before?.[1] === value) return this;
    const changed = new JsonObject(
      this.chunks.with(chunk, (this.chunks[chunk] ?? []).with(offset, [key, value])),
      this.size,
    );
    this.#hand(changed);
    return changed;
  }

  /** The map with a new key right behind another; at the end where there is no such key. */
  insertAfter(other: string, key: string, value: Json): JsonObject {
    const place = this.has(key) ? undefined : this.#placeOf(other);
    return place === undefined
      ? this.set(key, value)
      : this.#inserted([key, value], place[0], place[1] + 1);
  }

  /** The map with a new key before all others. */
  insertFirst(key: string, value: Json): JsonObject {
    return this.has(key) ? this.set(key, value) : this.#inserted([key, value], 0, 0);
  }

  delete(key: string): JsonObject {
    const place = this.#placeOf(key);
    if (place === undefined) return this;
    const [chunk, offset] = place;
    const left = (this.chunks[chunk] ?? []).toSpliced(offset, 1);
    const chunks = left.length ? this.chunks.with(chunk, left) : this.chunks.toSpliced(chunk, 1);
    return new JsonObject(chunks, this.size - 1);
  }

  /** The map without some keys. */
  without(keys: ReadonlySet<string>): JsonObject {
    return JsonObject.#chunked([...this.entries()].filter(([key]) => !keys.has(key)));
  }

  /** The map with another key in the place of one; the other must be new. */
  rename(key: string, to: string): JsonObject {
    const place = this.#placeOf(key);
    if (place === undefined || key === to) return this;
    const [chunk, offset] = place;
    const value = this.#at(chunk, offset)?.[1] ?? null;
    const entries = (this.chunks[chunk] ?? []).with(offset, [to, value]);
    return new JsonObject(this.chunks.with(chunk, entries), this.size);
  }

  /** The map with every value put through a function; itself where none of them changed. */
  map(change: (value: Json, key: string) => Json): JsonObject {
    const chunks = this.chunks.map((chunk) => {
      const changed = chunk.map((entry): Entry => {
        const value = change(entry[1], entry[0]);
        return value === entry[1] ? entry : [entry[0], value];
      });
      return changed.every((entry, offset) => entry === chunk[offset]) ? chunk : changed;
    });
    const same = chunks.every((chunk, number) => chunk === this.chunks[number]);
    return same ? this : new JsonObject(chunks, this.size);
  }

  #inserted(entry: Entry, chunk: number, offset: number): JsonObject {
    const old = this.chunks[chunk];
    if (old === undefined) return new JsonObject([[entry]], 1);
    const grown = old.toSpliced(Math.min(offset, old.length), 0, entry);
    const half = grown.length >> 1;
    const pieces = grown.length > CHUNK ? [grown.slice(0, half), grown.slice(half)] : [grown];
    return new JsonObject(this.chunks.toSpliced(chunk, 1, ...pieces), this.size + 1);
  }

  #at(chunk: number, offset: number): Entry | undefined {
    return this.chunks[chunk]?.[offset];
  }

  #entryOf(key: string): Entry | undefined {
    const place = this.#placeOf(key);
    return place && this.#at(...place);
  }

  #placeOf(key: string): [chunk: number, offset: number] | undefined {
    if (this.size <= SMALL) return this.#sought(key);
    const at = this.#indexed().get(key);
    return at === undefined ? undefined : [Math.floor(at / CHUNK), at % CHUNK];
  }

  #sought(key: string): [chunk: number, offset: number] | undefined {
    for (const [number, chunk] of this.chunks.entries()) {
      const offset = chunk.findIndex(([name]) => name === key);
      if (offset >= 0) return [number, offset];
    }
    return undefined;
  }

  /** Where each key is. Only the maps looked into last keep it, so that old ones stay small. */
  #indexed(): Map<string, number> {
    if (this.#index !== null) return this.#index;
    const index = new Map<string, number>();
    for (const [number, chunk] of this.chunks.entries()) {
      for (const [offset, [key]] of chunk.entries()) index.set(key, number * CHUNK + offset);
    }
    this.#keep(index);
    return index;
  }

  #keep(index: Map<string, number>): void {
    this.#index = index;
    JsonObject.#indexes.push(this);
    const oldest = JsonObject.#indexes.length > KEPT_INDEXES ? JsonObject.#indexes.shift() : null;
    if (oldest) oldest.#index = null;
  }

  /** The keys of a map with another value are where they were. */
  #hand(changed: JsonObject): void {
    if (this.#index !== null) changed.#keep(this.#index);
  }

  static readonly #indexes: JsonObject[] = [];
}
