import { PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { api, data, useMay } from "@/api";
import { ErrorNotice, Waiting, useDocumentTitle, useTexts } from "@/ui";
import { SaveBar } from "./SaveBar";
import { Section } from "./Section";
import { useChanges } from "./changes";
import { VariableFields } from "./middleware/VariableFields";
import { type Middleware, faultOf, whole } from "./middleware/middleware";
import { TEXTS } from "./middleware/texts";
import { useUnsaved } from "./unsaved";

/** The author's server that is asked for values in the middle of a conversation. */
export function MiddlewareSettings() {
  const t = useTexts(TEXTS);
  useDocumentTitle(t.tab);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const path = { bot_id: botId };
  const settings = useQuery({
    queryKey: ["bots", botId, "middleware"],
    queryFn: async () =>
      whole(await data(api.GET("/api/v1/bots/{bot_id}/middleware", { params: { path } }))),
  });
  if (settings.error)
    return <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />;
  if (!settings.data) return <Waiting />;
  const example = settings.data.variables[0]?.name ?? "order_number";
  return (
    <Stack gap="md">
      <Section title={t.title} about={t.about}>
        <Form botId={botId} saved={settings.data} />
      </Section>
      <Section title={t.how}>
        <Text size="sm">{t.howWrite}</Text>
        <Text size="sm">{t.howExample(example)}</Text>
        <Text size="sm">{t.howAnswer}</Text>
      </Section>
    </Stack>
  );
}

function Form({ botId, saved }: { botId: number; saved: Middleware }) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const queryClient = useQueryClient();
  const { value, dirty, change, discard } = useChanges(saved);
  const [nameless, setNameless] = useState(false);
  useUnsaved(dirty);
  const save = useMutation({
    mutationFn: () =>
      data(
        api.PUT("/api/v1/bots/{bot_id}/middleware", {
          params: { path: { bot_id: botId } },
          body: { ...value, base_url: value.base_url.trim() },
        }),
      ),
    onSuccess: (answer) => {
      queryClient.setQueryData(["bots", botId, "middleware"], whole(answer));
      discard();
      notifications.show({ message: t.saved });
      void queryClient.invalidateQueries({ queryKey: ["bots", botId] });
    },
  });
  const fault = faultOf(save.error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const missing = value.variables.some(({ name }) => name.trim() === "");
    setNameless(missing);
    if (!missing) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          type="url"
          label={t.baseUrl}
          description={t.baseUrlAbout}
          placeholder="https://shop.example/api"
          value={value.base_url}
          disabled={!may}
          error={fault?.field === "base_url" && fault.message}
          onChange={(event) => change({ base_url: event.currentTarget.value })}
        />
        <PasswordInput
          label={t.authorization}
          description={t.authorizationAbout}
          placeholder="Bearer …"
          value={value.authorization}
          disabled={!may}
          autoComplete="off"
          error={fault?.field === "authorization" && fault.message}
          onChange={(event) => change({ authorization: event.currentTarget.value })}
        />
        <VariableFields
          value={value.variables}
          baseUrl={value.base_url}
          disabled={!may}
          error={nameless ? t.nameless : fault?.field === "variables" ? fault.message : undefined}
          onChange={(variables) => change({ variables })}
        />
        {save.error && fault === undefined && <ErrorNotice error={save.error} />}
        {may && (
          <SaveBar
            dirty={dirty}
            saving={save.isPending}
            onDiscard={() => {
              discard();
              setNameless(false);
              save.reset();
            }}
          />
        )}
      </Stack>
    </form>
  );
}
