import {
  ActionIcon,
  Group,
  Pagination,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconSearch, IconTrash } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import { useDispatch, useEditing } from "@/features/editor";
import { useTexts } from "@/ui";
import { MoveDialog } from "./MoveDialog";
import classes from "./PhrasesTab.module.css";
import { PHRASES } from "./phraseTexts";
import { folded } from "./phrases";

const PAGE = 50;

interface PhraseListProps {
  intent: string;
  phrases: readonly string[];
  intents: ReadonlyMap<string, readonly string[]>;
  owners: ReadonlyMap<string, readonly string[]>;
}

/** The phrases of an intent, the newest first, a page at a time. */
export function PhraseList({ intent, phrases, intents, owners }: PhraseListProps) {
  const t = useTexts(PHRASES);
  const dispatch = useDispatch();
  const [sought, setSought] = useState("");
  const [wanted, setPage] = useState(1);
  const [moving, setMoving] = useState<string | null>(null);
  const needle = folded(useDeferredValue(sought));
  const found = phrases.filter((phrase) => folded(phrase).includes(needle)).reverse();
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(wanted, pages);
  if (phrases.length === 0) return <Text size="sm">{t.none}</Text>;
  return (
    <Stack gap="xs">
      {phrases.length > 10 && (
        <TextInput
          size="xs"
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value);
            setPage(1);
          }}
        />
      )}
      {found.length === 0 && <Text size="sm">{t.notFound}</Text>}
      <ul className={classes.phrases} aria-label={t.list}>
        {found.slice((page - 1) * PAGE, page * PAGE).map((phrase, place) => (
          <Row
            key={`${phrase} ${place}`}
            phrase={phrase}
            other={owners.get(folded(phrase))?.find((name) => name !== intent)}
            onMove={() => setMoving(phrase)}
            onChange={(text) =>
              dispatch({
                type: "set_phrases",
                intent,
                phrases: phrases.flatMap((one) => (one === phrase ? text : [one])),
              })
            }
          />
        ))}
      </ul>
      {pages > 1 && (
        <Group justify="center">
          <Pagination
            size="sm"
            value={page}
            total={pages}
            onChange={setPage}
            aria-label={t.pages}
            getItemProps={(number) => ({ "aria-label": t.page(number) })}
          />
        </Group>
      )}
      {moving !== null && (
        <MoveDialog
          phrase={moving}
          from={intent}
          intents={[...intents.keys()].filter((name) => name !== intent)}
          onClose={() => setMoving(null)}
        />
      )}
    </Stack>
  );
}

interface RowProps {
  phrase: string;
  /** Another intent that has it as well. */
  other: string | undefined;
  onMove: () => void;
  /** What stands in its place: nothing where it is deleted. */
  onChange: (text: readonly string[]) => void;
}

function Row({ phrase, other, onMove, onChange }: RowProps) {
  const t = useTexts(PHRASES);
  const { readOnly } = useEditing();
  const [text, setText] = useState<string | null>(null);
  const commit = () => {
    const changed = text?.trim() ?? "";
    setText(null);
    if (changed !== "" && changed !== phrase) onChange([changed]);
  };
  if (text !== null)
    return (
      <li>
        <TextInput
          size="xs"
          autoFocus
          aria-label={t.text}
          value={text}
          maxLength={500}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setText(null);
          }}
        />
      </li>
    );
  return (
    <li className={classes.phrase}>
      {readOnly ? (
        <span className={classes.text}>{phrase}</span>
      ) : (
        <UnstyledButton
          className={classes.text}
          aria-label={t.change(phrase)}
          onClick={() => setText(phrase)}
        >
          {phrase}
        </UnstyledButton>
      )}
      {other !== undefined && (
        <IconAlertTriangle
          size={18}
          color="var(--mantine-color-orange-text)"
          role="img"
          aria-label={t.elsewhere(phrase, other)}
          title={t.elsewhere(phrase, other)}
        />
      )}
      {!readOnly && (
        <>
          <ActionIcon variant="subtle" color="gray" aria-label={t.move(phrase)} onClick={onMove}>
            <IconArrowRight size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t.remove(phrase)}
            onClick={() => onChange([])}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
}
