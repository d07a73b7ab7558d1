import { Button, Select, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Copyable, ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { Section } from "../Section";
import { saveAs } from "../saveAs";
import type { Endpoint } from "./endpoint";
import { payloadQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "What is sent",
    about: "Derived from the published flow: an example, and its JSON Schema for your server.",
    trigger: "Trigger",
    example: "Example of the body",
    schema: "Download the JSON Schema",
    nothing: "As soon as a trigger is saved, an example of what it sends stands here.",
    unknown: "The published flow has no such trigger yet. Publish the bot to see what it sends.",
  },
  sw: {
    title: "Kinachotumwa",
    about: "Kimetokana na mtiririko uliochapishwa: mfano, na JSON Schema yake kwa seva yako.",
    trigger: "Kianzishi",
    example: "Mfano wa maudhui",
    schema: "Pakua JSON Schema",
    nothing: "Kianzishi kikishahifadhiwa, mfano wa kinachotumwa utaonekana hapa.",
    unknown:
      "Mtiririko uliochapishwa bado hauna kianzishi hicho. Chapisha bot ili uone kinachotumwa.",
  },
});

/** What the deliveries of an endpoint carry, for whoever writes its receiver. */
export function PayloadSection({ endpoint }: { endpoint: Endpoint }) {
  const t = useTexts(TEXTS);
  const [picked, setPicked] = useState<string | null>(null);
  const trigger =
    picked !== null && endpoint.triggers.includes(picked) ? picked : endpoint.triggers[0];
  return (
    <Section title={t.title} about={t.about}>
      {trigger === undefined ? (
        <Text size="sm">{t.nothing}</Text>
      ) : (
        <>
          {endpoint.triggers.length > 1 && (
            <Select
              label={t.trigger}
              data={endpoint.triggers}
              value={trigger}
              searchable
              allowDeselect={false}
              onChange={setPicked}
            />
          )}
          <Example endpoint={endpoint} trigger={trigger} />
        </>
      )}
    </Section>
  );
}

function Example({ endpoint, trigger }: { endpoint: Endpoint; trigger: string }) {
  const t = useTexts(TEXTS);
  const shape = endpoint.shape === "envelope" ? "envelope" : "flat";
  const payload = useQuery(payloadQuery(endpoint.bot_id, trigger, shape));
  if (payload.error)
    return <ErrorNotice error={payload.error} retry={() => void payload.refetch()} />;
  if (payload.isPending) return <Waiting lines={2} />;
  const found = payload.data;
  if (found === undefined) return <Text size="sm">{t.unknown}</Text>;
  return (
    <Stack gap="sm" align="stretch">
      <Copyable value={JSON.stringify(found.example, null, 2)} label={t.example} />
      <Button
        variant="default"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => saveAs(`${trigger}.schema.json`, JSON.stringify(found.schema, null, 2))}
      >
        {t.schema}
      </Button>
    </Stack>
  );
}
