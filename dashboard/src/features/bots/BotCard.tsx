import { Avatar, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { defineTexts, plural, useFormat, useTexts } from "@/ui";
import { BotMenu } from "./BotMenu";
import classes from "./BotsPage.module.css";
import { StatusBadge } from "./StatusBadge";
import { descriptionOf, initialOf } from "./names";
import type { ListedBot } from "./queries";
import { statusOf } from "./status";

const TEXTS = defineTexts({
  en: {
    about: (states: number, intents: number) =>
      `${plural(states, "state", "states")} · ${plural(intents, "intent", "intents")}`,
    version: (number: number) => `version ${number}`,
    changed: (ago: string) => `changed ${ago}`,
    by: (name: string) => `made by ${name}`,
  },
  sw: {
    about: (states: number, intents: number) => `Hatua ${states} · nia ${intents}`,
    version: (number: number) => `toleo la ${number}`,
    changed: (ago: string) => `ilibadilishwa ${ago}`,
    by: (name: string) => `imetengenezwa na ${name}`,
  },
});

/** A bot in the list. */
export function BotCard({ bot }: { bot: ListedBot }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const facts = [
    t.about(bot.states, bot.intents),
    bot.live_version_number === null ? "" : t.version(bot.live_version_number),
    t.changed(format.ago(bot.updated_at)),
    t.by(bot.author),
  ];
  const description = descriptionOf(bot);
  return (
    <li className={classes.bot}>
      <Avatar radius="md" color="kauli" visibleFrom="sm" aria-hidden>
        {initialOf(bot.name)}
      </Avatar>
      <div className={classes.about}>
        <Group gap="xs" align="flex-start">
          <Link to="/bots/$botId" params={{ botId: bot.id }} className={classes.name}>
            {bot.name}
          </Link>
          <StatusBadge status={statusOf(bot)} />
        </Group>
        {description !== "" && (
          <Text size="sm" mt={2} className={classes.description}>
            {description}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={4}>
          {facts.filter((fact) => fact !== "").join(" · ")}
        </Text>
      </div>
      <div className={classes.side}>
        <BotMenu bot={bot} />
      </div>
    </li>
  );
}
