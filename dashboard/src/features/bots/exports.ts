import { type Schema, api, data, send } from "@/api";
import { isObject, parse, write } from "@/flow/document";

/** Where a bot is to be had as a file. */
export function exportAddress(botId: number, format: "yaml" | "json"): string {
  return `/api/v1/bots/${botId}/export?format=${format}`;
}

const WEBHOOK = ["webhook_url", "webhook_token"];

/**
 * Make a bot like another one, as a draft. It sends nothing: two bots that write to the same
 * receiver would be a surprise.
 */
export async function duplicate(botId: number, name: string): Promise<Schema<"Bot">> {
  const file = await (await send(new Request(exportAddress(botId, "json")))).text();
  const document = parse(file);
  const text = isObject(document) ? write(document.without(new Set(WEBHOOK))) : file;
  return importFiles([{ name: "bot.json", text }], name, false);
}

export interface BotFile {
  name: string;
  text: string;
}

/** Make a bot from files. */
export function importFiles(
  files: readonly BotFile[],
  name: string,
  publish: boolean,
): Promise<Schema<"Bot">> {
  return data(
    api.POST("/api/v1/bots/import", { params: { query: { name, publish } }, body: { files } }),
  );
}
