export { type TestResults, type TestRun, useTestRun } from "./tests/queries";
