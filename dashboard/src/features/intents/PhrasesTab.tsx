import { IconSpeakerphone } from "@tabler/icons-react";
import { useEditing } from "@/features/editor";
import { EmptyState, useTexts } from "@/ui";
import { IntentList } from "./IntentList";
import { IntentPanel } from "./IntentPanel";
import classes from "./PhrasesTab.module.css";
import { useConfusable } from "./confusable";
import { NewIntent } from "./NewIntent";
import { TEXTS } from "./texts";
import { useIntents } from "./useIntents";

interface PhrasesTabProps {
  selected: string | undefined;
  onSelect: (intent: string | undefined) => void;
}

/** The intents on one side, the phrases of one of them on the other. */
export function PhrasesTab({ selected, onSelect }: PhrasesTabProps) {
  const t = useTexts(TEXTS);
  const { readOnly } = useEditing();
  const { phrases, owners } = useIntents();
  const pairs = useConfusable();
  const shown = selected !== undefined && phrases.has(selected) ? selected : [...phrases.keys()][0];
  if (shown === undefined)
    return (
      <EmptyState
        icon={IconSpeakerphone}
        title={t.noneTitle}
        action={readOnly ? undefined : <NewIntent onMade={onSelect} />}
      >
        {t.none}
      </EmptyState>
    );
  return (
    <div className={classes.columns}>
      <IntentList phrases={phrases} pairs={pairs} selected={shown} onSelect={onSelect} />
      <IntentPanel
        key={shown}
        name={shown}
        phrases={phrases}
        owners={owners}
        pairs={pairs.filter(({ intents }) => intents.includes(shown))}
        onSelect={onSelect}
      />
    </div>
  );
}
