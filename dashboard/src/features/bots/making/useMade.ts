import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Bot } from "../queries";

/** What follows when a bot was made: it is opened. */
export function useMade(): (bot: Bot) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (bot) => {
    await client.invalidateQueries({ queryKey: ["bots", "list"] });
    await navigate({ to: "/bots/$botId", params: { botId: bot.id } });
  };
}
