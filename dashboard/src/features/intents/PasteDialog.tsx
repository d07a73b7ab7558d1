import {
  Alert,
  Button,
  FileButton,
  Group,
  Modal,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
} from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { useDispatch } from "@/features/editor";
import { useTexts } from "@/ui";
import { PHRASES } from "./phraseTexts";
import { columnOf, linesIn, sortPhrases, tableIn } from "./phrases";

const MOST_BYTES = 5_000_000;
const LINES = "lines";

interface PasteDialogProps {
  intent: string;
  owners: ReadonlyMap<string, readonly string[]>;
  onClose: () => void;
}

/** Many phrases at once, from the clipboard or a file; says before what it would come to. */
export function PasteDialog({ intent, owners, onClose }: PasteDialogProps) {
  const t = useTexts(PHRASES);
  const dispatch = useDispatch();
  const [text, setText] = useState("");
  const [picked, setColumn] = useState<string | null>(null);
  const [head, setHead] = useState(true);
  const [fault, setFault] = useState("");
  const table = tableIn(text);
  const column = table === null ? LINES : (picked ?? "0");
  const given =
    table === null || column === LINES ? linesIn(text) : columnOf(table, Number(column), head);
  const { fresh, held, elsewhere } = sortPhrases(given, intent, owners);
  const read = async (file: File | null) => {
    if (file === null) return;
    setFault(file.size > MOST_BYTES ? t.fileTooLarge : "");
    if (file.size <= MOST_BYTES) setText(await file.text());
  };
  return (
    <Modal opened onClose={onClose} title={t.pasteTitle} size="lg">
      <Stack>
        <Text size="sm">{t.pasteAbout}</Text>
        <Textarea
          data-autofocus
          label={t.pasteText}
          rows={10}
          value={text}
          error={fault}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FileButton
          accept=".txt,.csv,.tsv,text/plain,text/csv"
          onChange={(file) => void read(file)}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              style={{ alignSelf: "flex-start" }}
              leftSection={<IconFileText size={16} aria-hidden />}
            >
              {t.file}
            </Button>
          )}
        </FileButton>
        {table !== null && (
          <Group align="flex-end">
            <Select
              label={t.column}
              data={[
                ...(table[0] ?? []).map((cell, place) => ({
                  value: String(place),
                  label: t.columnOf(place + 1, cell),
                })),
                { value: LINES, label: t.lines },
              ]}
              value={column}
              allowDeselect={false}
              onChange={setColumn}
            />
            {column !== LINES && (
              <Switch
                mb={8}
                label={t.head}
                checked={head}
                onChange={(event) => setHead(event.currentTarget.checked)}
              />
            )}
          </Group>
        )}
        {given.length > 0 && (
          <Alert variant="light" color={elsewhere.length > 0 ? "orange" : "gray"} role="status">
            {t.wouldAdd(fresh.length)} {held.length > 0 && t.heldMany(held.length)}{" "}
            {elsewhere.length > 0 && t.alsoElsewhere(elsewhere.length)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            disabled={fresh.length === 0}
            onClick={() => {
              if (dispatch({ type: "add_phrases", intent, phrases: fresh })) onClose();
            }}
          >
            {t.pasteDo(fresh.length)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
