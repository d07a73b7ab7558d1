import { Table, Text } from "@mantine/core";
import { useFormat, useTexts } from "@/ui";
import classes from "./Statistics.module.css";
import { Wide } from "./Wide";
import type { Statistics } from "./queries";
import { TEXTS } from "./statisticsTexts";

/** What people wanted, the most frequent first, and what came of it. */
export function IntentTable({ intents }: { intents: Statistics["intents"] }) {
  const t = useTexts(TEXTS);
  const { number } = useFormat();
  if (intents.length === 0) return <Text size="sm">{t.noIntents}</Text>;
  const most = Math.max(...intents.map(({ times }) => times), 1);
  return (
    <Wide label={t.byIntent}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.intent}</Table.Th>
            <Table.Th ta="right">{t.times}</Table.Th>
            <Table.Th ta="right">{t.finished}</Table.Th>
            <Table.Th ta="right">{t.cancelled}</Table.Th>
            <Table.Th ta="right">{t.left}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {intents.map((one) => (
            <Table.Tr key={one.intent}>
              <Table.Th scope="row" className={classes.name}>
                {one.intent}
                <span
                  className={classes.share}
                  style={{ inlineSize: `${(one.times / most) * 100}%` }}
                  aria-hidden
                />
              </Table.Th>
              <Table.Td ta="right">{number(one.times)}</Table.Td>
              <Table.Td ta="right">{number(one.finished)}</Table.Td>
              <Table.Td ta="right">{number(one.cancelled)}</Table.Td>
              <Table.Td ta="right">{number(one.left)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
