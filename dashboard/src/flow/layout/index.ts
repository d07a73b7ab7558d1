export { CARD } from "./card";
export { placeNew } from "./place";
export { type TidyOptions, tidy } from "./tidy";
export type { Point, Positions, Size } from "./types";
