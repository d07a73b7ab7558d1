import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useDispatch, useDoc } from "@/features/editor";
import { tidyName } from "@/flow";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";

/** A field for the name of a new intent. */
export function NewIntent({ onMade }: { onMade: (name: string) => void }) {
  const t = useTexts(TEXTS);
  const { intents } = useDoc();
  const dispatch = useDispatch();
  const [typed, setTyped] = useState("");
  const name = tidyName(typed);
  const taken = intents.has(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name === "" || taken) return;
        if (dispatch({ type: "create_intent", name, phrases: [] })) {
          setTyped("");
          onMade(name);
        }
      }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <TextInput
          style={{ flex: 1 }}
          aria-label={t.newName}
          placeholder={t.newName}
          value={typed}
          error={taken && t.taken(name)}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="light"
          disabled={name === "" || taken}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t.create}
        </Button>
      </Group>
    </form>
  );
}
