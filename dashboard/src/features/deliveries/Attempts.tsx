import { Accordion, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { Schema } from "@/api";
import { useFormat, useTexts } from "@/ui";
import { RequestView, ResponseView } from "./Exchange";
import { OutcomeBadge } from "./badges";
import { PAGE } from "./pageTexts";

interface AttemptsProps {
  attempts: readonly Schema<"Attempt">[];
  url: string;
  body: string | null;
}

/** Every attempt at a delivery, the latest first; the latest is open. */
export function Attempts({ attempts, url, body }: AttemptsProps) {
  const t = useTexts(PAGE);
  const format = useFormat();
  const latestFirst = attempts.toReversed();
  const latest = latestFirst[0];
  return (
    <Accordion
      key={latest?.number}
      variant="separated"
      order={3}
      defaultValue={String(latest?.number)}
    >
      {latestFirst.map((attempt) => (
        <Accordion.Item key={attempt.number} value={String(attempt.number)}>
          <Accordion.Control>
            <Stack gap={4}>
              <Group gap="xs">
                <Text fw={600} size="sm">
                  {t.attempt(attempt.number)}
                </Text>
                <OutcomeBadge outcome={attempt.outcome} />
                <Text size="sm" c="dimmed">
                  {format.precise(attempt.started_at)} ·{" "}
                  {t.took(format.number(attempt.duration_ms))}
                  {attempt.address !== "" && ` · ${t.at(attempt.address)}`}
                </Text>
              </Group>
              <Text size="sm" lang="en" style={{ overflowWrap: "anywhere" }}>
                {attempt.sentence}
              </Text>
            </Stack>
          </Accordion.Control>
          <Accordion.Panel>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              <RequestView url={url} headers={attempt.request_headers} body={body} />
              <ResponseView
                status={attempt.http_status}
                durationMs={attempt.duration_ms}
                headers={attempt.response_headers}
                body={attempt.response_body}
                truncated={attempt.response_truncated}
              />
            </SimpleGrid>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
