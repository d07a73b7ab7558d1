import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useDescribe } from "./describe";
import { defineTexts, useTexts } from "./texts";

const TEXTS = defineTexts({
  en: { title: "That didn't work", again: "Try again" },
  sw: { title: "Haikufanikiwa", again: "Jaribu tena" },
});

/** What went wrong and what to do next. */
export function ErrorNotice({
  error,
  retry,
}: {
  error: unknown;
  retry?: (() => void) | undefined;
}) {
  const t = useTexts(TEXTS);
  const describe = useDescribe();
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t.title}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {describe(error)}
        </Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t.again}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
