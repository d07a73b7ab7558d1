import { Stack, Title } from "@mantine/core";
import type { Lines } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { VariationsField } from "./VariationsField";
import { PANEL_TEXTS } from "./texts";

/** What a state says, in its variations. */
export function MessageField({ name, variations }: { name: string; variations: readonly Lines[] }) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t.textComponent}
      </Title>
      <VariationsField
        name={name}
        label={t.message}
        variations={variations}
        onChange={(next) =>
          dispatch({ type: "set_variations", state: name, variations: next }, `message ${name}`)
        }
      />
    </Stack>
  );
}
