export { placeNew } from "./place";
export { CARD, type TidyOptions, tidy } from "./tidy";
export type { Point, Positions, Size } from "./types";
