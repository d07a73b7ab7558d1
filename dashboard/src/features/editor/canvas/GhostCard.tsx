import { Handle as Port, type NodeProps, Position } from "@xyflow/react";
import { IconQuestionMark, IconSpeakerphone } from "@tabler/icons-react";
import { memo } from "react";
import { useTexts } from "@/ui";
import classes from "./Card.module.css";
import { breakable } from "./labels";
import { useLevel } from "./level";
import { type GhostNode, INLET } from "./nodes";
import { TEXTS } from "./texts";

/** What is not there but should be: a state that something leads to, or the state of an intent. */
export const GhostCard = memo(function GhostCard({ data, type }: NodeProps<GhostNode>) {
  const t = useTexts(TEXTS);
  const level = useLevel();
  const missing = type === "missing";
  const Sign = missing ? IconQuestionMark : IconSpeakerphone;
  return (
    <div className={classes.ghost}>
      {missing && level === "near" && (
        <Port
          id={INLET}
          type="target"
          position={Position.Left}
          isConnectable={false}
          className={classes.inlet}
        />
      )}
      <Sign size={18} aria-hidden />
      {level === "near" ? (
        <div className={classes.ghostText}>
          <span className={classes.name}>{data.name}</span>
          <span className={classes.ghostNote}>{missing ? t.missing : t.noState}</span>
        </div>
      ) : (
        level === "far" && <span className={classes.boxName}>{breakable(data.name)}</span>
      )}
    </div>
  );
});
