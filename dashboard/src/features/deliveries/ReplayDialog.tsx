import {
  Alert,
  Button,
  Group,
  Modal,
  MultiSelect,
  Progress,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ErrorNotice, defineTexts, plural, useTexts } from "@/ui";
import { endpointsQuery } from "./queries";
import { type Which, replay } from "./replay";
import { type DeliverySearch, filtersOf, localMoment, statusesOf } from "./search";
import { WORDS } from "./words";

const TEXTS = defineTexts({
  en: {
    title: "Replay since…",
    about:
      "Your server was down, or lost what it had? Send again what did not arrive since then. Each keeps its id, so that your server can tell repetitions.",
    since: "Made since",
    until: "Made before",
    status: "Of these",
    endpoint: "Endpoint",
    any: "Any",
    trigger: "Trigger",
    delivered:
      "What was delivered already goes out once more; your server has to tell repetitions.",
    count: "Count them first",
    found: (count: number) => `${plural(count, "delivery", "deliveries")} would be sent again.`,
    none: "There are none. Nothing has to be sent again.",
    go: (count: number) => `Send ${plural(count, "delivery", "deliveries")} again`,
    going: (count: number) => `${count.toLocaleString("en")} so far…`,
    done: (count: number) => `${plural(count, "delivery", "deliveries")} to go out again.`,
    stop: "Stop",
    cancel: "Cancel",
    close: "Close",
    badSince: "Say since when.",
  },
  sw: {
    title: "Tuma tena tangu…",
    about:
      "Je, seva yako ilizimika, au ilipoteza ilivyokuwa navyo? Tuma tena visivyofika tangu wakati huo. Kila kimoja hubaki na kitambulisho chake, ili seva yako itambue marudio.",
    since: "Tangu",
    until: "Kabla ya",
    status: "Vyenye hali hii",
    endpoint: "Kituo",
    any: "Chochote",
    trigger: "Kianzishi",
    delivered: "Vilivyokwisha kufika vitatumwa tena; seva yako lazima itambue marudio.",
    count: "Hesabu kwanza",
    found: (count: number) => `Vitakavyotumwa tena: ${count.toLocaleString("en")}.`,
    none: "Hakuna. Hakuna haja ya kutuma kitu tena.",
    go: (count: number) => `Tuma tena ${count.toLocaleString("en")}`,
    going: (count: number) => `Hadi sasa ${count.toLocaleString("en")}…`,
    done: (count: number) => `Vitakavyotoka tena: ${count.toLocaleString("en")}.`,
    stop: "Simamisha",
    cancel: "Ghairi",
    close: "Funga",
    badSince: "Taja tangu lini.",
  },
});

type Resendable = NonNullable<Which["status"]>[number];
const RESENDABLE: readonly Resendable[] = [
  "exhausted",
  "failed",
  "pending",
  "cancelled",
  "delivered",
];

interface ReplayDialogProps {
  botId: number;
  /** What the list is narrowed by; it is begun with that. */
  search: DeliverySearch;
  onClose: () => void;
}

/** Send many again: what, how many that are, and then doing it. */
export function ReplayDialog({ botId, search, onClose }: ReplayDialogProps) {
  const t = useTexts(TEXTS);
  const [filters, setFilters] = useState<DeliverySearch>(() => ({
    ...search,
    since: search.since ?? localMoment(new Date(Date.now() - 24 * 3_600_000)),
  }));
  const [statuses, setStatuses] = useState<Resendable[]>(() => {
    const wanted = statusesOf(search);
    const fitting = RESENDABLE.filter((one) => wanted.includes(one));
    return fitting.length > 0 ? fitting : ["exhausted", "failed"];
  });
  const run = useReplay({ ...filtersOf(botId, filters), status: statuses });
  const change = (part: DeliverySearch) => {
    setFilters({ ...filters, ...part });
    run.reset();
  };
  const { counted, sent, busy, soFar } = run;
  return (
    <Modal opened onClose={busy ? () => undefined : onClose} title={t.title}>
      {sent !== undefined ? (
        <Stack>
          <Alert color="green" variant="light" role="status">
            {t.done(sent)}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t.close}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text size="sm">{t.about}</Text>
          <Fields
            botId={botId}
            filters={filters}
            statuses={statuses}
            disabled={busy}
            onFilters={change}
            onStatuses={(picked) => {
              setStatuses(picked);
              run.reset();
            }}
          />
          {run.error && <ErrorNotice error={run.error} />}
          {busy && (
            <div role="status">
              <Progress value={100} animated striped aria-label={t.going(soFar)} />
              <Text size="sm" mt={4}>
                {t.going(soFar)}
              </Text>
            </div>
          )}
          {counted !== undefined && !busy && (
            <Alert variant="light" color="gray" role="status">
              {counted === 0 ? t.none : t.found(counted)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={busy ? run.stop : onClose}>
              {busy ? t.stop : t.cancel}
            </Button>
            {counted === undefined || counted === 0 ? (
              <Button
                loading={busy}
                disabled={statuses.length === 0 || !filters.since}
                onClick={() => run.start(true)}
              >
                {t.count}
              </Button>
            ) : (
              <Button loading={busy} onClick={() => run.start(false)}>
                {t.go(counted)}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

/** Counts, and then sends; both can be stopped, and what was done stays done. */
function useReplay(which: Which) {
  const queryClient = useQueryClient();
  const [soFar, setSoFar] = useState(0);
  const stopper = useRef<AbortController>(null);
  const mutation = useMutation({
    mutationFn: async (dryRun: boolean) => {
      setSoFar(0);
      const stop = new AbortController();
      stopper.current = stop;
      const progress = { count: 0 };
      const onProgress = ({ count }: { count: number }) => {
        progress.count = count;
        setSoFar(count);
      };
      try {
        const count = await replay(which, { dryRun, signal: stop.signal, onProgress });
        return { dryRun, count };
      } catch (error) {
        if (!stop.signal.aborted) throw error;
        return dryRun ? undefined : { dryRun, count: progress.count };
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const done = mutation.data;
  return {
    counted: done?.dryRun === true ? done.count : undefined,
    sent: done?.dryRun === false ? done.count : undefined,
    soFar,
    busy: mutation.isPending,
    error: mutation.error,
    start: (dryRun: boolean) => mutation.mutate(dryRun),
    stop: () => stopper.current?.abort(),
    reset: () => mutation.reset(),
  };
}

interface FieldsProps {
  botId: number;
  filters: DeliverySearch;
  statuses: Resendable[];
  disabled: boolean;
  onFilters: (part: DeliverySearch) => void;
  onStatuses: (statuses: Resendable[]) => void;
}

function Fields({ botId, filters, statuses, disabled, onFilters, onStatuses }: FieldsProps) {
  const t = useTexts(TEXTS);
  const words = useTexts(WORDS);
  const endpoints = useQuery(endpointsQuery(botId));
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          type="datetime-local"
          label={t.since}
          value={filters.since ?? ""}
          error={!filters.since && t.badSince}
          disabled={disabled}
          onChange={(event) => onFilters({ since: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t.until}
          value={filters.until ?? ""}
          disabled={disabled}
          onChange={(event) => onFilters({ until: event.currentTarget.value })}
        />
      </Group>
      <MultiSelect
        label={t.status}
        data={RESENDABLE.map((value) => ({ value, label: words.statuses[value] }))}
        value={statuses}
        disabled={disabled}
        onChange={(picked) => onStatuses(RESENDABLE.filter((one) => picked.includes(one)))}
      />
      {statuses.includes("delivered") && (
        <Alert variant="light" color="orange" py="xs">
          {t.delivered}
        </Alert>
      )}
      <Group grow align="flex-start">
        <Select
          label={t.endpoint}
          placeholder={t.any}
          clearable
          data={(endpoints.data ?? []).map(({ id, name, url }) => ({
            value: id,
            label: name || url,
          }))}
          value={filters.endpoint ?? null}
          disabled={disabled}
          onChange={(endpoint) => onFilters({ endpoint: endpoint ?? "" })}
        />
        <TextInput
          label={t.trigger}
          value={filters.trigger ?? ""}
          disabled={disabled}
          onChange={(event) => onFilters({ trigger: event.currentTarget.value })}
        />
      </Group>
    </>
  );
}
