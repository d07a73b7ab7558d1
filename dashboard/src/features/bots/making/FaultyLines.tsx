import { Code } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";
import classes from "./FilePanel.module.css";
import type { FaultyLine } from "./files";

const TEXTS = defineTexts({
  en: { at: (file: string, line: number) => `${file}, line ${line}` },
  sw: { at: (file: string, line: number) => `${file}, mstari wa ${line}` },
});

/** The line of a file that could not be read. */
export function FaultyLines({ line }: { line: FaultyLine }) {
  const t = useTexts(TEXTS);
  return (
    <figure className={classes.figure}>
      <figcaption>{t.at(line.file, line.number)}</figcaption>
      <Code block className={classes.code}>
        {line.lines.map(({ number, text }) => (
          <span key={number} className={number === line.number ? classes.faulty : undefined}>
            {String(number).padStart(4)} {text}
            {"\n"}
          </span>
        ))}
      </Code>
    </figure>
  );
}
