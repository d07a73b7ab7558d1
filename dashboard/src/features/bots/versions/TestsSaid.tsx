import { Alert, Anchor, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTestRun } from "@/features/trial";
import { ErrorNotice, defineTexts, plural, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: {
    none: "There are none. Save a conversation of the live test as one, and it will be told here when a change breaks it.",
    running: "Running…",
    passed: (count: number) =>
      count === 1 ? "The only test passes." : `All ${plural(count, "test", "tests")} pass.`,
    failed: (failed: number, total: number) =>
      `${failed} of ${plural(total, "test", "tests")} ${failed === 1 ? "fails" : "fail"} with this draft`,
    see: "See the tests",
  },
  sw: {
    none: "Hakuna. Hifadhi mazungumzo ya jaribio kama jaribio, nawe utaambiwa hapa mabadiliko yakiyaharibu.",
    running: "Yanaendelea…",
    passed: (count: number) =>
      count === 1 ? "Jaribio la pekee limefaulu." : `Majaribio yote ${count} yamefaulu.`,
    failed: (failed: number, total: number) =>
      `Majaribio ${failed} kati ya ${total} hayafaulu na rasimu hii`,
    see: "Angalia majaribio",
  },
});

/** What a bot's conversation tests say of the draft. */
export function TestsSaid({ botId }: { botId: number }) {
  const t = useTexts(TEXTS);
  const { total, results, running, error, again } = useTestRun(botId);
  if (error) return <ErrorNotice error={error} retry={again} />;
  if (total === 0)
    return (
      <Text size="sm" c="dimmed">
        {t.none}
      </Text>
    );
  if (running || results === null)
    return (
      <Group gap="xs" role="status">
        <Loader size="xs" />
        <Text size="sm">{t.running}</Text>
      </Group>
    );
  const see = (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link {...props} to="/bots/$botId/tests" params={{ botId }} />}
    >
      {t.see}
    </Anchor>
  );
  if (results.failed === 0)
    return (
      <Group gap="xs">
        <IconCircleCheck size={18} aria-hidden />
        <Text size="sm">{t.passed(results.passed)}</Text>
        {see}
      </Group>
    );
  return (
    <>
      <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
        <Text size="sm" fw={600}>
          {t.failed(results.failed, results.passed + results.failed)}
        </Text>
        <ul style={{ margin: 0, paddingInlineStart: "1.1rem" }}>
          {results.results
            .filter(({ passed }) => !passed)
            .slice(0, 10)
            .map(({ test_id: id, name }) => (
              <li key={id ?? name}>
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  {name}
                </Text>
              </li>
            ))}
        </ul>
      </Alert>
      {see}
    </>
  );
}
