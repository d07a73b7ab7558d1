import { Handle as Port, type NodeProps, Position } from "@xyflow/react";
import {
  IconAlertTriangle,
  IconBolt,
  IconInfoCircle,
  IconListDetails,
  IconMessage,
  IconPhoto,
  IconSquareRoundedCheck,
} from "@tabler/icons-react";
import { memo } from "react";
import type { StateNode } from "@/flow/graph";
import { useTexts } from "@/ui";
import { CardBody } from "./CardBody";
import { CardRows } from "./CardRows";
import classes from "./Card.module.css";
import { shapeOf } from "./geometry";
import { breakable } from "./labels";
import { useLevel } from "./level";
import { INLET, type Marks, type StateCardNode } from "./nodes";
import { TEXTS } from "./texts";

const KINDS = {
  text: IconMessage,
  interactive: IconSquareRoundedCheck,
  choice: IconListDetails,
  media: IconPhoto,
};

/** A state as a card: what it says as the chatter sees it, and where each way out leads. */
export const StateCard = memo(function StateCard({
  data,
  isConnectable,
}: NodeProps<StateCardNode>) {
  const level = useLevel();
  const { node, marks, phrases } = data;
  if (level !== "near") return <Box node={node} marks={marks} named={level === "far"} />;
  return (
    <>
      {phrases >= 0 && <Entrance name={node.name} phrases={phrases} />}
      <div className={classes.card} data-kind={node.state.kind} data-severity={marks.severity}>
        <Port
          id={INLET}
          type="target"
          position={Position.Left}
          isConnectable={isConnectable}
          isConnectableStart={false}
          className={classes.inlet}
        />
        <Header node={node} marks={marks} />
        <CardBody node={node} shape={shapeOf(node)} />
        <CardRows node={node} shape={shapeOf(node)} connectable={isConnectable} />
      </div>
      {marks.dropped >= 0 && <Dropped share={marks.dropped} />}
    </>
  );
});

interface BoxProps {
  node: StateNode;
  marks: Marks;
  named: boolean;
}

/** The same from far away. */
function Box({ node, marks, named }: BoxProps) {
  const { top, size } = shapeOf(node);
  return (
    <div
      className={classes.box}
      data-kind={node.state.kind}
      data-severity={marks.severity}
      data-entrance={node.entrance}
      style={{ marginTop: top, height: size.height - top }}
    >
      {named && <span className={classes.boxName}>{breakable(node.name)}</span>}
    </div>
  );
}

function Header({ node, marks }: { node: StateNode; marks: Marks }) {
  const t = useTexts(TEXTS);
  const Kind = KINDS[node.state.kind];
  return (
    <div className={classes.header}>
      <span className={classes.kind} title={t.kinds[node.state.kind]}>
        <Kind size={16} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.name} title={node.name}>
        {node.name}
      </span>
      {marks.triggers && (
        <span className={classes.trigger} title={t.triggers}>
          <IconBolt size={15} aria-label={t.triggers} />
        </span>
      )}
      {marks.severity !== "" && (
        <span className={classes.finding} title={t.findings(marks.findings)}>
          {marks.severity === "hint" ? (
            <IconInfoCircle size={16} aria-label={t.findings(marks.findings)} />
          ) : (
            <IconAlertTriangle size={16} aria-label={t.findings(marks.findings)} />
          )}
        </span>
      )}
    </div>
  );
}

function Entrance({ name, phrases }: { name: string; phrases: number }) {
  const t = useTexts(TEXTS);
  return (
    <div className={classes.entrance} title={t.startsWith(phrases)}>
      <span className={classes.entranceName}>{name}</span>
      <span className={classes.entranceCount}>{t.entrance(phrases)}</span>
    </div>
  );
}

function Dropped({ share }: { share: number }) {
  const t = useTexts(TEXTS);
  const text = `${Math.round(share * 100)}%`;
  return (
    <div className={classes.dropped} data-many={share >= 0.25} title={t.droppedLabel(text)}>
      {t.dropped(text)}
    </div>
  );
}
