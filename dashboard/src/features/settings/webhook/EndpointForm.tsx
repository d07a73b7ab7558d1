import { Button, Collapse, Stack, Switch, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId } from "react";
import { ApiError, api, data, problemOf, useMay } from "@/api";
import { ErrorNotice, useTexts } from "@/ui";
import { SaveBar } from "../SaveBar";
import { useChanges } from "../changes";
import { useUnsaved } from "../unsaved";
import { AdvancedFields } from "./AdvancedFields";
import { TokenField } from "./TokenField";
import { TriggerSelect } from "./TriggerSelect";
import { type Endpoint, type EndpointDraft, changesOf, draftOf } from "./endpoint";
import { endpointsQuery } from "./queries";
import { pausesOf } from "./schedule";
import { FORM } from "./texts";

interface EndpointFormProps {
  botId: number;
  /** The endpoint to change; without one it is made. */
  endpoint: Endpoint | undefined;
  /** Whether it is the webhook of the bot. */
  isDefault: boolean;
  onDirty?: (dirty: boolean) => void;
  /** Told of one that was made, with the secret that is shown only now. */
  onMade: (secret: string, endpoint: Endpoint) => void;
}

const FIELDS = [
  "name",
  "url",
  "triggers",
  "token",
  "shape",
  "timeout",
  "rate_limit",
  "concurrency",
  "schedule",
  "headers",
];

/** The settings of an endpoint. */
export function EndpointForm({ botId, endpoint, isDefault, onDirty, onMade }: EndpointFormProps) {
  const t = useTexts(FORM);
  const may = useMay("editor");
  const saved = draftOf(endpoint);
  const { value, dirty, change, discard } = useChanges(saved);
  const save = useSaving(botId, endpoint, isDefault, (answer) => {
    discard();
    onDirty?.(false);
    if ("secret" in answer) onMade(answer.secret, answer);
    notifications.show({ message: t.saved });
  });
  const [advanced, { toggle, open }] = useDisclosure(false);
  const advancedId = useId();
  useUnsaved(dirty);
  const set = (part: Partial<EndpointDraft>) => {
    change(part);
    onDirty?.(true);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (pausesOf(value.schedule) === undefined) open();
    else save.mutate({ value, saved });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {!isDefault && (
          <TextInput
            label={t.name}
            description={t.nameAbout}
            value={value.name}
            disabled={!may}
            error={problemOf(save.error, "name")}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        <TextInput
          type="url"
          label={t.url}
          description={t.urlAbout}
          placeholder="https://shop.example/new-order"
          value={value.url}
          disabled={!may}
          error={problemOf(save.error, "url")}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
        <TokenField
          value={value.token}
          has={endpoint?.has_token ?? false}
          disabled={!may}
          error={problemOf(save.error, "token")}
          onChange={(token) => set({ token })}
        />
        <TriggerSelect
          botId={botId}
          value={value.triggers}
          disabled={!may}
          error={problemOf(save.error, "triggers")}
          onChange={(triggers) => set({ triggers })}
        />
        <Switch
          label={t.active}
          description={t.activeAbout}
          checked={value.active}
          disabled={!may}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
        <div>
          <Button
            variant="subtle"
            px={4}
            size="compact-sm"
            onClick={toggle}
            aria-expanded={advanced}
            aria-controls={advancedId}
            leftSection={advanced ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          >
            {t.advanced}
          </Button>
          <Collapse expanded={advanced} id={advancedId} pt="sm">
            <AdvancedFields value={value} error={save.error} disabled={!may} onChange={set} />
          </Collapse>
        </div>
        {save.error && !isOfFields(save.error) && <ErrorNotice error={save.error} />}
        {may && (
          <SaveBar
            dirty={dirty}
            saving={save.isPending}
            onDiscard={() => {
              discard();
              save.reset();
              onDirty?.(false);
            }}
          />
        )}
      </Stack>
    </form>
  );
}

type Saved = Endpoint | (Endpoint & { secret: string });

function useSaving(
  botId: number,
  endpoint: Endpoint | undefined,
  isDefault: boolean,
  onDone: (answer: Saved) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ value, saved }: { value: EndpointDraft; saved: EndpointDraft }) => {
      const changes = changesOf(value, saved);
      return endpoint === undefined
        ? data<Saved>(
            api.POST("/api/v1/bots/{bot_id}/endpoints", {
              params: { path: { bot_id: botId } },
              body: { ...changes, url: value.url.trim(), is_default: isDefault },
            }),
          )
        : data<Saved>(
            api.PATCH("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}", {
              params: { path: { bot_id: botId, endpoint_id: endpoint.id } },
              body: changes,
            }),
          );
    },
    onSuccess: (answer) => {
      queryClient.setQueryData(endpointsQuery(botId).queryKey, (list: Endpoint[] = []) =>
        list.some(({ id }) => id === answer.id)
          ? list.map((one) => (one.id === answer.id ? answer : one))
          : [...list, answer],
      );
      void queryClient.invalidateQueries({ queryKey: ["bots", botId] });
      onDone(answer);
    },
  });
}

/** Whether all that is wrong is said at the fields. */
function isOfFields(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.problems.length > 0 &&
    error.problems.every(({ where }) => FIELDS.includes(where[1] ?? ""))
  );
}
