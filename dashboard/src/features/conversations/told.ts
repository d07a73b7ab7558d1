/** What a turn's trace and replies tell, read with care: they are kept as they were written. */

export interface Happened {
  kind: string;
  /** The state, intent, flow, variable or limit that it is about. */
  name: string;
}

export interface Trace {
  state: string;
  nextState: string;
  intent: string | null;
  confidence: number | null;
  events: Happened[];
}

export interface Medium {
  kind: string;
  link: string;
  caption: string;
}

export interface Told {
  text: string;
  buttons: string[];
  media: Medium[];
}

const NAMES = ["root", "state", "intent", "variable", "limit"] as const;

/** The states, the intent and the events of a turn. */
export function readTrace(trace: Readonly<Record<string, unknown>>): Trace {
  return {
    state: textOf(trace.state),
    nextState: textOf(trace.next_state),
    intent: typeof trace.intent === "string" ? trace.intent : null,
    confidence: typeof trace.confidence === "number" ? trace.confidence : null,
    events: listOf(trace.events).map((event) => ({
      kind: textOf(event.kind),
      name: NAMES.map((name) => textOf(event[name])).find((text) => text !== "") ?? "",
    })),
  };
}

/** A reply as something to be shown; it is all text. */
export function readReply(reply: Readonly<Record<string, unknown>>): Told {
  const lines = Array.isArray(reply.lines) ? reply.lines.map(textOf) : [];
  const kind = textOf(reply.kind);
  return {
    text: reply.type === "payload" ? textOf(reply.text) : lines.join("\n"),
    buttons: listOf(reply.buttons).map((button) => textOf(button.title) || textOf(button.id)),
    media: listOf(reply.items).map((item) => ({
      kind,
      link: textOf(item.link),
      caption: textOf(item.caption),
    })),
  };
}

/** An address that may be opened: nothing that a browser would run. */
export function safeLink(link: string): string | null {
  try {
    const url = new URL(link);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
