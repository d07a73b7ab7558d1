import { Badge, Button, Card, Group, SimpleGrid, Text, VisuallyHidden } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type Schema, useMay } from "@/api";
import { ErrorNotice, useTexts } from "@/ui";
import { adopting, isReplies, useChangeTest } from "./changes";
import type { ConversationTest } from "./queries";
import { TESTS } from "./texts";

interface StepViewProps {
  botId: number;
  test: ConversationTest;
  place: number;
  step: ConversationTest["steps"][number];
  result: Schema<"StepResult"> | null;
}

/** One message of a test, what is expected of its answer, and what is different. */
export function StepView({ botId, test, place, step, result }: StepViewProps) {
  const t = useTexts(TESTS);
  const expect = step.expect ?? {};
  return (
    <Card component="li" withBorder p="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" c="dimmed" miw="1.5rem">
          {place + 1}
        </Text>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
            <VisuallyHidden>{t.says}: </VisuallyHidden>“{step.say}”
          </Text>
          {expect.replies && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {asText(expect.replies)}
            </Text>
          )}
          <Group gap={6} mt={4}>
            {chipsOf(expect, t).map(([label, value], index) => (
              <Chip key={index} label={label} value={value} />
            ))}
          </Group>
          {result?.differences.map((difference, index) => (
            <DifferenceView
              key={index}
              difference={difference}
              botId={botId}
              test={test}
              place={place}
            />
          ))}
        </div>
        {result && <Outcome passed={result.passed} />}
      </Group>
    </Card>
  );
}

type AllWords = (typeof TESTS)["en"];

/** What is expected beside the bot's words, with a name for each. */
function chipsOf(expect: Schema<"Expectation">, t: AllWords): [label: string, value: string][] {
  const { state, next_state, intent, pushes } = expect;
  const named = (label: string, what: string, value: string | null | undefined) =>
    typeof value === "string" ? [[label, inWords(value, what, t)] satisfies [string, string]] : [];
  return [
    ...named(t.whats.state, "state", state),
    ...named(t.whats.next_state, "next_state", next_state),
    ...named(t.whats.intent, "intent", intent),
    ...(pushes ?? []).flatMap(({ trigger }) => named(t.whats.pushes, "pushes", trigger)),
  ];
}

function Outcome({ passed }: { passed: boolean }) {
  const t = useTexts(TESTS);
  const [Sign, color, label] = passed
    ? ([IconCheck, "var(--mantine-color-kauli-7)", t.stepPassed] as const)
    : ([IconX, "var(--mantine-color-red-7)", t.stepFailed] as const);
  return <Sign size={18} color={color} role="img" aria-label={label} style={{ flex: "none" }} />;
}

function Chip({ label, value }: { label: string; value: string }) {
  return (
    <Badge size="sm" variant="default" tt="none" fw={400}>
      {label}: {value}
    </Badge>
  );
}

interface DifferenceViewProps {
  difference: Schema<"Difference">;
  botId: number;
  test: ConversationTest;
  place: number;
}

function DifferenceView({ difference, botId, test, place }: DifferenceViewProps) {
  const t = useTexts(TESTS);
  const mayChange = useMay("editor");
  const changing = useMutation(useChangeTest(botId));
  const changed = adopting(test, place, difference);
  const title =
    Object.entries(t.whats).find(([what]) => what === difference.what)?.[1] ?? difference.what;
  const adopt = (wanted: ConversationTest) =>
    changing.mutate(wanted, {
      onSuccess: () => notifications.show({ message: t.adopted }),
    });
  return (
    <Card withBorder p="xs" mt="xs" style={{ borderColor: "var(--mantine-color-red-5)" }}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4}>
        <Side label={t.expected} value={difference.expected} what={difference.what} />
        <Side label={t.got} value={difference.got} what={difference.what} />
      </SimpleGrid>
      {changing.error !== null && <ErrorNotice error={changing.error} />}
      {mayChange && changed !== null && (
        <Button
          mt="xs"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          variant="default"
          loading={changing.isPending}
          onClick={() => adopt(changed)}
        >
          {t.adopt}
        </Button>
      )}
    </Card>
  );
}

function Side({ label, value, what }: { label: string; value: unknown; what: string }) {
  const t = useTexts(TESTS);
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {inWords(value, what, t)}
      </Text>
    </div>
  );
}

type Words = Pick<(typeof TESTS)["en"], "nothing" | "end" | "noIntent">;

function inWords(value: unknown, what: string, t: Words): string {
  if (isReplies(value)) return asText(value) || t.nothing;
  if (Array.isArray(value)) return value.join(", ") || t.nothing;
  if (value === "" && what === "intent") return t.noIntent;
  if (value === "end" && what === "next_state") return t.end;
  if (value === null || value === undefined || value === "") return t.nothing;
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function asText(replies: readonly (readonly string[])[]): string {
  return replies.map((lines) => lines.join("\n")).join("\n");
}
