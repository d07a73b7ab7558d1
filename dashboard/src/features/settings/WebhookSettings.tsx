import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorNotice, Waiting, defineTexts, useDocumentTitle, useTexts } from "@/ui";
import { Section } from "./Section";
import { EndpointForm } from "./webhook/EndpointForm";
import { HealthLine, OffNotice } from "./webhook/HealthLine";
import { OtherEndpoints } from "./webhook/OtherEndpoints";
import { PayloadSection } from "./webhook/PayloadSection";
import { SecretModal, SecretSection } from "./webhook/SecretSection";
import { TestSection } from "./webhook/TestSection";
import { endpointsQuery } from "./webhook/queries";

const TEXTS = defineTexts({
  en: {
    tab: "Webhook settings",
    title: "Webhook",
    about:
      "When a conversation is through, send what it collected to your server: an order, a booking, a complaint.",
  },
  sw: {
    tab: "Mipangilio ya webhook",
    title: "Webhook",
    about:
      "Mazungumzo yanapokamilika, tuma yaliyokusanywa kwenye seva yako: oda, nafasi iliyowekwa, malalamiko.",
  },
});

/** Where a bot sends what its conversations collect. */
export function WebhookSettings() {
  const t = useTexts(TEXTS);
  useDocumentTitle(t.tab);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const endpoints = useQuery(endpointsQuery(botId));
  const [secret, setSecret] = useState<string>();
  if (endpoints.error)
    return <ErrorNotice error={endpoints.error} retry={() => void endpoints.refetch()} />;
  if (!endpoints.data) return <Waiting />;
  const webhook = endpoints.data.find((endpoint) => endpoint.is_default);
  return (
    <Stack gap="md">
      {webhook && <OffNotice endpoint={webhook} />}
      <Section title={t.title} about={t.about}>
        {webhook && <HealthLine botId={botId} endpointId={webhook.id} />}
        <EndpointForm
          key={webhook?.id ?? "new"}
          botId={botId}
          endpoint={webhook}
          isDefault
          onMade={setSecret}
        />
      </Section>
      {webhook && (
        <>
          <TestSection endpoint={webhook} />
          <SecretSection endpoint={webhook} />
          <PayloadSection endpoint={webhook} />
        </>
      )}
      <OtherEndpoints
        botId={botId}
        endpoints={endpoints.data.filter((endpoint) => !endpoint.is_default)}
      />
      <SecretModal secret={secret} onClose={() => setSecret(undefined)} />
    </Stack>
  );
}
