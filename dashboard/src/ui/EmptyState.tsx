import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What will be here, and how to get it here. */
  children: ReactNode;
  action?: ReactNode;
}

/** Where there is nothing yet: says what belongs here and how to begin. */
export function EmptyState({ icon: Sign, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={56} px="md" ta="center">
      <ThemeIcon size={64} radius="xl" variant="light" aria-hidden>
        <Sign size={32} stroke={1.6} />
      </ThemeIcon>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" maw="34rem" component="div">
        {children}
      </Text>
      {action}
    </Stack>
  );
}
