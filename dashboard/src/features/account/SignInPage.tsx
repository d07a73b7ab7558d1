import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useSearch } from "@tanstack/react-router";
import { sessionQuery } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { EntryFrame } from "./EntryFrame";
import { SignInForm } from "./SignInForm";
import { setupQuery } from "./queries";
import { ownAddress, useEnter } from "./signingIn";

const TEXTS = defineTexts({
  en: {
    title: "Sign in",
    lost: "Forgotten your password? Whoever runs the server can give you a new one, with the command",
    command: "kauli user password",
  },
  sw: {
    title: "Ingia",
    lost: "Umesahau nenosiri? Anayeendesha seva anaweza kukupa jipya, kwa amri",
    command: "kauli user password",
  },
});

/** Where people sign in; a server that nobody owns yet leads to its first run. */
export function SignInPage() {
  const t = useTexts(TEXTS);
  const next = ownAddress(useSearch({ from: "/sign-in" }).next);
  const enter = useEnter();
  const setup = useQuery(setupQuery);
  const session = useQuery(sessionQuery);
  if (session.isSuccess) return <Navigate to={next} replace />;
  if (setup.data?.needed === true) return <Navigate to="/setup" replace />;
  return (
    <EntryFrame title={t.title}>
      {setup.isPending && <Waiting lines={3} />}
      {setup.isError && <ErrorNotice error={setup.error} retry={() => void setup.refetch()} />}
      {setup.isSuccess && <SignInForm onSignedIn={() => enter(next)} />}
      <Text size="sm" c="dimmed">
        {t.lost} <code>{t.command}</code>.
      </Text>
    </EntryFrame>
  );
}
