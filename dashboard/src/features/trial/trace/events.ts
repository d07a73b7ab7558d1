import type { TRACE } from "./texts";

type Words = (typeof TRACE)["en"]["event"];
type Event = Readonly<Record<string, string>>;
type Telling = (event: Event, words: Words) => string;

const TELLINGS: Readonly<Record<keyof Words, Telling>> = {
  flow_started: ({ intent = "" }, words) => words.flow_started(intent),
  state_entered: ({ state = "" }, words) => words.state_entered(state),
  choice_made: ({ state = "", choice = "" }, words) => words.choice_made(state, choice),
  answer_rejected: ({ state = "", validator = "" }, words) =>
    words.answer_rejected(state, validator),
  choice_rejected: ({ state = "" }, words) => words.choice_rejected(state),
  flow_finished: ({ root = "" }, words) => words.flow_finished(root),
  flow_cancelled: ({ root = "" }, words) => words.flow_cancelled(root),
  flow_left: ({ root = "" }, words) => words.flow_left(root),
  not_understood: (_, words) => words.not_understood(),
  intent_without_state: ({ intent = "" }, words) => words.intent_without_state(intent),
  missing_state: ({ state = "" }, words) => words.missing_state(state),
  call_failed: ({ variable = "", why = "" }, words) => words.call_failed(variable, why),
  limit_reached: ({ limit = "" }, words) => words.limit_reached(limit),
};

/** An event of a turn in words; one that is not known here is shown by its name. */
export function eventInWords(event: Event, words: Words): string {
  const telling = Object.entries(TELLINGS).find(([kind]) => kind === event.kind)?.[1];
  return telling?.(event, words) ?? event.kind ?? "";
}
