import { ApiError, send } from "@/api";
import {
  type BotDoc,
  type Json,
  type JsonObject,
  docOf,
  isObject,
  jsonOf,
  parse,
  write,
} from "@/flow/document";

/** Which state a draft is in, and whose it is. */
export interface Stamp {
  readonly revision: string;
  readonly savedAt: string | null;
  readonly savedBy: string | null;
  readonly hasUnpublishedChanges: boolean;
}

/** A draft as the server has it. */
export interface Draft {
  readonly doc: BotDoc;
  readonly stamp: Stamp;
}

/** How a store speaks with the server about its draft. */
export interface DraftServer {
  fetch(): Promise<Draft>;
  stamp(): Promise<Stamp>;
  /** Throws an `ApiError` of code `draft_changed` where the draft is another by now. */
  save(doc: BotDoc, revision: string): Promise<Stamp>;
}

/** The draft of a bot. Documents travel as text: their order and their numbers are the author's. */
export function draftServer(botId: number): DraftServer {
  const address = `/api/v1/bots/${botId}/draft`;
  return {
    async fetch() {
      const answer = await read(new Request(address));
      return { doc: docOf(answer), stamp: stampOf(answer) };
    },
    async stamp() {
      return stampOf(await read(new Request(`${address}/revision`)));
    },
    async save(doc, revision) {
      const body = write(jsonOf(doc).set("revision", revision));
      const headers = { "Content-Type": "application/json" };
      const request = new Request(`${address}?return=minimal`, { method: "PUT", headers, body });
      return stampOf(await read(request));
    },
  };
}

async function read(request: Request): Promise<JsonObject> {
  const answer = parse(await (await send(request)).text());
  if (!isObject(answer)) throw new ApiError(200, "not_a_draft", "The server's answer is no draft.");
  return answer;
}

function stampOf(answer: JsonObject): Stamp {
  return {
    revision: textOf(answer.get("revision")) ?? "",
    savedAt: textOf(answer.get("saved_at")),
    savedBy: textOf(answer.get("saved_by")),
    hasUnpublishedChanges: answer.get("has_unpublished_changes") === true,
  };
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
