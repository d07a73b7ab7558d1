import { Button, Collapse, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useFormat, useTexts } from "@/ui";
import classes from "./Statistics.module.css";
import type { Statistics } from "./queries";
import { TEXTS } from "./statisticsTexts";

type Day = Statistics["days"][number];

const WIDTH = 10;
const HEIGHT = 100;

/** Messages by day as bars, what was not understood in another colour; and the same as a table. */
export function DaysChart({ days }: { days: readonly Day[] }) {
  const t = useTexts(TEXTS);
  const { number, day: dayName } = useFormat();
  const [table, { toggle }] = useDisclosure(false);
  const most = Math.max(1, ...days.map(({ messages }) => messages));
  const top = days.find(({ messages }) => messages === most);
  const total = days.reduce((sum, { messages }) => sum + messages, 0);
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <>
      <Group gap="md" mb="xs">
        <Key className={classes.understood}>{t.understood}</Key>
        <Key className={classes.missed}>{t.notUnderstood}</Key>
      </Group>
      <div className={classes.chart}>
        <span className={classes.most} aria-hidden>
          {number(most)}
        </span>
        <svg
          role="img"
          aria-label={t.chart(number(total), number(most), top ? dayName(`${top.day}T00:00`) : "")}
          viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.bars}
        >
          {days.map((one, place) => (
            <Bar key={one.day} day={one} place={place} most={most} />
          ))}
        </svg>
        <Group justify="space-between" className={classes.ends} aria-hidden>
          <span>{first && dayName(`${first.day}T00:00`)}</span>
          <span>{last && dayName(`${last.day}T00:00`)}</span>
        </Group>
      </div>
      <Button size="compact-sm" variant="subtle" mt="xs" onClick={toggle} aria-expanded={table}>
        {table ? t.asChart : t.asTable}
      </Button>
      <Collapse expanded={table}>{table && <DaysTable days={days} />}</Collapse>
    </>
  );
}

function Bar({ day, place, most }: { day: Day; place: number; most: number }) {
  const t = useTexts(TEXTS);
  const { number, day: dayName } = useFormat();
  const height = (count: number) => (count / most) * HEIGHT;
  const [all, missed] = [height(day.messages), height(day.not_understood)];
  const across = { x: place * WIDTH + 1, width: WIDTH - 2 };
  return (
    <g>
      <title>
        {t.barTitle(dayName(`${day.day}T00:00`), number(day.messages), number(day.not_understood))}
      </title>
      <rect x={place * WIDTH} width={WIDTH} y={0} height={HEIGHT} className={classes.whole} />
      <rect {...across} y={HEIGHT - all} height={all - missed} className={classes.understood} />
      <rect {...across} y={HEIGHT - missed} height={missed} className={classes.missed} />
    </g>
  );
}

function Key({ className, children }: { className: string | undefined; children: string }) {
  return (
    <Group gap={6}>
      <svg width={12} height={12} aria-hidden>
        <rect width={12} height={12} rx={3} className={className} />
      </svg>
      <Text size="xs">{children}</Text>
    </Group>
  );
}

function DaysTable({ days }: { days: readonly Day[] }) {
  const t = useTexts(TEXTS);
  const { number, day: dayName } = useFormat();
  return (
    <Table mt="xs" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.day}</Table.Th>
          <Table.Th ta="right">{t.conversations}</Table.Th>
          <Table.Th ta="right">{t.messages}</Table.Th>
          <Table.Th ta="right">{t.notUnderstood}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.toReversed().map((one) => (
          <Table.Tr key={one.day}>
            <Table.Th scope="row">{dayName(`${one.day}T00:00`)}</Table.Th>
            <Table.Td ta="right">{number(one.conversations)}</Table.Td>
            <Table.Td ta="right">{number(one.messages)}</Table.Td>
            <Table.Td ta="right">{number(one.not_understood)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
