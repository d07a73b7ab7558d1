import { Handle as Port, Position } from "@xyflow/react";
import { type Handle, type StateNode, stateId } from "@/flow/graph";
import { useTexts } from "@/ui";
import { Said } from "./CardBody";
import classes from "./Card.module.css";
import { type CardShape, LINE } from "./geometry";
import { useLinking } from "./linking";
import { TEXTS } from "./texts";

interface CardRowsProps {
  node: StateNode;
  shape: CardShape;
  connectable: boolean;
}

/** The ways out of a state: its buttons or choices, and what comes next; each can be connected. */
export function CardRows({ node, shape, connectable }: CardRowsProps) {
  const t = useTexts(TEXTS);
  const { pickFor } = useLinking();
  return (
    <>
      {node.handles.map((handle) => (
        <div key={handle.id} className={classes.row} data-row={handle.kind}>
          <RowText handle={handle} />
          <RowEnd handle={handle} />
          <Port
            id={handle.id}
            type="source"
            position={Position.Right}
            isConnectable={connectable}
            isConnectableEnd={false}
            className={classes.outlet}
            data-lead={handle.lead}
            {...(connectable && {
              onClick: (event) => {
                event.stopPropagation();
                pickFor(stateId(node.name), handle.id, event.currentTarget);
              },
            })}
          />
        </div>
      ))}
      {shape.fallbackLines > 0 && (
        <div className={classes.fallback} style={{ height: shape.fallbackLines * LINE + 12 }}>
          <p className={classes.lines} style={{ WebkitLineClamp: shape.fallbackLines }}>
            <span className={classes.quiet}>{t.otherwise} </span>
            <Said lines={node.state.fallback[0] ?? []} />
          </p>
        </div>
      )}
    </>
  );
}

function RowText({ handle }: { handle: Handle }) {
  const t = useTexts(TEXTS);
  if (handle.kind === "next") return <span className={classes.next}>{t.next}</span>;
  const text = handle.label.trim();
  return (
    <span className={handle.kind === "button" ? classes.button : classes.choice} title={text}>
      {text === "" ? <em>{t.untitled}</em> : <Said lines={[text]} />}
    </span>
  );
}

/** What is at the other end, where no line shows it. */
function RowEnd({ handle }: { handle: Handle }) {
  const t = useTexts(TEXTS);
  const { lead, target, kind } = handle;
  if (lead === "end") return <span className={classes.end}>{t.endChip}</span>;
  if (lead === "answer") return <span className={classes.answer}>{t.answers}</span>;
  if (lead === "intent") return <span className={classes.end}>{t.toIntent(target)}</span>;
  if (lead === "missing" && kind === "button") {
    return <span className={classes.nowhere}>{t.nowhere}</span>;
  }
  return (
    <span className={classes.target} title={target}>
      {target}
    </span>
  );
}
