import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Rows.module.css";

/** A list of people or things, each on a line of its own where there is room. */
export function Rows({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  badge?: ReactNode;
  /** Under the title. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** One of them. */
export function Row({ title, badge, children, actions }: RowProps) {
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Group gap="xs">
          <Text fw={600} component="span">
            {title}
          </Text>
          {badge}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
