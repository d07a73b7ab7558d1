import { Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/ui";
import classes from "./DiffView.module.css";
import { MoreButton } from "./MoreButton";
import { TEXTS } from "./texts";

interface LinesProps {
  title?: string;
  removed: readonly string[];
  added: readonly string[];
}

const AT_ONCE = 12;

/** Lines that went and lines that came; the signs are read out as words. */
export function Lines({ title, removed, added }: LinesProps) {
  const t = useTexts(TEXTS);
  const [shown, setShown] = useState(AT_ONCE);
  const lines = [
    ...removed.map((text) => ({ sign: "−", text, word: t.was, style: classes.removed })),
    ...added.map((text) => ({ sign: "+", text, word: t.is, style: classes.added })),
  ];
  if (lines.length === 0) return null;
  return (
    <div className={classes.part}>
      {title !== undefined && (
        <Text size="xs" c="dimmed" mb={2}>
          {title}
        </Text>
      )}
      {lines.slice(0, shown).map(({ sign, text, word, style }, number) => (
        <div key={number} className={style}>
          <span aria-hidden className={classes.sign}>
            {sign}
          </span>
          <VisuallyHidden>{word}: </VisuallyHidden>
          <span className={classes.text}>{text}</span>
        </div>
      ))}
      {lines.length > shown && (
        <MoreButton count={lines.length - shown} onClick={() => setShown(lines.length)} />
      )}
    </div>
  );
}
