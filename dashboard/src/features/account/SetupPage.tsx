import { Alert, Anchor, Button, Stack, TextInput } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { api, data } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { EntryFrame } from "./EntryFrame";
import { NewPersonFields } from "./NewPersonFields";
import { setupQuery } from "./queries";
import { useEnter } from "./signingIn";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "Welcome to Kauli",
    fresh: "This server is new. Make its owner: the account that may do everything here.",
    noPassword:
      "This server has an owner who has no password yet. Choose how you sign in; bots and API keys stay as they are.",
    elsewhereTitle: "The owner has no password yet",
    workspace: "Workspace",
    workspaceHint: "The name of your shop, company or project. You can leave it empty.",
    make: "Make the owner and sign in",
    signIn: "Sign in",
  },
  sw: {
    title: "Karibu Kauli",
    fresh: "Seva hii ni mpya. Tengeneza mmiliki wake: akaunti inayoweza kufanya kila kitu hapa.",
    noPassword:
      "Seva hii ina mmiliki asiye na nenosiri bado. Chagua jinsi utakavyoingia; bot na funguo za API zinabaki kama zilivyo.",
    elsewhereTitle: "Mmiliki hana nenosiri bado",
    workspace: "Eneo la kazi",
    workspaceHint: "Jina la duka, kampuni au mradi wako. Unaweza kuliacha wazi.",
    make: "Tengeneza mmiliki na uingie",
    signIn: "Ingia",
  },
});

/** The first run: whoever comes first makes the owner. */
export function SetupPage() {
  const t = useTexts(TEXTS);
  const setup = useQuery(setupQuery);
  if (setup.data?.needed === false) return <Navigate to="/sign-in" replace />;
  const about = setup.data?.reason === "no_password" ? t.noPassword : t.fresh;
  return (
    <EntryFrame title={t.title} about={setup.data?.possible === true ? about : undefined}>
      {setup.isPending && <Waiting />}
      {setup.isError && <ErrorNotice error={setup.error} retry={() => void setup.refetch()} />}
      {setup.data?.possible === false && (
        <Alert icon={<IconTerminal2 aria-hidden />} title={t.elsewhereTitle}>
          {setup.data.note}
        </Alert>
      )}
      {setup.data?.possible === true && <SetupForm />}
    </EntryFrame>
  );
}

function SetupForm() {
  const t = useTexts(TEXTS);
  const enter = useEnter();
  const start = { full_name: "", username: "", password: "", workspace: "" };
  const form = useForm(start, async (body) => {
    await data(api.POST("/api/v1/setup", { body }));
    await enter();
  });
  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        {form.error !== undefined && <ErrorNotice error={form.error} />}
        {form.code === "already_set_up" && <Anchor href="/sign-in">{t.signIn}</Anchor>}
        <NewPersonFields field={form.field} />
        <TextInput
          {...form.field("workspace")}
          label={t.workspace}
          description={t.workspaceHint}
          autoComplete="organization"
          maxLength={100}
        />
        <Button type="submit" loading={form.busy}>
          {t.make}
        </Button>
      </Stack>
    </form>
  );
}
