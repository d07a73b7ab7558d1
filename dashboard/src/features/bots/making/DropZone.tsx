import { FileButton, Button, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";
import { defineTexts, useTexts } from "@/ui";
import classes from "./FilePanel.module.css";

const TEXTS = defineTexts({
  en: {
    drop: "Drop the bot's files here",
    about:
      "One file with the whole bot, as an export gives it, or the three of the SDKs: intents, flow and metadata. JSON or YAML.",
    choose: "Choose files",
    chosen: (names: string) => `Chosen: ${names}`,
  },
  sw: {
    drop: "Dondosha faili za bot hapa",
    about:
      "Faili moja lenye bot nzima, kama linavyopakuliwa, au matatu ya SDK: intents, flow na metadata. JSON au YAML.",
    choose: "Chagua faili",
    chosen: (names: string) => `Zilizochaguliwa: ${names}`,
  },
});

interface DropZoneProps {
  names: readonly string[];
  onChoose: (files: readonly File[]) => void;
}

/** Takes files that are dropped, or chosen with a button. */
export function DropZone({ names, onChoose }: DropZoneProps) {
  const t = useTexts(TEXTS);
  const [over, setOver] = useState(false);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the button does it, too
    <div
      role="group"
      aria-label={t.drop}
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onChoose([...event.dataTransfer.files]);
      }}
    >
      <IconFileImport size={36} stroke={1.5} aria-hidden />
      <Text fw={600}>{t.drop}</Text>
      <Text size="sm" c="dimmed">
        {t.about}
      </Text>
      <FileButton multiple accept=".json,.yaml,.yml" onChange={onChoose}>
        {(props) => (
          <Button {...props} variant="default">
            {t.choose}
          </Button>
        )}
      </FileButton>
      <Text size="sm" role="status" style={{ overflowWrap: "anywhere" }}>
        {names.length > 0 && t.chosen(names.join(", "))}
      </Text>
    </div>
  );
}
