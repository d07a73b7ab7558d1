import { Button, Group, Text } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: { save: "Save", discard: "Discard changes", unsaved: "Not saved yet" },
  sw: {
    save: "Hifadhi",
    discard: "Tupa mabadiliko",
    unsaved: "Bado haijahifadhiwa",
  },
});

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onDiscard: () => void;
}

/** The end of a form: save, or go back to what was saved. The form's `onSubmit` saves. */
export function SaveBar({ dirty, saving, onDiscard }: SaveBarProps) {
  const t = useTexts(TEXTS);
  return (
    <Group gap="sm">
      <Button
        type="submit"
        loading={saving}
        disabled={!dirty}
        leftSection={<IconDeviceFloppy size={18} aria-hidden />}
      >
        {t.save}
      </Button>
      {dirty && (
        <Button variant="default" onClick={onDiscard} disabled={saving}>
          {t.discard}
        </Button>
      )}
      <Text size="sm" c="dimmed" role="status">
        {dirty && t.unsaved}
      </Text>
    </Group>
  );
}
