import fc from "fast-check";
import { type Json, JsonNumber, JsonObject } from "../document";

const TEXT = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(
    "__proto__",
    "1",
    "10",
    "2",
    "constructor",
    "",
    "yes",
    "0711",
    "1.50",
    "null",
    "~",
    "- a",
    "a: b",
    "a #b",
    "two\nlines",
    " x",
    "x ",
    "\ttab",
    "a\n\nb\n",
    "#",
    "'",
    '"',
    "<<",
    "é",
    "🍕",
    "\u2028",
    "\u0085",
    "\ufeff",
  ),
);

const NUMBER = fc
  .oneof(
    fc.integer().map(String),
    fc.bigInt().map(String),
    fc.constantFrom("1.0", "0.1", "-0.0", "1e16", "1.5e300", "0.00001", "5e-324", "1e-7"),
  )
  .map((text) => new JsonNumber(text));

/** Any JSON, as the server writes it. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthIdentifier: "json", withCrossShrink: true },
    TEXT,
    NUMBER,
    fc.constantFrom<Json>(null, true, false),
    fc.array(tie("json"), { maxLength: 4 }),
    fc
      .array(fc.tuple(TEXT, tie("json")), { maxLength: 5 })
      .map((entries) => JsonObject.of(entries)),
  ),
})).json;

/** A map of any JSON. */
export const anyObject: fc.Arbitrary<JsonObject> = fc
  .array(fc.tuple(TEXT, anyJson), { maxLength: 8 })
  .map((entries) => JsonObject.of(entries));
