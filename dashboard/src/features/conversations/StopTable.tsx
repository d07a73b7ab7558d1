import { Button, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormat, useTexts } from "@/ui";
import classes from "./Statistics.module.css";
import { Wide } from "./Wide";
import type { Statistics } from "./queries";
import { TEXTS } from "./statisticsTexts";

type State = Statistics["states"][number];

const FEW = 10;

/** Where people stop, the worst first. */
export function StopTable({ botId, states }: { botId: number; states: readonly State[] }) {
  const t = useTexts(TEXTS);
  const [all, setAll] = useState(false);
  const sorted = states.toSorted((a, b) => b.dropped - a.dropped || b.entered - a.entered);
  const stops = sorted.filter(({ dropped }) => dropped > 0);
  const shown = all ? sorted : stops.slice(0, FEW);
  return (
    <>
      {stops.length === 0 && <Text size="sm">{t.noStops}</Text>}
      {shown.length > 0 && (
        <Wide label={t.stops}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.state}</Table.Th>
                <Table.Th ta="right">{t.entered}</Table.Th>
                <Table.Th ta="right">{t.wentOn}</Table.Th>
                <Table.Th ta="right">{t.waiting}</Table.Th>
                <Table.Th ta="right">{t.dropped}</Table.Th>
                <Table.Th ta="right">{t.share}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((state) => (
                <Row key={state.state} botId={botId} state={state} />
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
      {!all && sorted.length > shown.length && (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t.showAll(sorted.length)}
        </Button>
      )}
    </>
  );
}

function Row({ botId, state }: { botId: number; state: State }) {
  const { number, percent } = useFormat();
  const share = state.dropped / state.entered;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        <Link to="/bots/$botId" params={{ botId }} search={{ state: state.state }}>
          {state.state}
        </Link>
        <span className={classes.stopped} style={{ inlineSize: `${share * 100}%` }} aria-hidden />
      </Table.Th>
      <Table.Td ta="right">{number(state.entered)}</Table.Td>
      <Table.Td ta="right">{number(state.went_on)}</Table.Td>
      <Table.Td ta="right">{number(state.waiting)}</Table.Td>
      <Table.Td ta="right">{number(state.dropped)}</Table.Td>
      <Table.Td ta="right">{percent(share)}</Table.Td>
    </Table.Tr>
  );
}
