import { Alert, Code, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { defineTexts, useFormat, useTexts } from "@/ui";
import classes from "./Exchange.module.css";

const TEXTS = defineTexts({
  en: {
    request: "Request",
    answer: "Answer",
    noAnswer: "No answer came.",
    headers: "Headers",
    noHeaders: "No headers.",
    body: "Body",
    emptyBody: "Empty.",
    raw: "As it was sent",
    truncated: "The answer was longer; only its beginning is kept.",
    took: (milliseconds: string) => `in ${milliseconds} ms`,
  },
  sw: {
    request: "Ombi",
    answer: "Jibu",
    noAnswer: "Hakuna jibu lililokuja.",
    headers: "Vichwa",
    noHeaders: "Hakuna vichwa.",
    body: "Maudhui",
    emptyBody: "Tupu.",
    raw: "Kama ilivyotumwa",
    truncated: "Jibu lilikuwa refu zaidi; mwanzo wake tu ndio umehifadhiwa.",
    took: (milliseconds: string) => `kwa ms ${milliseconds}`,
  },
});

type Headers = Readonly<Record<string, string>>;

/** What was sent, or would be. Secrets are hidden by the server. */
export function RequestView(props: { url: string; headers: Headers; body: string | null }) {
  const t = useTexts(TEXTS);
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t.request}
      </Text>
      <Text ff="monospace" size="xs" style={{ overflowWrap: "anywhere" }}>
        POST {props.url}
      </Text>
      <HeaderList headers={props.headers} />
      {props.body !== null && <BodyView body={props.body} />}
    </Stack>
  );
}

interface Answer {
  status: number | null;
  durationMs: number;
  headers: Headers;
  body: string;
  truncated: boolean;
}

/** What came back; always as text, never as a page. */
export function ResponseView({ status, durationMs, headers, body, truncated }: Answer) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t.answer}
      </Text>
      {status === null ? (
        <Text size="sm">{t.noAnswer}</Text>
      ) : (
        <>
          <Text ff="monospace" size="xs">
            HTTP {status} {t.took(format.number(durationMs))}
          </Text>
          <HeaderList headers={headers} />
          <BodyView body={body} />
          {truncated && (
            <Alert variant="light" color="gray" py="xs">
              {t.truncated}
            </Alert>
          )}
        </>
      )}
    </Stack>
  );
}

function HeaderList({ headers }: { headers: Headers }) {
  const t = useTexts(TEXTS);
  const entries = Object.entries(headers);
  if (entries.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {t.noHeaders}
      </Text>
    );
  return (
    <dl className={classes.headers} aria-label={t.headers}>
      {entries.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A body as text: JSON is laid out, and can be seen as it was sent. */
export function BodyView({ body }: { body: string }) {
  const t = useTexts(TEXTS);
  const [raw, setRaw] = useState(false);
  const pretty = prettyJson(body);
  if (body === "")
    return (
      <Text size="xs" c="dimmed">
        {t.emptyBody}
      </Text>
    );
  return (
    <Stack gap={6}>
      {pretty !== undefined && pretty !== body && (
        <Group justify="flex-end">
          <Switch
            size="xs"
            label={t.raw}
            checked={raw}
            onChange={(event) => setRaw(event.currentTarget.checked)}
          />
        </Group>
      )}
      {/* A body may be long: the keyboard has to be able to scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.body} tabIndex={0} role="group" aria-label={t.body}>
        <Code block>{raw ? body : (pretty ?? body)}</Code>
      </div>
    </Stack>
  );
}

function prettyJson(body: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return undefined;
  }
}
