import { Progress, Stack, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormat, useTexts } from "@/ui";
import type { Turn } from "../conversation/trial";
import { CallCard, PushCard } from "./Sendings";
import { eventInWords } from "./events";
import { TRACE } from "./texts";

/** One turn, part by part. `before` tells what is new in the memory. */
export function TurnDetails({ turn, before }: { turn: Turn; before: Turn | null }) {
  const t = useTexts(TRACE);
  return (
    <Stack gap="md">
      <Part title={t.understanding}>
        <Understanding turn={turn} />
      </Part>
      <Part title={t.place}>
        <Text size="sm">
          {t.state}: <b>{turn.state}</b>
          <br />
          {t.next}: <b>{turn.next_state === "end" ? t.nothingAwaited : turn.next_state}</b>
        </Text>
      </Part>
      <Part title={t.remembered}>
        <Memory memory={turn.memory} before={before?.memory ?? {}} />
      </Part>
      {turn.events.length > 0 && (
        <Part title={t.events}>
          <Text component="ul" size="sm" m={0} pl="md">
            {turn.events.map((event, place) => (
              <li key={place}>{eventInWords(event, t.event)}</li>
            ))}
          </Text>
        </Part>
      )}
      {turn.calls.length > 0 && (
        <Part title={t.calls}>
          {turn.calls.map((call) => (
            <CallCard key={call.variable} call={call} />
          ))}
        </Part>
      )}
      <Part title={t.pushes}>
        {turn.pushes.length === 0 && (
          <Text size="sm" c="dimmed">
            {t.noPushes}
          </Text>
        )}
        {turn.pushes.map((push, place) => (
          <PushCard key={place} push={push} />
        ))}
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" fw={650} c="dimmed" mb={2}>
        {title}
      </Text>
      {children}
    </div>
  );
}

function Understanding({ turn }: { turn: Turn }) {
  const t = useTexts(TRACE);
  const format = useFormat();
  const { intent, confidence, understood, ranked } = turn;
  const sure = format.percent(confidence ?? 0);
  return (
    <>
      <Text size="sm">
        {understood === null
          ? t.answered
          : understood && intent !== null
            ? t.understood(intent, sure)
            : t.notUnderstood}
        {understood === false && intent !== null && ` ${t.bestGuess(intent, sure)}`}
      </Text>
      {ranked.length > 1 && (
        <Stack gap={4} mt={6} role="list" aria-label={t.ranked}>
          {ranked.map((guess) => (
            <div key={guess.intent} role="listitem">
              <Text size="xs" style={{ overflowWrap: "anywhere" }}>
                {guess.intent} · {format.percent(guess.confidence)}
              </Text>
              <Progress value={guess.confidence * 100} size="xs" aria-hidden />
            </div>
          ))}
        </Stack>
      )}
    </>
  );
}

interface MemoryProps {
  memory: Turn["memory"];
  before: Turn["memory"];
}

/** What is remembered; what this turn added stands out. */
function Memory({ memory, before }: MemoryProps) {
  const t = useTexts(TRACE);
  const entries = Object.entries(memory);
  if (entries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.nothingRemembered}
      </Text>
    );
  }
  return (
    <Table
      fz="xs"
      verticalSpacing={4}
      horizontalSpacing={4}
      layout="fixed"
      style={{ overflowWrap: "anywhere" }}
    >
      <Table.Tbody>
        {entries.map(([name, value]) => (
          <Table.Tr key={name} fw={before[name] === value ? 400 : 700}>
            <Table.Th fw="inherit" scope="row">
              {name}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
