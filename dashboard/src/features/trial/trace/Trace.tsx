import { Accordion, Badge, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/ui";
import type { Exchange, Turn } from "../conversation/trial";
import { useTrial } from "../useTrial";
import { TRACE } from "./texts";
import { TurnDetails } from "./TurnDetails";

/** What each message came to, the newest first; it is open until another is chosen. */
export function Trace({ className }: { className: string | undefined }) {
  const t = useTexts(TRACE);
  const { trial } = useTrial();
  const [chosen, setChosen] = useState<{ last: string; open: string | null } | null>(null);
  const played = trial.exchanges.filter(hasTurn);
  const last = String(played.at(-1)?.id ?? "");
  const open = chosen?.last === last ? chosen.open : last;
  return (
    <section aria-label={t.title} className={className}>
      <Title order={3} size="h5" p="sm" pb={4}>
        {t.title}
      </Title>
      {played.length === 0 && (
        <Text size="sm" c="dimmed" px="sm">
          {t.nothing}
        </Text>
      )}
      <Accordion
        value={open}
        onChange={(value) => setChosen({ last, open: value })}
        chevronSize={16}
        order={4}
        styles={{ label: { paddingBlock: "0.5rem" } }}
      >
        {[...played.entries()].reverse().map(([index, exchange]) => (
          <Accordion.Item key={exchange.id} value={String(exchange.id)}>
            <Accordion.Control p="xs">
              <Group gap="xs" wrap="nowrap">
                <Text size="sm" truncate style={{ flex: 1, minWidth: 0 }}>
                  {exchange.say ? t.said(exchange.say.label) : t.began(exchange.turn.state)}
                </Text>
                {exchange.turn.pushes.some((push) => push.active) && (
                  <Badge size="xs" variant="light">
                    webhook
                  </Badge>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {String(exchange.id) === open && (
                <TurnDetails turn={exchange.turn} before={played[index - 1]?.turn ?? null} />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

function hasTurn(exchange: Exchange): exchange is Exchange & { turn: Turn } {
  return exchange.turn !== null;
}
