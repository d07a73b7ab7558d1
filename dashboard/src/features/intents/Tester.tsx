import {
  Alert,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, data } from "@/api";
import { botQuery } from "@/features/bots";
import { useEditing } from "@/features/editor";
import { ErrorNotice, defineTexts, useFormat, useTexts } from "@/ui";
import classes from "./Tester.module.css";

const TEXTS = defineTexts({
  en: {
    about:
      "See what the bot would take a message for, and how sure it is. Nothing is sent, and nothing is kept.",
    message: "A message as people write it",
    ask: "Ask",
    on: "Which bot",
    draft: "The draft",
    live: "What is published",
    draftAbout: "As the phrases are now, before they are published.",
    liveAbout: "As people get it now. What you changed since then counts once you publish.",
    unpublished: "Nothing is published yet, so only the draft can be asked.",
    understood: (intent: string, percent: string) => `Understood as ${intent}, ${percent} sure.`,
    unsure: (percent: string, threshold: string) =>
      `Not understood: the best guess is ${percent} sure, and the threshold is ${threshold}.`,
    nothing: "It has nothing in common with any phrase.",
    threshold: (threshold: string) => `The red line is the threshold, ${threshold}.`,
    bar: (intent: string, percent: string) => `${intent}: ${percent}`,
  },
  sw: {
    about:
      "Ona bot ingeuchukulia ujumbe kuwa nini, na ina uhakika kiasi gani. Hakuna kinachotumwa wala kuhifadhiwa.",
    message: "Ujumbe kama watu wanavyoandika",
    ask: "Uliza",
    on: "Bot ipi",
    draft: "Rasimu",
    live: "Iliyochapishwa",
    draftAbout: "Kama misemo ilivyo sasa, kabla haijachapishwa.",
    liveAbout: "Kama watu wanavyoipata sasa. Ulichobadilisha tangu hapo kitatumika ukichapisha.",
    unpublished: "Bado hakuna kilichochapishwa, kwa hiyo rasimu pekee ndiyo inaweza kuulizwa.",
    understood: (intent: string, percent: string) => `Imeelewa kama ${intent}, uhakika ${percent}.`,
    unsure: (percent: string, threshold: string) =>
      `Haikuelewa: kisio bora lina uhakika wa ${percent}, na kiwango kinachotakiwa ni ${threshold}.`,
    nothing: "Haufanani na msemo wowote.",
    threshold: (threshold: string) => `Mstari mwekundu ni kiwango kinachotakiwa, ${threshold}.`,
    bar: (intent: string, percent: string) => `${intent}: ${percent}`,
  },
});

interface Ranked {
  intent: string;
  confidence: number;
}

interface Understanding {
  understood: boolean;
  ranked: readonly Ranked[];
}

/** What a message would be taken for: by the draft, or by what is published. */
export function Tester() {
  const t = useTexts(TEXTS);
  const { botId, store } = useEditing();
  const bot = useQuery(botQuery(botId));
  const published = (bot.data?.live_version_number ?? null) !== null;
  const [picked, setPicked] = useState<"draft" | "live">("draft");
  const [text, setText] = useState("");
  const on = published ? picked : "draft";
  const ask = useMutation({
    mutationFn: async (): Promise<Understanding> => {
      const params = { path: { bot_id: botId } };
      if (on === "live")
        return data(api.POST("/api/v1/bots/{bot_id}/predict", { params, body: { text } }));
      await store.flush();
      const { ranked, understood } = await data(
        api.POST("/api/v1/bots/{bot_id}/simulate", {
          params,
          body: {
            on: "draft",
            message: { text, type: "text" },
            chat_id: "test",
            call_middleware: false,
          },
        }),
      );
      return { ranked, understood: understood === true };
    },
  });
  return (
    <Paper withBorder p="md" maw="44rem">
      <Stack gap="md">
        <Text size="sm">{t.about}</Text>
        <div>
          <SegmentedControl
            aria-label={t.on}
            value={on}
            disabled={!published}
            data={[
              { value: "draft", label: t.draft },
              { value: "live", label: t.live },
            ]}
            onChange={(value) => {
              setPicked(value === "live" ? "live" : "draft");
              ask.reset();
            }}
          />
          <Text size="sm" c="dimmed" mt={4}>
            {published ? (on === "live" ? t.liveAbout : t.draftAbout) : t.unpublished}
          </Text>
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") ask.mutate();
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              label={t.message}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" loading={ask.isPending} disabled={text.trim() === ""}>
              {t.ask}
            </Button>
          </Group>
        </form>
        {ask.error && <ErrorNotice error={ask.error} />}
        {ask.data && <Answer answer={ask.data} threshold={bot.data?.confidence_threshold ?? 0.5} />}
      </Stack>
    </Paper>
  );
}

function Answer({ answer, threshold }: { answer: Understanding; threshold: number }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const best = answer.ranked[0];
  const percent = (value: number) => format.percent(value);
  return (
    <Stack gap="sm" role="status">
      <Alert variant="light" color={answer.understood ? "green" : "orange"}>
        {best === undefined
          ? t.nothing
          : answer.understood
            ? t.understood(best.intent, percent(best.confidence))
            : t.unsure(percent(best.confidence), percent(threshold))}
      </Alert>
      {answer.ranked.slice(0, 5).map(({ intent, confidence }) => (
        <div key={intent}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {intent}
            </Text>
            <Text size="sm">{percent(confidence)}</Text>
          </Group>
          <div className={classes.bar} role="img" aria-label={t.bar(intent, percent(confidence))}>
            <div
              className={`${classes.fill} ${confidence >= threshold ? classes.enough : ""}`}
              style={{ width: `${confidence * 100}%` }}
            />
            <div
              className={classes.threshold}
              style={{ insetInlineStart: `${threshold * 100}%` }}
            />
          </div>
        </div>
      ))}
      {best !== undefined && (
        <Text size="xs" c="dimmed">
          {t.threshold(percent(threshold))}
        </Text>
      )}
    </Stack>
  );
}
