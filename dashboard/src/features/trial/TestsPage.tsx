import { Accordion, Alert, Button, Code, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconChecklist, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useEditing } from "@/features/editor";
import { EmptyState, ErrorNotice, Page, Waiting, useTexts } from "@/ui";
import type { Subject } from "./conversation/trial";
import { TestItem } from "./tests/TestItem";
import { type TestRun, testsQuery, useTestRun } from "./tests/queries";
import { TESTS } from "./tests/texts";
import { useForm } from "./useTrial";

/** A bot's conversation tests and how they go. */
export function TestsPage() {
  const t = useTexts(TESTS);
  const { botId } = useEditing();
  const [on, setOn] = useState<Subject>("draft");
  const { published } = useForm(on);
  const tests = useQuery(testsQuery(botId));
  const run = useTestRun(botId, on);
  const any = tests.data !== undefined && tests.data.length > 0;
  const resultOf = (id: string) => run.results?.results.find((one) => one.test_id === id) ?? null;
  return (
    <Page
      title={t.title}
      about={t.about}
      actions={
        any && (
          <>
            <SegmentedControl
              aria-label={t.on}
              value={on}
              onChange={(value) => setOn(value === "live" ? "live" : "draft")}
              data={[
                { value: "draft", label: t.draft },
                { value: "live", label: t.live, disabled: !published },
              ]}
            />
            <Button
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              onClick={run.again}
              loading={run.running}
            >
              {t.runAll}
            </Button>
          </>
        )
      }
    >
      {run.error !== null && <ErrorNotice error={run.error} retry={run.again} />}
      {tests.data === undefined && tests.error === null && <Waiting />}
      {tests.data?.length === 0 && <NoTests />}
      {any && (
        <>
          <Summary run={run} />
          <Accordion variant="separated" multiple order={2}>
            {tests.data.map((test) => (
              <TestItem key={test.id} botId={botId} test={test} result={resultOf(test.id)} />
            ))}
          </Accordion>
        </>
      )}
    </Page>
  );
}

/** All of the run in a sentence. */
function Summary({ run }: { run: TestRun }) {
  const t = useTexts(TESTS);
  const { results, running } = run;
  const count = results ? results.passed + results.failed : 0;
  const failed = results?.failed ?? 0;
  if (results === null) {
    return running ? (
      <Text c="dimmed" role="status">
        {t.running}
      </Text>
    ) : null;
  }
  return (
    <Alert color={failed > 0 ? "red" : "kauli"} variant="light" p="sm" role="status">
      {failed > 0 ? t.someFail(failed, count) : t.allPass(count)}
    </Alert>
  );
}

function NoTests() {
  const t = useTexts(TESTS);
  return (
    <EmptyState icon={IconChecklist} title={t.emptyTitle}>
      <Stack gap="sm">
        <span>{t.emptyAbout}</span>
        <span>{t.emptyHow}</span>
        <Text size="sm">
          {t.inFiles} <Code>kauli bot test --export</Code>
        </Text>
      </Stack>
    </EmptyState>
  );
}
