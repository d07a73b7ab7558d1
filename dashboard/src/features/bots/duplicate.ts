import { type Schema, send } from "@/api";
import { isObject, parse, write } from "@/flow/document";
import { exportAddress, importFiles } from "./exports";

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
