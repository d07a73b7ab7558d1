import { Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { type Json, readSource, write, writeSource } from "@/flow/document";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { PANEL_TEXTS } from "./texts";

/** A state in the form in which it is written, for forms that have no fields here. */
export function RawField({ name, raw }: { name: string; raw: Json }) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const [text, setText] = useState(() => writeSource(raw, "yaml"));
  const [seen, setSeen] = useState(raw);
  if (raw !== seen) {
    setSeen(raw);
    const mine = readSource(text, "yaml");
    if (!mine.ok || write(mine.value.value) !== write(raw)) setText(writeSource(raw, "yaml"));
  }
  const read = readSource(text, "yaml");
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {t.raw}
      </Title>
      <Text size="xs" c="dimmed">
        {t.rawAbout}
      </Text>
      <Textarea
        autosize
        minRows={4}
        maxRows={20}
        aria-label={t.raw}
        value={text}
        error={read.ok ? null : t.rawBad}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const changed = readSource(next, "yaml");
          if (changed.ok && write(changed.value.value) !== write(raw)) {
            dispatch({ type: "set_state", state: name, raw: changed.value.value }, `raw ${name}`);
          }
        }}
      />
    </Stack>
  );
}
