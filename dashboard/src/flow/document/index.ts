export { type BotDoc, EMPTY_DOC, docOf, jsonOf, parseDoc, writeDoc } from "./bot";
export { type Path, clean, equal, isList, isObject, numberOf, valueAt } from "./json";
export { type Entry, type Json, type JsonList, JsonNumber, JsonObject } from "./object";
export { parse } from "./parse";
export type { Place, SourceError, SourceFormat, SourceProblem, Span, TwiceKey } from "./source";
export { type ReadSource, locate, readSource, writeSource } from "./text";
export { write, writePretty } from "./write";
