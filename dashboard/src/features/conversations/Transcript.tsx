import { Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ErrorNotice, Waiting, useTexts } from "@/ui";
import { TurnView } from "./TurnView";
import classes from "./Conversation.module.css";
import { transcriptQuery } from "./queries";
import { TEXTS } from "./texts";

/** What was said, the newest at the bottom; older turns are loaded when they are asked for. */
export function Transcript({ botId, chatId }: { botId: number; chatId: string }) {
  const t = useTexts(TEXTS);
  const list = useInfiniteQuery({
    ...transcriptQuery(botId, chatId),
    refetchInterval: ({ state }) => 3_000 * (state.data?.pages.length ?? 1),
  });
  const end = useRef<HTMLDivElement>(null);
  const turns = list.data?.pages.flatMap((page) => page.items).toReversed() ?? [];
  const newest = turns.at(-1)?.number;
  // The newest is what somebody comes for; older ones that are loaded don't move it.
  useEffect(() => {
    if (newest !== undefined) end.current?.scrollIntoView({ block: "end" });
  }, [newest]);
  if (list.error && !list.data)
    return <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Waiting lines={6} />;
  return (
    <section aria-label={t.log}>
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.hasNextPage && (
        <Group justify="center" mb="md">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.older}
          </Button>
        </Group>
      )}
      <ol className={classes.turns}>
        {turns.map((turn) => (
          <TurnView key={turn.number} botId={botId} turn={turn} />
        ))}
      </ol>
      <div ref={end} className={classes.end} />
    </section>
  );
}
