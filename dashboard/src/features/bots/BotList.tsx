import { Button, Stack, Text } from "@mantine/core";
import { IconRobot, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState, ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { BotCard } from "./BotCard";
import classes from "./BotsPage.module.css";
import { type BotStatus, botsQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    list: "Bots",
    none: "Your first bot",
    noneAbout:
      "A bot answers people by a flow that you draw: it asks, checks the answers, and sends what it collected to your server. Begin with one that is complete, and change it until it is yours.",
    noneViewer: "There is no bot in this workspace yet. Editors can make one.",
    nothing: "No bot fits",
    nothingAbout: "Look for another part of the name, or at all bots.",
    more: "Show more",
  },
  sw: {
    list: "Bot",
    none: "Bot yako ya kwanza",
    noneAbout:
      "Bot hujibu watu kwa mtiririko unaouchora: inauliza, inakagua majibu, na kutuma yaliyokusanywa kwenye seva yako. Anza na iliyokamilika, kisha ibadilishe hadi iwe yako.",
    noneViewer: "Hakuna bot katika eneo hili la kazi bado. Wahariri wanaweza kutengeneza.",
    nothing: "Hakuna bot inayolingana",
    nothingAbout: "Tafuta sehemu nyingine ya jina, au angalia bot zote.",
    more: "Onyesha zaidi",
  },
});

interface BotListProps {
  search: string;
  status: BotStatus | null;
  /** The button that makes a bot, for those who may. */
  make: ReactNode;
}

/** The bots that fit, as many as were asked for. */
export function BotList({ search, status, make }: BotListProps) {
  const t = useTexts(TEXTS);
  const bots = useInfiniteQuery(botsQuery(search, status));
  if (bots.isPending) return <Waiting />;
  if (bots.isError && !bots.data)
    return <ErrorNotice error={bots.error} retry={() => void bots.refetch()} />;
  const all = bots.data.pages.flatMap((page) => page.items);
  if (all.length === 0) {
    const everything = search === "" && status === null;
    return everything ? (
      <EmptyState icon={IconRobot} title={t.none} action={make}>
        {make === undefined ? t.noneViewer : t.noneAbout}
      </EmptyState>
    ) : (
      <EmptyState icon={IconSearchOff} title={t.nothing}>
        {t.nothingAbout}
      </EmptyState>
    );
  }
  return (
    <Stack gap="md">
      {bots.isError && <ErrorNotice error={bots.error} retry={() => void bots.refetch()} />}
      <ul className={classes.list} aria-label={t.list}>
        {all.map((bot) => (
          <BotCard key={bot.id} bot={bot} />
        ))}
      </ul>
      {bots.hasNextPage && (
        <Text ta="center" component="div">
          <Button
            variant="default"
            loading={bots.isFetchingNextPage}
            onClick={() => void bots.fetchNextPage()}
          >
            {t.more}
          </Button>
        </Text>
      )}
    </Stack>
  );
}
