import { Alert, Button, Group, Text } from "@mantine/core";
import { IconRefreshAlert } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";
import { useForm, useTrial } from "./useTrial";

/** Says that the bot is another than the one that the conversation began with. */
export function ChangedNotice() {
  const t = useTexts(TEXTS);
  const { store, trial } = useTrial();
  const { form } = useForm(trial.start.on);
  if (trial.known === null || form === null || form === trial.known) return null;
  return (
    <Alert color="yellow" radius={0} p="xs" icon={<IconRefreshAlert aria-hidden />} role="status">
      <Text size="sm" mb={6}>
        {t.changed}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => store.restart()}>
          {t.changedRestart}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => store.accept(form)}>
          {t.changedGoOn}
        </Button>
      </Group>
    </Alert>
  );
}
