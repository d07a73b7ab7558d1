export { type DropOut, useDropOuts } from "./useDropOuts";
