import { Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconMessageChatbot } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useDoc } from "@/features/editor";
import { phrasesOf } from "@/flow/states";
import { EmptyState, ErrorNotice, useTexts } from "@/ui";
import { Replies } from "../channels/Replies";
import type { Channel } from "../channels/shown";
import { TEXTS } from "../texts";
import { useTrial } from "../useTrial";
import classes from "./Chat.module.css";
import type { Exchange } from "./trial";

const PHRASES = 3;

/** What was said so far, newest last. */
export function Chat({ channel }: { channel: Channel }) {
  const t = useTexts(TEXTS);
  const { store, trial } = useTrial();
  const log = useRef<HTMLDivElement>(null);
  const { exchanges, busy } = trial;
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [exchanges, channel]);
  return (
    <div
      ref={log}
      role="log"
      aria-live="polite"
      aria-label={t.log}
      // It scrolls, and has to with the keys, too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes.log}
    >
      {exchanges.length === 0 && <Empty onSay={(text) => store.say(text)} />}
      {exchanges.map((exchange) => (
        <Said
          key={exchange.id}
          exchange={exchange}
          channel={channel}
          last={exchange === exchanges.at(-1)}
          onPress={(id, title) => store.say(id, "interactive", title)}
          onRetry={() => store.retry()}
        />
      ))}
      {busy && (
        <div className={classes.theirs}>
          <VisuallyHidden>{t.thinking}</VisuallyHidden>
          <span className={classes.dots} aria-hidden>
            <span />
            <span />
            <span />
          </span>
        </div>
      )}
    </div>
  );
}

interface SaidProps {
  exchange: Exchange;
  channel: Channel;
  last: boolean;
  onPress: (id: string, title: string) => void;
  onRetry: () => void;
}

function Said({ exchange, channel, last, onPress, onRetry }: SaidProps) {
  const t = useTexts(TEXTS);
  const { say, turn, error } = exchange;
  return (
    <div className={classes.turn}>
      {say && (
        <div className={classes.mine}>
          <VisuallyHidden>{t.you}: </VisuallyHidden>
          {say.type === "text" || say.type === "interactive"
            ? say.label
            : `${t.typed(say.type)} ${say.label}`}
        </div>
      )}
      {turn?.replies.length === 0 && (
        <Text size="xs" c="dimmed">
          {t.saysNothing}
        </Text>
      )}
      {turn && (
        <Replies replies={turn.replies} channel={channel} pressable={last} onPress={onPress} />
      )}
      {error !== null && (
        <div className={classes.failed}>
          <Text size="sm" mb={4}>
            {t.failed}
          </Text>
          <ErrorNotice error={error} retry={onRetry} />
        </div>
      )}
    </div>
  );
}

/** Before the first message: what this is, and a few of the bot's own examples. */
function Empty({ onSay }: { onSay: (text: string) => void }) {
  const t = useTexts(TEXTS);
  const doc = useDoc();
  const phrases = [...doc.intents.entries()]
    .flatMap(([, examples]) => phrasesOf(examples).slice(0, 1))
    .slice(0, PHRASES);
  return (
    <EmptyState
      icon={IconMessageChatbot}
      title={t.emptyTitle}
      action={
        phrases.length > 0 && (
          <Stack align="center" gap="xs">
            <Text size="sm">{t.tryPhrases}</Text>
            <Group gap="xs" justify="center">
              {phrases.map((phrase) => (
                <Button
                  key={phrase}
                  size="compact-sm"
                  variant="default"
                  onClick={() => onSay(phrase)}
                >
                  {phrase}
                </Button>
              ))}
            </Group>
          </Stack>
        )
      }
    >
      {t.emptyAbout}
    </EmptyState>
  );
}
