import { Badge, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { type DocDiff, type IntentChange, type StateChange, isSame } from "@/flow/diff";
import { useTexts } from "@/ui";
import classes from "./DiffView.module.css";
import { Lines } from "./Lines";
import { MoreButton } from "./MoreButton";
import { TEXTS } from "./texts";

const AT_ONCE = 50;
const COLORS = { added: "teal", removed: "red", changed: "blue", renamed: "grape" } as const;

/** How two documents differ, in words. */
export function DiffView({ diff }: { diff: DocDiff }) {
  const t = useTexts(TEXTS);
  if (isSame(diff)) return <Text>{t.same}</Text>;
  return (
    <Stack gap="lg">
      {diff.states.length > 0 && (
        <Changes title={t.states} changes={diff.states}>
          {(change) => <StateItem key={change.name} change={change} />}
        </Changes>
      )}
      {diff.intents.length > 0 && (
        <Changes title={t.intents} changes={diff.intents}>
          {(change) => <IntentItem key={change.name} change={change} />}
        </Changes>
      )}
      {diff.reordered && <Text size="sm">{t.reordered}</Text>}
    </Stack>
  );
}

interface ChangesProps<T> {
  title: string;
  changes: readonly T[];
  children: (change: T) => React.ReactNode;
}

function Changes<T>({ title, changes, children }: ChangesProps<T>) {
  const [shown, setShown] = useState(AT_ONCE);
  const left = changes.length - shown;
  return (
    <section aria-label={title}>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <ul className={classes.list}>{changes.slice(0, shown).map(children)}</ul>
      {left > 0 && <MoreButton count={left} onClick={() => setShown(shown + AT_ONCE * 4)} />}
    </section>
  );
}

function StateItem({ change }: { change: StateChange }) {
  const t = useTexts(TEXTS);
  const word = change.kind === "renamed" ? t.renamed(change.from) : t[change.kind];
  return (
    <li className={classes.item}>
      <Heading name={change.name} word={word} color={COLORS[change.kind]} />
      {change.kind === "added" && <Lines added={change.says} removed={[]} />}
      {change.kind === "removed" && <Lines added={[]} removed={change.says} />}
      {change.kind === "changed" && change.parts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.written}
        </Text>
      )}
      {change.kind === "changed" &&
        change.parts.map(({ part, added, removed }) => (
          <Lines key={part} title={t.parts[part]} added={added} removed={removed} />
        ))}
    </li>
  );
}

function IntentItem({ change }: { change: IntentChange }) {
  const t = useTexts(TEXTS);
  return (
    <li className={classes.item}>
      <Heading name={change.name} word={t[change.kind]} color={COLORS[change.kind]} />
      <Lines title={t.phrases} added={change.added} removed={change.removed} />
    </li>
  );
}

function Heading({ name, word, color }: { name: string; word: string; color: string }) {
  return (
    <div className={classes.heading}>
      <Text fw={600} size="sm" component="span">
        {name}
      </Text>
      <Badge size="sm" variant="dot" color={color} tt="none">
        {word}
      </Badge>
    </div>
  );
}
