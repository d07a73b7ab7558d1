import type { Schema } from "@/api";

export type Reply = Schema<"ReplyOut">;
export const CHANNELS = ["web", "whatsapp", "telegram"] as const;
export type Channel = (typeof CHANNELS)[number];

/** A button as a channel shows it: `title` may be cut, `full` is what was written. */
export interface ShownButton {
  readonly id: string;
  readonly title: string;
  readonly full: string;
}

/** What a channel shows of a reply. */
export type Shown =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "buttons";
      readonly text: string;
      /** `below`: under the bubble; `keyboard`: in rows, as Telegram has them. */
      readonly place: "below" | "keyboard";
      readonly buttons: readonly ShownButton[];
    }
  | {
      readonly kind: "list";
      readonly text: string;
      readonly opens: string;
      readonly buttons: readonly ShownButton[];
    }
  | { readonly kind: "numbered"; readonly text: string; readonly buttons: readonly ShownButton[] }
  | {
      readonly kind: "media";
      readonly media: string;
      readonly items: readonly { readonly link: string; readonly caption: string }[];
    };

/** What a channel does otherwise than written. */
export type Warning =
  | { readonly what: "cut"; readonly title: string; readonly most: number }
  | { readonly what: "numbered"; readonly count: number; readonly most: number };

export interface View {
  readonly shown: readonly Shown[];
  readonly warnings: readonly Warning[];
}

/** What WhatsApp takes: https://developers.facebook.com/docs/whatsapp/guides/interactive-messages */
const REPLY_BUTTONS = 3;
const LIST_ROWS = 10;
const BUTTON_TITLE = 20;
const ROW_TITLE = 24;

/** A reply as a channel shows it. */
export function viewOf(reply: Reply, channel: Channel): View {
  if (reply.type === "media") {
    const items = (reply.items ?? []).map((item) => ({
      link: item.link ?? "",
      caption: item.caption ?? "",
    }));
    return { shown: [{ kind: "media", media: reply.kind ?? "", items }], warnings: [] };
  }
  const text = reply.type === "payload" ? (reply.text ?? "") : (reply.lines ?? []).join("\n");
  const buttons = reply.type === "payload" ? buttonsOf(reply.value) : written(reply.buttons);
  if (buttons.length === 0) return { shown: [{ kind: "text", text }], warnings: [] };
  if (channel === "whatsapp") return onWhatsApp(text, buttons, reply.value);
  const place = channel === "telegram" ? "keyboard" : "below";
  return { shown: [{ kind: "buttons", text, place, buttons }], warnings: [] };
}

function onWhatsApp(text: string, buttons: readonly ShownButton[], value: unknown): View {
  if (buttons.length > LIST_ROWS) {
    const most = LIST_ROWS;
    return {
      shown: [{ kind: "numbered", text, buttons }],
      warnings: [{ what: "numbered", count: buttons.length, most }],
    };
  }
  const isList = buttons.length > REPLY_BUTTONS || at(value, "action", "sections") !== undefined;
  const most = isList ? ROW_TITLE : BUTTON_TITLE;
  const long = buttons.filter(({ full }) => lengthOf(full) > most);
  const warnings = long.map(({ full }) => ({ what: "cut" as const, title: full, most }));
  const fitting = buttons.map((one) => ({ ...one, title: cut(one.full, most) }));
  if (!isList) {
    return { shown: [{ kind: "buttons", text, place: "below", buttons: fitting }], warnings };
  }
  const opens = at(value, "action", "button");
  return {
    shown: [
      { kind: "list", text, opens: typeof opens === "string" ? opens : "", buttons: fitting },
    ],
    warnings,
  };
}

function written(buttons: Reply["buttons"]): ShownButton[] {
  return (buttons ?? []).map(({ id = "", title = "" }) => ({ id, title, full: title }));
}

/** The buttons and rows of an interactive message that the middleware made. */
function buttonsOf(value: unknown): ShownButton[] {
  const replies = listAt(value, "action", "buttons").map((one) => at(one, "reply"));
  const rows = listAt(value, "action", "sections").flatMap((one) => listAt(one, "rows"));
  return [...replies, ...rows].flatMap((one) => {
    const id = at(one, "id");
    const title = at(one, "title");
    if (typeof id !== "string" || id === "") return [];
    const full = typeof title === "string" ? title : "";
    return [{ id, title: full, full }];
  });
}

function at(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = new Map(Object.entries(found)).get(key);
  }
  return found;
}

function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Characters as people count them. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function cut(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

/** An address that may be opened; null for anything that is not of the web. */
export function safeLink(link: string): string | null {
  try {
    const url = new URL(link);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
