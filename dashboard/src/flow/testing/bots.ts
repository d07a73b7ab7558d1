import fc from "fast-check";
import { type BotDoc, type Json, JsonObject, parse } from "../document";
import type { Operation } from "../operations";
import { type Lines, MEDIA_KINDS } from "../states";
import { anyJson } from "./json";

export const NAMES = ["a", "b", "c", "choice_x", "1", "10", "__proto__", "new"] as const;

const name = fc.constantFrom(...NAMES);
const goal = fc.oneof(name, fc.constantFrom("end", "", "gone"));
const line = fc.oneof(
  fc.constantFrom("Hi", "", "{{a}} and {{ b }}", "1", '{"message":1}', "two\nlines"),
  fc.string({ maxLength: 6 }),
);
const lines = fc.array(line, { maxLength: 3 });
const variations = fc.array(lines, { maxLength: 3 });

const written = fc.constantFrom(
  '{"message":"Hi","next_state":"b"}',
  '{"message":["Hi",["{{a}}"],7,null],"next":"c"}',
  '{"message":[["Hi"],["Ho","{{ b }}"]],"type":"text","next_state":"end","mine":{"deep":[1.0]}}',
  '{"message":"?","type":"interactive","buttons":[{"1":"Yes"},{"b":"B"}],"next_state":"choice_x"}',
  '{"message":"?","buttons":{"10":"Yes","1":"No"},"next":"choice_x"}',
  '{"message":"?","buttons":["a",{"b":"B","c":7}," ",null]}',
  '{"images":[{"link":"x","alt":1},"y",null],"videos":"v","next_state":"a"}',
  '{"message":"?","validators":[{"type":"length_validation","min_length":2},"numeric_validation",null]}',
  '{"10":"a","1":"b","fallback_message":"10 or 1"}',
  '{"choices":{"1":"a","2":7},"note":"x"}',
  '"Just a message"',
  '["One",["two"]]',
  '"{\\"message\\": \\"Hi\\", \\"next_state\\": \\"a\\"}"',
  "null",
  "{}",
);

const anyState: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: written.map(parse) },
  { weight: 1, arbitrary: anyJson },
);

const anyIntent: fc.Arbitrary<Json> = fc.oneof(
  fc.array(fc.constantFrom("hi", "hello", "ok", "Hi"), { maxLength: 3 }),
  fc.constantFrom<Json>("one", null, ["a", ["b"]]),
);

/** A bot as nobody would write it, and as many do. */
export const anyBot: fc.Arbitrary<BotDoc> = fc
  .record({
    intents: fc.uniqueArray(fc.tuple(name, anyIntent), { selector: ([key]) => key, maxLength: 3 }),
    flows: fc.uniqueArray(fc.tuple(name, anyState), { selector: ([key]) => key, maxLength: 8 }),
  })
  .map(({ intents, flows }) => ({ intents: JsonObject.of(intents), flows: JsonObject.of(flows) }));

const origin = fc.option(fc.nat(3), { nil: undefined });

function withOrigin<Item extends object>(
  item: fc.Arbitrary<Item>,
): fc.Arbitrary<Item & { origin?: number }> {
  return fc
    .tuple(item, origin)
    .map(([one, at]) => (at === undefined ? one : { ...one, origin: at }));
}

const buttons = fc.array(withOrigin(fc.record({ id: goal, title: line })), { maxLength: 3 });
const media = fc.array(
  withOrigin(
    fc.record({
      kind: fc.constantFrom(...MEDIA_KINDS),
      link: fc.constantFrom("x", "y", "z"),
      caption: line,
    }),
  ),
  { maxLength: 3 },
);
const validators = fc.array(
  withOrigin(
    fc.record({
      type: fc.constantFrom("numeric_validation", "length_validation"),
      error: fc.array(fc.array(fc.constantFrom("No.", "Again"), { minLength: 1, maxLength: 2 }), {
        maxLength: 2,
      }),
      parameters: fc.constantFrom(
        new Map<string, Json>(),
        new Map<string, Json>([["min_length", "2"]]),
      ),
    }),
  ),
  { maxLength: 3 },
);
const choices = fc.uniqueArray(
  withOrigin(fc.record({ key: fc.constantFrom("1", "2", "10", "yes", "message"), target: goal })),
  { selector: ({ key }) => key, minLength: 1, maxLength: 4 },
);
const source = fc.oneof(
  name.map((state) => ({ from: "state", state }) as const),
  fc.record({
    from: fc.constant("choice" as const),
    state: name,
    key: fc.constantFrom("1", "2", "10"),
  }),
  fc.record({ from: fc.constant("button" as const), state: name, index: fc.nat(3) }),
);
const phrases: fc.Arbitrary<Lines> = fc.array(fc.constantFrom("hi", "hello", "new one", " "), {
  maxLength: 3,
});

/** Edits that are about one state and must leave all others alone. */
export const anyOwnEdit: fc.Arbitrary<Operation & { state: string }> = fc.oneof(
  fc.record({
    type: fc.constant("set_message" as const),
    state: name,
    lines,
    variation: fc.nat(2),
  }),
  fc.record({ type: fc.constant("set_variations" as const), state: name, variations }),
  fc.record({ type: fc.constant("set_media" as const), state: name, media }),
  fc.record({ type: fc.constant("set_buttons" as const), state: name, buttons }),
  fc.record({ type: fc.constant("set_validators" as const), state: name, validators }),
  fc.record({ type: fc.constant("set_fallback" as const), state: name, variations }),
);

/** Any edit. */
export const anyEdit: fc.Arbitrary<Operation> = fc.oneof(
  anyOwnEdit,
  fc.record({ type: fc.constant("set_choices" as const), state: name, choices }),
  fc.record({ type: fc.constant("connect" as const), source, target: goal }),
  fc.record({ type: fc.constant("disconnect" as const), source }),
  fc.record({
    type: fc.constant("create_state" as const),
    name: goal,
    kind: fc.constantFrom("text", "media", "interactive"),
    text: line,
  }),
  fc.record({ type: fc.constant("rename_state" as const), name, to: goal }),
  fc.record({
    type: fc.constant("delete_states" as const),
    names: fc.uniqueArray(name, { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("duplicate_states" as const),
    names: fc.uniqueArray(name, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("create_choice_menu" as const),
    name: goal,
    fallback: lines,
    choices,
    attachTo: name,
  }),
  fc.record({ type: fc.constant("set_state" as const), state: name, raw: anyState }),
  fc.record({ type: fc.constant("create_intent" as const), name, phrases }),
  fc.record({
    type: fc.constant("rename_intent" as const),
    name,
    to: goal,
    withState: fc.boolean(),
  }),
  fc.record({ type: fc.constant("delete_intent" as const), name, withState: fc.boolean() }),
  fc.record({ type: fc.constant("set_phrases" as const), intent: name, phrases }),
  fc.record({ type: fc.constant("add_phrases" as const), intent: name, phrases }),
  fc.record({
    type: fc.constant("move_phrase" as const),
    phrase: fc.constantFrom("hi", "ok"),
    from: name,
    to: name,
  }),
  fc.record({
    type: fc.constant("replace_document" as const),
    intents: anyBot.map((bot) => bot.intents),
    flows: anyBot.map((bot) => bot.flows),
  }),
);
