import { type Schema, api, data } from "@/api";

/** Where a bot is to be had as a file. */
export function exportAddress(botId: number, format: "yaml" | "json"): string {
  return `/api/v1/bots/${botId}/export?format=${format}`;
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
