import type { BotStatus } from "./queries";

interface Published {
  live_version_number: number | null;
  has_unpublished_changes: boolean;
}

/** Whether a bot was never published, is published as its draft is, or was changed since. */
export function statusOf(bot: Published): BotStatus {
  if (bot.live_version_number === null) return "draft";
  return bot.has_unpublished_changes ? "changed" : "published";
}
