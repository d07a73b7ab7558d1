import {
  Alert,
  Anchor,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { IconChartBar, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { EmptyState, ErrorNotice, Page, Waiting, useFormat, useTexts } from "@/ui";
import { DaysChart } from "./DaysChart";
import { ExportMenu } from "./ExportMenu";
import { IntentTable } from "./IntentTable";
import { StopTable } from "./StopTable";
import classes from "./Statistics.module.css";
import { type Statistics, statisticsQuery } from "./queries";
import { TEXTS } from "./statisticsTexts";

const PERIODS = [7, 30, 90, 365] as const;

/** How a bot is used: by day, by intent, and where people stop. */
export function StatisticsPage() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: "/shell/bots/$botId/statistics" });
  const [days, setDays] = useState<number>(30);
  const found = useQuery({ ...statisticsQuery(botId, days), refetchInterval: 30_000 });
  return (
    <Page title={t.title} about={t.about} actions={<ExportMenu botId={botId} />}>
      <SegmentedControl
        className={classes.period}
        aria-label={t.period}
        value={String(days)}
        onChange={(value) => setDays(Number(value))}
        data={PERIODS.map((count) => ({ value: String(count), label: t.days(count) }))}
      />
      {found.error && <ErrorNotice error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Waiting lines={6} />}
      {found.data && <Content botId={botId} found={found.data} longest={days === PERIODS.at(-1)} />}
    </Page>
  );
}

interface ContentProps {
  botId: number;
  found: Statistics;
  /** Whether no longer time can be chosen. */
  longest: boolean;
}

function Content({ botId, found, longest }: ContentProps) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  if (found.messages === 0)
    return (
      <EmptyState icon={IconChartBar} title={t.emptyTitle}>
        {t.empty}
        {!longest && (
          <Text c="dimmed" mt="sm">
            {t.emptyPeriod}
          </Text>
        )}
      </EmptyState>
    );
  return (
    <Stack gap="lg">
      {!found.complete && (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle aria-hidden />}>
          {t.incomplete(format.moment(found.counted_from))}
        </Alert>
      )}
      <Figures botId={botId} found={found} />
      <Section title={t.byDay}>
        <DaysChart days={found.days} />
      </Section>
      <Section title={t.byIntent}>
        <IntentTable intents={found.intents} />
      </Section>
      <Section title={t.stops} about={t.stopsAbout}>
        <StopTable botId={botId} states={found.states} />
      </Section>
    </Stack>
  );
}

function Figures({ botId, found }: { botId: number; found: Statistics }) {
  const t = useTexts(TEXTS);
  const { number, percent } = useFormat();
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" component="dl" m={0}>
      <Figure name={t.messages} value={number(found.messages)} />
      <Figure name={t.conversations} value={number(found.conversations)}>
        {t.began(number(found.began))}
      </Figure>
      <Figure name={t.finished} value={number(found.finished)}>
        {t.finishedAbout}
      </Figure>
      <Figure name={t.notUnderstood} value={percent(found.not_understood_share ?? 0)}>
        {t.ofMessages(found.not_understood)}
        {found.not_understood > 0 && (
          <>
            <br />
            <Anchor component={Link} to={`/bots/${botId}/intents`} inherit>
              {t.improve}
            </Anchor>
          </>
        )}
      </Figure>
    </SimpleGrid>
  );
}

interface FigureProps {
  name: string;
  value: string;
  children?: ReactNode;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <Paper withBorder p="md">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <dd className={classes.figure}>
        <span className={classes.value}>{value}</span>
        {children !== undefined && (
          <Text size="xs" c="dimmed" component="span">
            {children}
          </Text>
        )}
      </dd>
    </Paper>
  );
}

interface SectionProps {
  title: string;
  about?: string;
  children: ReactNode;
}

function Section({ title, about, children }: SectionProps) {
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4">
        {title}
      </Title>
      {about !== undefined && (
        <Text size="sm" c="dimmed" mt={4} maw="44rem">
          {about}
        </Text>
      )}
      <div className={classes.content}>{children}</div>
    </Paper>
  );
}
