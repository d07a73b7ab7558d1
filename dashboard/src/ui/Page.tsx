import { Group, Stack, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "./Page.module.css";

interface PageProps {
  /** Shown as the heading and in the browser's tab. */
  title: string;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** A sentence under the heading. */
  about?: ReactNode;
  /** Use the whole width, for tables and canvases. */
  wide?: boolean;
  children: ReactNode;
}

/** A page inside the shell: heading, actions, content. */
export function Page({ title, actions, about, wide = false, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <Stack gap="lg" className={wide ? classes.wide : classes.page}>
      <div>
        <Group justify="space-between" align="center" gap="sm">
          <Title order={1} size="h2" className={classes.title}>
            {title}
          </Title>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {about !== undefined && <div className={classes.about}>{about}</div>}
      </div>
      {children}
    </Stack>
  );
}

/** Name the browser's tab while a page is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Kauli" : `${title} · Kauli`;
  }, [title]);
}
