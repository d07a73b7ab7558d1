import { Badge, Card, Code, Group, Text } from "@mantine/core";
import type { Schema } from "@/api";
import { useFormat, useTexts } from "@/ui";
import { TRACE } from "./texts";

/** What an endpoint would be sent. */
export function PushCard({ push }: { push: Schema<"SimulatedPush"> }) {
  const t = useTexts(TRACE);
  const headers = Object.entries(push.headers);
  return (
    <Card withBorder p="xs" mt={4}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {push.trigger}
        </Text>
        {push.endpoint_id !== null && (
          <Badge size="sm" variant="light" color={push.active ? "kauli" : "gray"}>
            {push.active ? t.wouldGo : t.wouldNotGo}
          </Badge>
        )}
      </Group>
      <Text size="xs" style={{ overflowWrap: "anywhere" }}>
        {push.endpoint_id === null ? t.nobody : `${push.endpoint_name || t.endpoint} · ${push.url}`}
      </Text>
      <Json value={push.body} label={t.body(push.trigger)} />
      {headers.length > 0 && (
        <details>
          <Text component="summary" size="xs">
            {t.headers}
          </Text>
          <Code block fz="xs" style={WRAPPED}>
            {headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
          </Code>
        </details>
      )}
    </Card>
  );
}

/** A call of the author's server in the middle of a turn. */
export function CallCard({ call }: { call: Schema<"SimulatedCall"> }) {
  const t = useTexts(TRACE);
  const format = useFormat();
  return (
    <Card withBorder p="xs" mt={4}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          @{call.variable}
        </Text>
        <Badge size="sm" variant="light" color={call.made && !call.ok ? "red" : "gray"}>
          {call.made ? t.called(format.number(call.duration_ms)) : t.notCalled}
        </Badge>
      </Group>
      {call.made && (
        <Text size="xs" style={{ overflowWrap: "anywhere" }}>
          {call.url}
        </Text>
      )}
      {call.why !== "" && <Text size="sm">{call.why}</Text>}
      {call.made && call.ok && <Json value={call.answer} label={t.sent} />}
    </Card>
  );
}

const WRAPPED = { whiteSpace: "pre-wrap", overflowWrap: "anywhere" } as const;

function Json({ value, label }: { value: unknown; label: string }) {
  return (
    <Code block fz="xs" mt={4} style={WRAPPED} aria-label={label}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}
