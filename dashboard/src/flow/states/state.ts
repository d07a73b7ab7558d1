import type { Json, JsonObject } from "../document";
import type { Lines } from "./plain";

export type StateKind = "text" | "interactive" | "choice" | "media";

export const MEDIA_KINDS = ["images", "videos", "audios", "documents", "stickers"] as const;
/** In the order in which they are sent. */
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** The end of a conversation, as a target. */
export const END = "end";

export interface Button {
  readonly id: string;
  readonly title: string;
  /** Which of the written buttons it is; hand it back when editing, so that its form is kept. */
  readonly origin?: number;
}

export interface Medium {
  readonly kind: MediaKind;
  readonly link: string;
  readonly caption: string;
  /** Which of the written media of its kind it is. */
  readonly origin?: number;
}

export interface Validator {
  readonly type: string;
  /** What it says when it refuses, in its variations; empty where nothing is written. */
  readonly error: readonly Lines[];
  /** Everything else that is written in it, such as `min_length`. */
  readonly parameters: ReadonlyMap<string, Json>;
  /** Which of the written validators it is. */
  readonly origin?: number;
}

export interface Choice {
  readonly key: string;
  /** The name of a state, or `end`; empty where none is given. */
  readonly target: string;
  /** Which of the written choices it is. */
  readonly origin?: number;
}

/**
 * How a state is written: as a `map`, as the `json` text of one, or as nothing but its `message`.
 */
export type StateForm = "map" | "json" | "message";

/** A state as the server reads it. A reading of the document, never a part of it. */
export interface State {
  readonly kind: StateKind;
  readonly form: StateForm;
  /** As written. */
  readonly raw: Json;
  /** As a map, whatever its form. */
  readonly map: JsonObject;
  /** The ways to say its message; none where it says nothing. */
  readonly variations: readonly Lines[];
  /** The first of the variations. */
  readonly lines: Lines;
  readonly media: readonly Medium[];
  readonly buttons: readonly Button[];
  readonly validators: readonly Validator[];
  /** The state that comes next; `end` where nothing is awaited. Always `end` for a choice. */
  readonly next: string;
  /** The choices of a choice menu. */
  readonly choices: readonly Choice[];
  /** What a choice menu says to an answer that is none of its choices, in its variations. */
  readonly fallback: readonly Lines[];
  /** The type that is written; a note for people. */
  readonly writtenType: string;
  /** Keys that mean nothing here; they are kept. */
  readonly unknownKeys: readonly string[];
}
