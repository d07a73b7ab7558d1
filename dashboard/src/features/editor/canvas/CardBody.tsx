import { IconFile, IconMicrophone, IconPhoto, IconSticker, IconVideo } from "@tabler/icons-react";
import { Fragment } from "react";
import type { StateNode } from "@/flow/graph";
import type { Medium } from "@/flow/states";
import { useTexts } from "@/ui";
import classes from "./Card.module.css";
import { type CardShape, LINE, MOST_MEDIA } from "./geometry";
import { validatorName } from "./labels";
import { piecesOf } from "./rich";
import { TEXTS } from "./texts";

const SIGNS = {
  images: IconPhoto,
  videos: IconVideo,
  audios: IconMicrophone,
  documents: IconFile,
  stickers: IconSticker,
};

/** What a state says. */
export function CardBody({ node, shape }: { node: StateNode; shape: CardShape }) {
  const t = useTexts(TEXTS);
  const { state } = node;
  const silent = state.lines.length === 0;
  return (
    <>
      {shape.lines > 0 && (
        <div className={classes.message} style={{ height: shape.lines * LINE + 12 }}>
          {silent ? (
            <span className={classes.silent}>{t.saysNothing}</span>
          ) : (
            <p className={classes.lines} style={{ WebkitLineClamp: shape.lines }}>
              <Said lines={state.lines} />
            </p>
          )}
        </div>
      )}
      {state.variations.length > 1 && (
        <div className={classes.note}>{t.otherWays(state.variations.length - 1)}</div>
      )}
      {state.media.slice(0, MOST_MEDIA).map((medium, index) => (
        <MediumLine key={index} medium={medium} />
      ))}
      {state.media.length > MOST_MEDIA && (
        <div className={classes.note}>{t.moreMedia(state.media.length - MOST_MEDIA)}</div>
      )}
      {state.validators.length > 0 && (
        <div className={classes.chips}>
          {state.validators.map(({ type }, index) => (
            <span key={index} className={classes.chip} title={type}>
              {validatorName(type, t)}
            </span>
          ))}
        </div>
      )}
    </>
  );
}

/** Lines as they are said; what is filled in is marked. */
export function Said({ lines }: { lines: readonly string[] }) {
  return lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 && "\n"}
      {piecesOf(line).map(({ text, kind }, at) =>
        kind === "said" ? (
          text
        ) : (
          <mark key={at} className={kind === "slot" ? classes.slot : classes.variable}>
            {text}
          </mark>
        ),
      )}
    </Fragment>
  ));
}

function MediumLine({ medium }: { medium: Medium }) {
  const t = useTexts(TEXTS);
  const Sign = SIGNS[medium.kind];
  const text = medium.caption || medium.link || t.noLink;
  return (
    <div className={classes.medium} title={medium.link}>
      <Sign size={15} aria-label={t.media[medium.kind]} />
      <span>{text}</span>
    </div>
  );
}
