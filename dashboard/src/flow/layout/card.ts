import type { Size } from "./types";

/** What a card takes when its size is not known. */
export const CARD: Size = { width: 280, height: 160 };
