import { Badge, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconArrowRight, IconFile } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useFormat, useTexts } from "@/ui";
import { Caused } from "./Caused";
import classes from "./Conversation.module.css";
import { preview } from "./Rows";
import type { Turn } from "./queries";
import { TEXTS } from "./texts";
import {
  type Happened,
  type Medium,
  type Told,
  type Trace,
  readReply,
  readTrace,
  safeLink,
} from "./told";

/** A message, what the bot made of it, what it answered and what that sent. */
export function TurnView({ botId, turn }: { botId: number; turn: Turn }) {
  const t = useTexts(TEXTS);
  const trace = readTrace(turn.trace);
  const replies = turn.replies.map(readReply);
  return (
    <li className={classes.turn}>
      <div className={classes.theirs}>
        <VisuallyHidden>{t.them}: </VisuallyHidden>
        {turn.message_type === "text" ? turn.message : preview(turn, t)}
      </div>
      <Understood turn={turn} trace={trace} />
      {replies.map((reply, place) => (
        // Replies have no names; their places never change.
        <Reply key={place} reply={reply} />
      ))}
      {replies.length === 0 && (
        <Text size="xs" c="dimmed" className={classes.ours}>
          {t.saysNothing}
        </Text>
      )}
      <Where botId={botId} trace={trace} />
      {turn.deliveries.map((delivery) => (
        <Caused key={delivery.id} botId={botId} delivery={delivery} />
      ))}
    </li>
  );
}

/** When it came and what it was taken for. */
function Understood({ turn, trace }: { turn: Turn; trace: Trace }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const missed = trace.events.some(({ kind }) => kind === "not_understood");
  const guess = trace.intent !== null && trace.confidence !== null;
  return (
    <Group gap={6} className={classes.meta}>
      <Text
        size="xs"
        c="dimmed"
        component="time"
        dateTime={turn.received_at}
        title={format.precise(turn.received_at)}
      >
        {format.moment(turn.received_at)}
      </Text>
      {missed && (
        <Badge
          size="sm"
          color="orange"
          variant="light"
          tt="none"
          radius="sm"
          className={classes.warn}
        >
          {t.notUnderstood}
        </Badge>
      )}
      {guess && (
        <Text size="xs" c="dimmed" className={classes.anywhere}>
          {trace.intent} · {t.sure(format.percent(trace.confidence ?? 0))}
        </Text>
      )}
    </Group>
  );
}

/** What the bot said. It is all text: nothing in it is run, and nothing is loaded from elsewhere. */
function Reply({ reply }: { reply: Told }) {
  const t = useTexts(TEXTS);
  return (
    <>
      {reply.text.trim() !== "" && (
        <div className={classes.ours}>
          <VisuallyHidden>{t.bot}: </VisuallyHidden>
          {reply.text}
        </div>
      )}
      {reply.buttons.length > 0 && (
        <ul className={classes.buttons}>
          {reply.buttons.map((title, place) => (
            <li key={place} className={classes.button}>
              <VisuallyHidden>{t.button}: </VisuallyHidden>
              {title}
            </li>
          ))}
        </ul>
      )}
      {reply.media.map((medium, place) => (
        <MediumView key={place} medium={medium} />
      ))}
    </>
  );
}

function MediumView({ medium: { kind, link, caption } }: { medium: Medium }) {
  const t = useTexts(TEXTS);
  const safe = safeLink(link);
  const name = Object.entries(t.media).find(([known]) => known === kind)?.[1] ?? kind;
  return (
    <div className={classes.ours}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconFile size={18} aria-hidden className={classes.sign} />
        <div className={classes.anywhere}>
          {name}:{" "}
          {safe === null ? (
            <>
              {link} ({t.unsafe})
            </>
          ) : (
            <a href={safe} target="_blank" rel="noopener noreferrer" className={classes.inverse}>
              {link}
            </a>
          )}
          {caption !== "" && <div>{caption}</div>}
        </div>
      </Group>
    </div>
  );
}

/** Where the conversation stands after it, and what else happened. */
function Where({ botId, trace }: { botId: number; trace: Trace }) {
  const t = useTexts(TEXTS);
  const told = trace.events.flatMap((event) => sentence(event, t.events));
  return (
    <div className={classes.where}>
      <Group gap={4} justify="flex-end">
        <StateName botId={botId} name={trace.state} />
        <IconArrowRight size={12} aria-hidden />
        <StateName botId={botId} name={trace.nextState} />
      </Group>
      {told.map((line, place) => (
        <div key={place}>{line}</div>
      ))}
    </div>
  );
}

function StateName({ botId, name }: { botId: number; name: string }) {
  const t = useTexts(TEXTS);
  if (name === "end" || name === "") return <span>{name}</span>;
  return (
    <Link
      to="/bots/$botId"
      params={{ botId }}
      search={{ state: name }}
      aria-label={t.toState(name)}
      className={classes.state}
    >
      {name}
    </Link>
  );
}

type Sentences = (typeof TEXTS)["en"]["events"];

function sentence({ kind, name }: Happened, sentences: Sentences): string[] {
  const found = Object.entries(sentences).find(([known]) => known === kind);
  return found ? [found[1](name)] : [];
}
