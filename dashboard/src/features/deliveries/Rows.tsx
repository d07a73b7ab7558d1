import {
  ActionIcon,
  Badge,
  Group,
  Menu,
  Paper,
  Stack,
  Table,
  Text,
  VisuallyHidden,
} from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api";
import { useDescribe, useFormat, useLanguage, useTexts } from "@/ui";
import classes from "./Rows.module.css";
import { actionsFor, useDeliveryAction } from "./actions";
import { StatusBadge } from "./badges";
import { nextWords } from "./next";
import type { Delivery } from "./queries";
import { TEXTS } from "./texts";

interface RowsProps {
  deliveries: readonly Delivery[];
  isNew: (delivery: Delivery) => boolean;
}

/** Deliveries as a table, or on a phone as cards. */
export function Rows({ deliveries, isNew }: RowsProps) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const narrow = useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false });
  if (narrow)
    return (
      <Stack gap="xs" component="ul" className={classes.cards}>
        {deliveries.map((delivery) => (
          <Card key={delivery.id} delivery={delivery} fresh={isNew(delivery)} />
        ))}
      </Stack>
    );
  return (
    <Paper withBorder style={{ overflow: "hidden" }}>
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.made}</Table.Th>
            <Table.Th>{t.trigger}</Table.Th>
            <Table.Th>{t.status}</Table.Th>
            <Table.Th>{t.endpoint}</Table.Th>
            <Table.Th ta="right">{t.attempts}</Table.Th>
            <Table.Th>{t.next}</Table.Th>
            {may && (
              <Table.Th>
                <VisuallyHidden>{t.actions}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} fresh={isNew(delivery)} may={may} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface RowProps {
  delivery: Delivery;
  /** Whether it came while somebody was looking. */
  fresh: boolean;
}

function Row({ delivery, fresh, may }: RowProps & { may: boolean }) {
  const format = useFormat();
  const language = useLanguage();
  return (
    <Table.Tr className={fresh ? classes.fresh : undefined}>
      <Table.Td title={format.precise(delivery.created_at)} style={{ whiteSpace: "nowrap" }}>
        {format.moment(delivery.created_at)}
      </Table.Td>
      <Table.Td className={classes.name}>
        <Name delivery={delivery} fresh={fresh} />
      </Table.Td>
      <Table.Td>
        <StatusBadge status={delivery.status} />
      </Table.Td>
      <Table.Td className={classes.name} title={delivery.url}>
        {delivery.endpoint_name || delivery.url}
      </Table.Td>
      <Table.Td ta="right">{format.number(delivery.attempts_made)}</Table.Td>
      <Table.Td className={classes.next}>{nextWords(delivery, language)}</Table.Td>
      {may && (
        <Table.Td ta="right">
          <Actions delivery={delivery} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Card({ delivery, fresh }: RowProps) {
  const may = useMay("editor");
  const format = useFormat();
  const language = useLanguage();
  return (
    <Paper component="li" withBorder p="sm" className={fresh ? classes.fresh : undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Name delivery={delivery} fresh={fresh} />
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {format.moment(delivery.created_at)} · {delivery.endpoint_name || delivery.url}
          </Text>
        </div>
        {may && <Actions delivery={delivery} />}
      </Group>
      <Group gap="xs" mt={6}>
        <StatusBadge status={delivery.status} />
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {nextWords(delivery, language)}
        </Text>
      </Group>
    </Paper>
  );
}

function Name({ delivery, fresh }: RowProps) {
  const t = useTexts(TEXTS);
  return (
    <Group gap={6} wrap="nowrap">
      <Link
        to="/bots/$botId/deliveries/$deliveryId"
        params={{ botId: delivery.bot_id, deliveryId: delivery.id }}
        className={classes.link}
      >
        {delivery.trigger}
      </Link>
      {fresh && (
        <Badge size="sm" tt="none" radius="sm" style={{ flex: "none" }}>
          {t.newOne}
        </Badge>
      )}
    </Group>
  );
}

function Actions({ delivery }: { delivery: Delivery }) {
  const t = useTexts(TEXTS);
  const describe = useDescribe();
  const { run, mutation } = useDeliveryAction(delivery);
  const actions = actionsFor(delivery);
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.actionsOf(delivery.trigger)}
          loading={mutation.isPending}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action}
            onClick={() =>
              void run(action, (error) =>
                notifications.show({ color: "red", message: describe(error) }),
              )
            }
          >
            {t[action]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
