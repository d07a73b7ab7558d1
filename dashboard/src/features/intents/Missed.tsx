import { Button, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconMoodSmile } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Schema, api, data } from "@/api";
import { useEditing } from "@/features/editor";
import { EmptyState, ErrorNotice, Waiting, defineTexts, plural, useFormat, useTexts } from "@/ui";
import { missedQuery } from "./queries";
import { useIntents } from "./useIntents";

const TEXTS = defineTexts({
  en: {
    about:
      "What people wrote and no intent was recognised in, the most frequent first. Say what was meant, and the bot learns it.",
    emptyTitle: "Everything was understood",
    empty:
      "When somebody writes what no intent is recognised in, it stands here, and you can make it a phrase of the right intent.",
    times: (count: number) => plural(count, "time", "times"),
    last: (moment: string) => `last ${moment}`,
    guess: (percent: string) => `guessed with ${percent}`,
    means: (text: string) => `What “${text}” means`,
    pick: "Intent",
    assign: "Learn it",
    dismiss: "Dismiss",
    dismissOf: (text: string) => `Dismiss “${text}”`,
    assignOf: (text: string) => `Learn “${text}”`,
    learnt: "Learnt and published.",
    drafted: "Learnt in the draft. It counts once you publish.",
    more: "Load more",
  },
  sw: {
    about:
      "Watu walichoandika bila nia yoyote kutambuliwa, kilichojirudia zaidi kwanza. Sema kilimaanisha nini, nayo bot itajifunza.",
    emptyTitle: "Kila kitu kilieleweka",
    empty:
      "Mtu akiandika kitu ambacho hakuna nia iliyotambuliwa ndani yake, kitaonekana hapa, nawe unaweza kukifanya msemo wa nia sahihi.",
    times: (count: number) => `mara ${count.toLocaleString("en")}`,
    last: (moment: string) => `mwisho ${moment}`,
    guess: (percent: string) => `ilikisiwa kwa ${percent}`,
    means: (text: string) => `Maana ya “${text}”`,
    pick: "Nia",
    assign: "Jifunze",
    dismiss: "Puuza",
    dismissOf: (text: string) => `Puuza “${text}”`,
    assignOf: (text: string) => `Jifunze “${text}”`,
    learnt: "Imejifunza na kuchapishwa.",
    drafted: "Imejifunza kwenye rasimu. Itatumika ukichapisha.",
    more: "Onyesha zaidi",
  },
});

/** What was not understood, to be learnt from. */
export function Missed() {
  const t = useTexts(TEXTS);
  const { botId } = useEditing();
  const missed = useInfiniteQuery(missedQuery(botId));
  const { phrases } = useIntents();
  const intents = [...phrases.keys()];
  if (missed.error && !missed.data)
    return <ErrorNotice error={missed.error} retry={() => void missed.refetch()} />;
  if (!missed.data) return <Waiting />;
  const items = missed.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon={IconMoodSmile} title={t.emptyTitle}>
        {t.empty}
      </EmptyState>
    );
  return (
    <Stack gap="sm">
      <Text size="sm">{t.about}</Text>
      {items.map((item) => (
        <Row key={item.id} item={item} intents={intents} />
      ))}
      {missed.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={missed.isFetchingNextPage}
            onClick={() => void missed.fetchNextPage()}
          >
            {t.more}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Row({ item, intents }: { item: Schema<"Missed">; intents: string[] }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const { botId, store, readOnly } = useEditing();
  const queryClient = useQueryClient();
  const guess = item.intent !== null && intents.includes(item.intent) ? item.intent : null;
  const [intent, setIntent] = useState(guess);
  const path = { bot_id: botId };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["bots", botId] });
  const assign = useMutation({
    mutationFn: async (wanted: string) => {
      // The server adds it to the draft as it has it, so it should have all of ours.
      await store.flush();
      const body = { items: [{ id: item.id, intent: wanted }] };
      const learnt = await data(
        api.POST("/api/v1/bots/{bot_id}/missed/assign", { params: { path }, body }),
      );
      await store.poll();
      return learnt;
    },
    onSuccess: ({ published }) => {
      notifications.show({ message: published ? t.learnt : t.drafted });
      return refresh();
    },
  });
  const dismiss = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/bots/{bot_id}/missed/dismiss", {
          params: { path },
          body: { ids: [item.id] },
        }),
      ),
    onSuccess: refresh,
  });
  const error = assign.error ?? dismiss.error;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div style={{ flex: "1 1 14rem", minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {item.text}
          </Text>
          <Text size="sm" c="dimmed">
            {t.times(item.times)} · {t.last(format.ago(item.last_at))}
            {guess !== null && ` · ${t.guess(format.percent(item.confidence))}`}
          </Text>
        </div>
        {!readOnly && (
          <Group gap="xs" style={{ flex: "0 1 auto" }}>
            <Select
              aria-label={t.means(item.text)}
              placeholder={t.pick}
              data={intents}
              value={intent}
              searchable
              limit={200}
              onChange={setIntent}
            />
            <Button
              aria-label={t.assignOf(item.text)}
              disabled={intent === null}
              loading={assign.isPending}
              onClick={() => intent !== null && assign.mutate(intent)}
            >
              {t.assign}
            </Button>
            <Button
              variant="default"
              aria-label={t.dismissOf(item.text)}
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate()}
            >
              {t.dismiss}
            </Button>
          </Group>
        )}
      </Group>
      {error && <ErrorNotice error={error} />}
    </Paper>
  );
}
