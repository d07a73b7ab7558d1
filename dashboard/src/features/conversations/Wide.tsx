import type { ReactNode } from "react";
import classes from "./Statistics.module.css";

/** Around a table that is wider than a phone: it scrolls by itself, with the keys, too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.wide} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
