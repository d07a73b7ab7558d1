import { Badge, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useFormat, useTexts } from "@/ui";
import { Row, Rows } from "./Rows";
import { Section } from "./Section";
import { useFaults } from "./faults";
import { sessionsQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "Where you are signed in",
    about: "A browser stays signed in for 14 days after it was used last.",
    none: "In no browser: this server lets this machine in without signing in.",
    unknown: "A browser",
    here: "This browser",
    since: (moment: string) => `Since ${moment}`,
    lately: "in use within the last hour",
    seen: (day: string) => `last in use on ${day}`,
    signOut: "Sign out",
    signOutOf: (browser: string) => `Sign out of ${browser}`,
    others: "Sign out everywhere else",
  },
  sw: {
    title: "Ulipoingia",
    about: "Kivinjari hubaki kimeingia kwa siku 14 tangu kilipotumika mara ya mwisho.",
    none: "Hakuna kivinjari: seva hii inairuhusu kompyuta hii bila kuingia.",
    unknown: "Kivinjari",
    here: "Kivinjari hiki",
    since: (moment: string) => `Tangu ${moment}`,
    lately: "kimetumika ndani ya saa moja iliyopita",
    seen: (day: string) => `kilitumika mwisho ${day}`,
    signOut: "Toa",
    signOutOf: (browser: string) => `Toa kwenye ${browser}`,
    others: "Toa kwingine kote",
  },
});

const HOUR = 3_600_000;

/** The browsers in which you are signed in. */
export function SessionsSection() {
  const t = useTexts(TEXTS);
  const faults = useFaults();
  const queryClient = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (ids: string[]) =>
      Promise.all(
        ids.map((id) =>
          data(
            api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id: id } } }),
          ),
        ),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const listed = sessions.data?.items ?? [];
  const others = listed.filter((one) => !one.current);
  return (
    <Section title={t.title} about={sessions.isSuccess && listed.length === 0 ? t.none : t.about}>
      {end.isError && <ErrorNotice error={faults.explained(end.error)} />}
      {sessions.isPending && <Waiting lines={2} />}
      {sessions.isError && (
        <ErrorNotice error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      {listed.length > 0 && (
        <Rows label={t.title}>
          {listed.map((one) => (
            <SessionRow
              key={one.id}
              session={one}
              lately={sessions.dataUpdatedAt - Date.parse(one.seen_at) < HOUR}
              onEnd={() => end.mutate([one.id])}
            />
          ))}
        </Rows>
      )}
      {others.length > 1 && (
        <Button
          variant="default"
          style={{ alignSelf: "flex-start" }}
          loading={end.isPending}
          onClick={() => end.mutate(others.map((one) => one.id))}
        >
          {t.others}
        </Button>
      )}
    </Section>
  );
}

interface SessionRowProps {
  session: Schema<"SessionOut">;
  /** Use is noted by the hour. */
  lately: boolean;
  onEnd: () => void;
}

function SessionRow({ session, lately, onEnd }: SessionRowProps) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const browser = session.browser || t.unknown;
  return (
    <Row
      title={browser}
      badge={session.current && <Badge variant="light">{t.here}</Badge>}
      actions={
        !session.current && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={t.signOutOf(browser)}
            onClick={onEnd}
          >
            {t.signOut}
          </Button>
        )
      }
    >
      {t.since(format.moment(session.created_at))} ·{" "}
      {lately ? t.lately : t.seen(format.moment(session.seen_at))}
    </Row>
  );
}
