import { Alert, Button, Switch } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/api";
import { EmptyState, ErrorNotice, Page, Waiting, defineTexts, useTexts } from "@/ui";
import { KeyRow } from "./KeyRow";
import { NewKeyDialog } from "./NewKeyDialog";
import { Rows } from "./Rows";
import { Section } from "./Section";
import { isLiving } from "./keys";
import { keysQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "API keys",
    about:
      "Programs use a key to work with your bots over the API, in the role of whoever made it. Give each program its own: then you can end one without changing the others.",
    make: "New key",
    list: "Keys",
    ended: "Show ended keys too",
    none: "No keys yet",
    noneAbout:
      "Make one for the first program: your shop's server, a script, a bridge to a channel.",
    noneLiving: "No key is in use.",
    refused: "Keys are for administrators",
    refusedAbout: "Ask an owner or administrator of the workspace to make one for you.",
  },
  sw: {
    title: "Funguo za API",
    about:
      "Programu hutumia ufunguo kufanya kazi na bot zako kupitia API, kwa jukumu la aliyeutengeneza. Ipe kila programu ufunguo wake: hivyo utaweza kusitisha mmoja bila kubadilisha mingine.",
    make: "Ufunguo mpya",
    list: "Funguo",
    ended: "Onyesha na zilizositishwa",
    none: "Hakuna funguo bado",
    noneAbout:
      "Tengeneza mmoja kwa programu ya kwanza: seva ya duka lako, hati, au daraja la chaneli.",
    noneLiving: "Hakuna ufunguo unaotumika.",
    refused: "Funguo ni za wasimamizi",
    refusedAbout: "Mwombe mmiliki au msimamizi wa eneo la kazi akutengenezee mmoja.",
  },
});

/** The workspace's API keys. */
export function KeysPage() {
  const t = useTexts(TEXTS);
  const admin = useMay("admin");
  const [making, dialog] = useDisclosure(false);
  const make = <Button onClick={dialog.open}>{t.make}</Button>;
  return (
    <Page title={t.title} about={t.about} actions={admin && make}>
      {admin ? (
        <Keys />
      ) : (
        <Alert icon={<IconLock aria-hidden />} title={t.refused}>
          {t.refusedAbout}
        </Alert>
      )}
      {admin && <NewKeyDialog opened={making} onClose={dialog.close} />}
    </Page>
  );
}

function Keys() {
  const t = useTexts(TEXTS);
  const keys = useQuery(keysQuery);
  const [withEnded, setWithEnded] = useState(false);
  if (keys.isPending) return <Waiting />;
  if (keys.isError) return <ErrorNotice error={keys.error} retry={() => void keys.refetch()} />;
  const all = keys.data.items.toReversed();
  if (all.length === 0)
    return (
      <EmptyState icon={IconKey} title={t.none}>
        {t.noneAbout}
      </EmptyState>
    );
  const living = all.filter((key) => isLiving(key, keys.dataUpdatedAt));
  const shown = withEnded ? all : living;
  return (
    <Section title={t.list} about={shown.length === 0 ? t.noneLiving : undefined}>
      {shown.length > 0 && (
        <Rows label={t.list}>
          {shown.map((key) => (
            <KeyRow key={key.id} apiKey={key} living={living.includes(key)} />
          ))}
        </Rows>
      )}
      {living.length < all.length && (
        <Switch
          label={t.ended}
          checked={withEnded}
          onChange={(event) => setWithEnded(event.currentTarget.checked)}
        />
      )}
    </Section>
  );
}
